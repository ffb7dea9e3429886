/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.validation;

import java.io.IOException;
import java.io.OutputStream;
import org.cqube.engines.csv.CsvWriter;
import org.cqube.engines.finding.Violation;

/**
 * Writes the reject report: comma, RFC 4180, one line per violation. A cell that a spreadsheet
 * would take for a formula gets an apostrophe in front.
 */
public final class FindingsWriter {

    /** The columns of the report. */
    public static final String[] HEADER = {"line", "rule", "column", "value", "message"};

    private final CsvWriter csv;

    /** Writes the header; the stream is flushed by {@link #flush()} and never closed. */
    public FindingsWriter(OutputStream out) throws IOException {
        csv = new CsvWriter(out, (byte) ',');
        for (String column : HEADER) {
            csv.field(column);
        }
        csv.endRecord();
    }

    public void write(Violation violation) throws IOException {
        csv.field(violation.line());
        csv.field(violation.rule().id());
        csv.field(safe(violation.column()));
        csv.field(safe(violation.value()));
        csv.field(safe(violation.message()));
        csv.endRecord();
    }

    public void flush() throws IOException {
        csv.flush();
    }

    private static String safe(String cell) {
        if (cell.isEmpty()) {
            return cell;
        }
        return switch (cell.charAt(0)) {
            case '=', '+', '-', '@', '\t', '\r' -> "'" + cell;
            default -> cell;
        };
    }
}
