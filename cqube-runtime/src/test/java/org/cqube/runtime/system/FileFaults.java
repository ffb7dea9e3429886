/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Faults for which a whole file is refused (data-sources.md, 3.2 and 3.3). */
final class FileFaults {

    private FileFaults() {}

    static List<FaultCase> of(String source, String base, SampleTable sample) {
        List<FaultCase> cases = new ArrayList<>();
        List<List<String>> rows = List.of(sample.row(0), sample.row(1));
        cases.add(refused(source, base, "header only", sample.csv(List.of()), "file.empty"));
        cases.add(refused(source, base, "nothing", "", "file.empty"));
        int required = firstRequired(sample);
        String without =
                required == 0 && sample.header().size() == 1 ? "" : without(sample, rows, required);
        cases.add(refused(source, base, "column missing", without, "column.header"));
        List<String> twice = new ArrayList<>(sample.header());
        twice.add(sample.header().get(required));
        StringBuilder doubled = new StringBuilder(SampleTable.line(twice));
        for (List<String> row : rows) {
            List<String> longer = new ArrayList<>(row);
            longer.add(row.get(required));
            doubled.append(SampleTable.line(longer));
        }
        cases.add(refused(source, base, "column twice", doubled.toString(), "column.header"));
        cases.add(
                refused(
                        source,
                        base,
                        "commas for pipes",
                        sample.csv(rows).replace('|', ','),
                        "file.delimiter"));
        cases.add(
                refused(
                        source,
                        base,
                        "unclosed quote",
                        sample.csv(rows) + "\"" + SampleTable.line(sample.row(0)),
                        "file.quote"));
        return cases;
    }

    private static FaultCase refused(
            String source, String base, String name, String csv, String rule) {
        return new FaultCase(source, base, name, csv, rule, Map.of());
    }

    private static int firstRequired(SampleTable sample) {
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

    private static String without(SampleTable sample, List<List<String>> rows, int column) {
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
