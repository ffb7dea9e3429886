/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.cqube.engines.finding.Refusal;
import org.cqube.engines.testing.Cases;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The table {@code records.md}: what becomes of which record. */
class RecordsTest {

    @TempDir Path directory;

    @TestFactory
    Stream<DynamicTest> recordsBecomeWhatTheTableSays() {
        return Cases.of(getClass(), "records.md").stream()
                .flatMap(
                        group ->
                                Stream.of(
                                        DynamicTest.dynamicTest(
                                                group.name(), () -> check(group, 1 << 20)),
                                        DynamicTest.dynamicTest(
                                                group.name() + ", keys on disk",
                                                () -> check(group, 0))));
    }

    private void check(Cases group, int heapBudget) throws IOException, Refusal {
        StringBuilder file = new StringBuilder(group.settings().get("header")).append('␊');
        List<String> expected = new ArrayList<>();
        Map<String, Integer> counts = new java.util.TreeMap<>();
        for (Cases.Row row : group.rows()) {
            file.append(row.given()).append('␊');
            String rule = row.expected().split(" ")[0];
            boolean all = row.expected().contains("[");
            expected.add(all ? row.expected() : rule);
            if (!rule.equals("stays")) {
                counts.merge(rule, 1, Integer::sum);
            }
        }
        ValidationOptions options =
                new ValidationOptions(LocalDate.of(2022, 1, 31), 6, null, directory, heapBudget);
        Validated validated =
                Validated.of(
                        Cases.bytes(file.toString()),
                        Validated.contract(group.settings().get("contract")),
                        options);
        assertThat(describe(group, validated)).isEqualTo(expected);
        assertThat(validated.result().rejectedByRule().toString()).isEqualTo(counts.toString());
        assertThat(validated.result().rejected() + validated.result().accepted())
                .isEqualTo(validated.result().recordsIn())
                .isEqualTo(group.rows().size());
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).as("temporary files").isEmpty();
        }
    }

    private static List<String> describe(Cases group, Validated validated) throws IOException {
        Set<Integer> accepted = new HashSet<>();
        for (List<String> record : validated.canonicalRecords()) {
            accepted.add(Integer.parseInt(record.getFirst()));
        }
        List<String> described = new ArrayList<>();
        for (int i = 0; i < group.rows().size(); i++) {
            int line = i + 2;
            StringBuilder text = new StringBuilder();
            String first = "stays";
            for (List<String> finding : validated.findingRecords()) {
                if (finding.getFirst().equals(Integer.toString(line)) && !accepted.contains(line)) {
                    first = text.isEmpty() ? finding.get(1) : first;
                    text.append(" [").append(finding.get(1)).append(' ');
                    text.append(finding.get(2).replaceFirst("^'", "")).append(']');
                }
            }
            assertThat(accepted.contains(line)).isEqualTo(first.equals("stays"));
            boolean all = group.rows().get(i).expected().contains("[");
            described.add(all ? first + text : first);
        }
        return described;
    }
}
