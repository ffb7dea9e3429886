/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.emission;

import static org.cqube.engines.emission.ManifestColumns.DELIMITER;
import static org.cqube.engines.emission.ManifestColumns.FILE_NAME;
import static org.cqube.engines.emission.ManifestColumns.QUOTE;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cqube.engines.csv.CsvReader;
import org.cqube.engines.csv.UnclosedQuoteException;
import org.cqube.engines.finding.Refusal;
import org.cqube.engines.finding.Rule;
import org.cqube.engines.finding.Violation;

/**
 * The content of a manifest: pipe-delimited, fields quoted or not, columns found by name in any
 * case and order, unknown columns ignored.
 *
 * @param lines one for each line that is not blank
 * @param totalFiles what old emitters say about the number of files in the zip
 */
record ManifestTable(List<ManifestLine> lines, List<Long> totalFiles) {

    /**
     * Reads a manifest whose content is going to be compared.
     *
     * @throws Refusal {@code manifest.format} with the line and what is wrong with it
     */
    static ManifestTable parse(String name, byte[] bytes, ManifestMode mode)
            throws Refusal, IOException {
        List<Row> rows = rows(name, bytes);
        boolean strict = mode == ManifestMode.STRICT;
        List<String> needed = strict ? ManifestColumns.MANDATORY : List.of(FILE_NAME);
        List<ManifestLine> lines = new ArrayList<>();
        List<Long> totals = new ArrayList<>();
        for (Row row : rows) {
            ManifestCells cells = new ManifestCells(name, row.line(), row.cells());
            lines.add(cells.line(needed, strict));
            Long total = cells.number(ManifestColumns.TOTAL_FILES);
            if (total != null) {
                totals.add(total);
            }
        }
        return new ManifestTable(lines, totals);
    }

    /** Reads only what a manifest says about corrections; anything else may be wrong. */
    static ManifestTable corrections(String name, byte[] bytes) throws Refusal, IOException {
        List<Row> rows;
        try {
            rows = rows(name, bytes);
        } catch (Refusal unreadable) {
            // not compared in this mode, and nobody asked for a correction that can be read
            return new ManifestTable(List.of(), List.of());
        }
        List<ManifestLine> lines = new ArrayList<>();
        for (Row row : rows) {
            ManifestLine line = new ManifestCells(name, row.line(), row.cells()).corrections();
            if (line.corrects() != null) {
                lines.add(line);
            }
        }
        return new ManifestTable(lines, List.of());
    }

    private record Row(long line, Map<String, String> cells) {}

    private static List<Row> rows(String name, byte[] bytes) throws Refusal, IOException {
        try (CsvReader reader = new CsvReader(new ByteArrayInputStream(bytes), DELIMITER, QUOTE)) {
            List<String> header = header(name, reader);
            List<Row> rows = new ArrayList<>();
            while (reader.next()) {
                if (reader.blank()) {
                    continue;
                }
                if (reader.fields() != header.size()) {
                    throw new Refusal(
                            new Violation(
                                    Rule.MANIFEST_FORMAT,
                                    reader.line(),
                                    "",
                                    "",
                                    "%s, line %d has %d columns, its header %d"
                                            .formatted(
                                                    name,
                                                    reader.line(),
                                                    reader.fields(),
                                                    header.size())),
                            Integer.toString(header.size()),
                            Integer.toString(reader.fields()),
                            0);
                }
                Map<String, String> cells = new HashMap<>();
                for (int i = 0; i < header.size(); i++) {
                    cells.put(header.get(i), reader.text(i).strip());
                }
                rows.add(new Row(reader.line(), cells));
            }
            return rows;
        } catch (UnclosedQuoteException e) {
            throw format(name, "the quote opened on line " + e.line() + " is never closed");
        }
    }

    private static List<String> header(String name, CsvReader reader) throws Refusal, IOException {
        boolean found = reader.next();
        while (found && reader.blank()) {
            found = reader.next();
        }
        if (!found) {
            throw format(name, "it is empty");
        }
        List<String> header = new ArrayList<>();
        for (int i = 0; i < reader.fields(); i++) {
            String column =
                    ManifestColumns.canonical(reader.text(i).strip().toLowerCase(Locale.ROOT));
            if (!column.isEmpty() && header.contains(column)) {
                throw format(name, "the column " + column + " is there twice");
            }
            header.add(column);
        }
        if (!header.contains(FILE_NAME)) {
            String why = "the column file_name is missing from its header";
            throw format(name, header.size() == 1 ? why + "; columns are separated by |" : why);
        }
        return header;
    }

    private static Refusal format(String name, String why) {
        return new Refusal(Rule.MANIFEST_FORMAT, name + " cannot be read: " + why);
    }
}
