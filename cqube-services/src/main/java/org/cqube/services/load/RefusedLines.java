/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;
import org.cqube.engines.csv.CsvReader;

/**
 * Lines of the records that are not to be loaded because a rule refuses them: those of the raw file
 * that validation did not let through, and those that the filter marked. It reads both files past
 * each other, and holds neither.
 */
final class RefusedLines implements PrimitiveIterator.OfLong {
    private final CsvReader raw;
    private final CsvReader decided;
    private long decidedLine;
    private boolean decidedRefused;
    private long next;

    /**
     * @param raw the file as emitted, at its beginning
     * @param decided what the filter wrote, at its beginning: line, decision, fields
     */
    RefusedLines(final CsvReader raw, final CsvReader decided) throws IOException {
        this.raw = raw;
        this.decided = decided;
        do {
            raw.next();
        } while (raw.blank());
        decided.next();
        stepDecided();
        step();
    }

    private void stepDecided() throws IOException {
        if (decided.next()) {
            decidedLine = Long.parseLong(decided.text(0));
            decidedRefused = decided.fieldStart(1) == decided.fieldEnd(1);
        } else {
            decidedLine = Long.MAX_VALUE;
        }
    }

    private void step() throws IOException {
        next = Long.MAX_VALUE;
        while (next == Long.MAX_VALUE && raw.next()) {
            if (raw.blank()) {
                continue;
            }
            final boolean validated = raw.line() == decidedLine;
            if (!validated || decidedRefused) {
                next = raw.line();
            }
            if (validated) {
                stepDecided();
            }
        }
    }

    @Override
    public boolean hasNext() {
        return next != Long.MAX_VALUE;
    }

    @Override
    public long nextLong() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        final long line = next;
        try {
            step();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return line;
    }
}
