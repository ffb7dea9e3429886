/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.system;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Faults for which a whole file is refused, and files in which nothing is new. */
final class FileFaults {

    private static final String STRANGE = "Remarks of the office";

    private final String source;
    private final String base;
    private final SampleTable sample;
    private final List<List<String>> rows;

    private FileFaults(String source, String base, SampleTable sample) {
        this.source = source;
        this.base = base;
        this.sample = sample;
        this.rows = List.of(sample.row(0), sample.row(1));
    }

    /** Refused by data-sources.md, 3.2 and 3.3. */
    static List<FaultCase> of(String source, String base, SampleTable sample) {
        FileFaults faults = new FileFaults(source, base, sample);
        int required = faults.firstRequired();
        return List.of(
                faults.refused("header only", sample.csv(List.of()), "file.empty"),
                faults.refused("nothing", "", "file.empty"),
                faults.refused("column missing", faults.without(required), "column.header"),
                faults.refused(
                        "column twice",
                        faults.with(sample.header().get(required), row -> row.get(required)),
                        "column.header"),
                faults.refused(
                        "commas for pipes",
                        sample.csv(faults.rows).replace('|', ','),
                        "file.delimiter"),
                faults.refused(
                        "unclosed quote",
                        sample.csv(faults.rows) + "\"" + SampleTable.line(sample.row(0)),
                        "file.quote"),
                faults.latin());
    }

    /** Every record is stored already: nothing changes, and nobody has to act. */
    static List<FaultCase> known(String source, String base, SampleTable sample) {
        FileFaults faults = new FileFaults(source, base, sample);
        return List.of(
                FaultCase.csv(
                        source,
                        base,
                        "the sample again",
                        sample.csv(sample.rows()),
                        Expected.known()),
                FaultCase.csv(
                        source,
                        base,
                        "a column that nobody knows",
                        faults.with(STRANGE, row -> "none"),
                        Expected.unknownColumn(STRANGE)));
    }

    private FaultCase refused(String name, String csv, String rule) {
        return FaultCase.csv(source, base, name, csv, Expected.refusal(rule));
    }

    /** One record of three has a byte of another encoding: more than 1 %. */
    private FaultCase latin() {
        byte[] content =
                (sample.csv(rows) + "\u00e9" + SampleTable.line(sample.row(0)))
                        .getBytes(StandardCharsets.ISO_8859_1);
        return new FaultCase(
                source, base, "Latin-1", content, false, Expected.refusal("file.encoding"));
    }

    private int firstRequired() {
        return IntStream.range(0, sample.header().size())
                .filter(
                        column ->
                                sample.field(column)
                                        .filter(
                                                field ->
                                                        field.path("constraints")
                                                                .path("required")
                                                                .asBoolean())
                                        .isPresent())
                .findFirst()
                .orElseThrow();
    }

    private interface Cell {
        String of(List<String> row);
    }

    private String with(String header, Cell cell) {
        StringBuilder text = new StringBuilder(SampleTable.line(longer(sample.header(), header)));
        rows.forEach(row -> text.append(SampleTable.line(longer(row, cell.of(row)))));
        return text.toString();
    }

    private static List<String> longer(List<String> row, String cell) {
        List<String> longer = new ArrayList<>(row);
        longer.add(cell);
        return longer;
    }

    private String without(int column) {
        StringBuilder text = new StringBuilder(SampleTable.line(cut(sample.header(), column)));
        rows.forEach(row -> text.append(SampleTable.line(cut(row, column))));
        return text.toString();
    }

    private static List<String> cut(List<String> row, int column) {
        List<String> shorter = new ArrayList<>(row);
        shorter.remove(column);
        return shorter;
    }
}
