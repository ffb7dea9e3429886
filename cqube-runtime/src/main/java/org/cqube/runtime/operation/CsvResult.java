/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.operation;

import java.io.PrintWriter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.StringJoiner;

/**
 * A query result as CSV (RFC 4180, but lines end in LF): null is empty, an empty text is quoted.
 */
public final class CsvResult {

    private CsvResult() {}

    /** Writes a header and all rows. */
    public static void write(ResultSet result, PrintWriter out) throws SQLException {
        int columns = result.getMetaData().getColumnCount();
        StringJoiner header = new StringJoiner(",");
        for (int column = 1; column <= columns; column++) {
            header.add(cell(result.getMetaData().getColumnLabel(column)));
        }
        line(out, header);
        while (result.next()) {
            StringJoiner row = new StringJoiner(",");
            for (int column = 1; column <= columns; column++) {
                row.add(cell(result.getString(column)));
            }
            line(out, row);
        }
    }

    static String cell(String value) {
        if (value == null) {
            return "";
        }
        boolean quoted =
                value.isEmpty()
                        || value.indexOf(',') >= 0
                        || value.indexOf('"') >= 0
                        || value.indexOf('\n') >= 0
                        || value.indexOf('\r') >= 0;
        return quoted ? '"' + value.replace("\"", "\"\"") + '"' : value;
    }

    private static void line(PrintWriter out, StringJoiner cells) {
        out.print(cells);
        out.print('\n');
    }
}
