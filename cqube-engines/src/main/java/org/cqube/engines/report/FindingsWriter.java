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
import java.io.OutputStream;
import java.util.List;
import org.cqube.engines.csv.CsvWriter;
import org.cqube.engines.finding.Violation;

/**
 * Writes findings as CSV: comma, RFC 4180, UTF-8, one line for each violation, safe to open in a
 * spreadsheet. The header is written at once, so that a report without findings is one too.
 */
public final class FindingsWriter implements Closeable {

    static final List<String> HEADER = List.of("line", "rule", "column", "value", "message");
    static final byte DELIMITER = ',';
    static final byte QUOTE = '"';

    private final CsvWriter csv;

    /** Begins a report; {@link #close()} closes the stream, {@link #flush()} does not. */
    public FindingsWriter(OutputStream out) throws IOException {
        csv = new CsvWriter(out, DELIMITER);
        for (String column : HEADER) {
            csv.field(column);
        }
        csv.endRecord();
    }

    /**
     * Adds a finding. The caller keeps the order: by line, those of the whole file (line 0) last.
     */
    public void write(Violation violation) throws IOException {
        csv.field(violation.line())
                .field(violation.rule().id())
                .field(FormulaGuard.guard(violation.column()))
                .field(FormulaGuard.guard(violation.value()))
                .field(FormulaGuard.guard(violation.message()));
        csv.endRecord();
    }

    /** Hands on what is buffered, for a caller that keeps the stream. */
    public void flush() throws IOException {
        csv.flush();
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
