/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.report;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cqube.engines.csv.CsvReader;
import org.cqube.engines.finding.Rule;
import org.cqube.engines.finding.Violation;

/** Reads findings that {@link FindingsWriter} wrote, one at a time. */
public final class FindingsReader implements Closeable {

    private final CsvReader csv;

    /**
     * Begins to read.
     *
     * @throws IOException if the stream is no report of findings, or cannot be read
     */
    public FindingsReader(InputStream in) throws IOException {
        csv = new CsvReader(in, FindingsWriter.DELIMITER, FindingsWriter.QUOTE);
        if (!csv.next() || !FindingsWriter.HEADER.equals(record())) {
            throw new IOException("not a report of findings: its header is another one");
        }
    }

    /** The next finding; empty at the end. */
    public Optional<Violation> next() throws IOException {
        if (!csv.next()) {
            return Optional.empty();
        }
        List<String> cells = record();
        if (cells.size() != FindingsWriter.HEADER.size() || !Rule.exists(cells.get(1))) {
            throw new IOException("line " + csv.line() + " of a report is no finding");
        }
        return Optional.of(
                new Violation(
                        Rule.of(cells.get(1)),
                        line(cells.get(0)),
                        FormulaGuard.restore(cells.get(2)),
                        FormulaGuard.restore(cells.get(3)),
                        FormulaGuard.restore(cells.get(4))));
    }

    private long line(String text) throws IOException {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IOException("line " + csv.line() + " of a report is no finding", e);
        }
    }

    private List<String> record() {
        List<String> cells = new ArrayList<>(csv.fields());
        for (int i = 0; i < csv.fields(); i++) {
            cells.add(csv.text(i));
        }
        return cells;
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
