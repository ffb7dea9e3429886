/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Records that only what is stored can judge: ids that are taken or unknown, days that were
 * processed, marks beyond their question. They stand in a table that a domain expert can read,
 * {@code stored-faults.txt}; each is a record of the sample with some cells changed.
 */
final class StoredFaults {

    private static final Pattern BAR = Pattern.compile("\\s*\\|\\s*");
    private static final Pattern SEMICOLON = Pattern.compile("\\s*;\\s*");
    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");
    private static final Pattern FOREIGN_KEY = Pattern.compile("^ref\\.(?!parent)");
    private static final int JUNE = 6;

    private final List<Line> lines;

    /**
     * A line of the table.
     *
     * @param row record of the sample, the first is 1
     * @param changes {@code header=value}, separated by semicolons
     * @param outcome what becomes of the record: refused, loaded or known
     * @param findings {@code rule column}, separated by commas
     */
    private record Line(String base, int row, String changes, String outcome, String findings) {

        /** Whether a foreign key says it; what a check says stays a warning. */
        boolean isReferences() {
            return FOREIGN_KEY.matcher(findings).find();
        }
    }

    private StoredFaults(List<Line> lines) {
        this.lines = lines;
    }

    static StoredFaults read() {
        try (InputStream table = StoredFaults.class.getResourceAsStream("stored-faults.txt")) {
            return new StoredFaults(
                    new String(table.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.isBlank() && !line.startsWith("#"))
                            .map(StoredFaults::line)
                            .toList());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Line line(String text) {
        String[] cells = BAR.split(text.strip(), -1);
        assertThat(cells).as(text).hasSize(5);
        return new Line(cells[0], Integer.parseInt(cells[1]), cells[2], cells[3], cells[4]);
    }

    /** All records of the table about a file, and one that is stored. */
    List<FaultCase> of(String source, String base, SampleTable sample) {
        List<Line> about = lines.stream().filter(line -> line.base().equals(base)).toList();
        return about.isEmpty()
                ? List.of()
                : List.of(new Table(sample).file(source, base, "stored", about));
    }

    /** Those that name unknown ids, where the contract refuses such records. */
    List<FaultCase> refusedReferences(String source, String base, SampleTable sample) {
        List<Line> about =
                lines.stream()
                        .filter(line -> line.base().equals(base) && line.isReferences())
                        .map(
                                line ->
                                        new Line(
                                                base,
                                                line.row(),
                                                line.changes(),
                                                "refused",
                                                COMMA.split(line.findings())[0]))
                        .toList();
        return about.isEmpty()
                ? List.of()
                : List.of(new Table(sample).file(source, base, "unknown ids refused", about));
    }

    /** The records of one file as they are made. */
    private static final class Table {
        private final SampleTable sample;
        private final List<String> header;
        private final List<List<String>> records = new ArrayList<>();
        private final Map<Long, String> refused = new TreeMap<>();
        private final Map<Long, List<String>> reported = new TreeMap<>();
        private final Map<String, Long> counted = new TreeMap<>();
        private long loaded;

        Table(SampleTable sample) {
            this.sample = sample;
            this.header = new ArrayList<>(sample.header());
        }

        FaultCase file(String source, String base, String name, List<Line> about) {
            about.forEach(this::add);
            records.add(new ArrayList<>(sample.row(sample.rows().size() - 1)));
            StringBuilder csv = new StringBuilder(SampleTable.line(header));
            for (List<String> cells : records) {
                while (cells.size() < header.size()) {
                    cells.add("");
                }
                csv.append(SampleTable.line(cells));
            }
            return FaultCase.csv(
                    source,
                    base,
                    name,
                    csv.toString(),
                    new Expected(null, refused, reported, counted, loaded));
        }

        private void add(Line line) {
            List<String> cells = new ArrayList<>(sample.row(line.row() - 1));
            for (String change : SEMICOLON.split(line.changes())) {
                String[] parts = change.split("=", -1);
                set(cells, parts[0], value(parts[1]));
            }
            records.add(cells);
            long number = records.size() + 1L;
            List<String> findings =
                    Arrays.stream(COMMA.split(line.findings())).map(Table::finding).toList();
            switch (line.outcome()) {
                case "refused" -> refused.put(number, findings.getFirst());
                case "loaded" -> {
                    loaded++;
                    said(number, findings);
                }
                case "known" -> said(number, findings);
                default -> throw new AssertionError(line.toString());
            }
        }

        /** A finding without a column is about days: it is counted, and stands in a summary. */
        private void said(long number, List<String> findings) {
            findings.forEach(finding -> counted.merge(Expected.rule(finding), 1L, Long::sum));
            List<String> ofLine = findings.stream().filter(f -> !f.endsWith(",")).toList();
            if (!ofLine.isEmpty()) {
                reported.put(number, ofLine);
            }
        }

        private static String finding(String words) {
            String[] parts = words.split(" ", 2);
            return parts[0] + "," + (parts.length == 2 ? parts[1] : "");
        }

        private void set(List<String> cells, String name, String value) {
            if (name.equals("days")) {
                for (int day = 1; day <= 31; day++) {
                    set(cells, Integer.toString(day), value);
                }
                return;
            }
            if (!header.contains(name)) {
                header.add(name);
            }
            while (cells.size() <= header.indexOf(name)) {
                cells.add("");
            }
            cells.set(header.indexOf(name), value);
        }

        /** The month after this one, for days that have not come yet. */
        private static String value(String text) {
            LocalDate next = LocalDate.now(ZoneOffset.UTC).plusMonths(1);
            int first = next.getMonthValue() < JUNE ? next.getYear() - 1 : next.getYear();
            return switch (text) {
                case "{next month}" -> Integer.toString(next.getMonthValue());
                case "{its year}" -> "%d-%02d".formatted(first, (first + 1) % 100);
                default -> text;
            };
        }
    }
}
