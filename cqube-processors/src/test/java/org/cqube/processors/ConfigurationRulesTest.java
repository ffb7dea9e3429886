/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.processors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The table {@code configurations.md}, through all steps of the source {@code config}. */
class ConfigurationRulesTest {
    private final World world = World.WORLD;

    /**
     * One row of the table.
     *
     * @param before configuration that is in force already, or empty
     * @param csv what is emitted
     * @param expected what becomes of it
     */
    private record Case(String name, String file, String before, String csv, String expected) {}

    @TestFactory
    Stream<DynamicTest> configurationsAreTakenAsTheTableSays() throws IOException {
        return cases().stream()
                .map(
                        row ->
                                DynamicTest.dynamicTest(
                                        row.name() + ": " + row.expected(), () -> check(row)));
    }

    private void check(final Case row) {
        Configurations.reset(world);
        final Chain chain = new Chain(world, Configurations.SOURCE);
        if (!row.before().isEmpty()) {
            chain.load(row.file(), "20200701080000", row.before());
            assertThat(state(chain.newest())).isEqualTo("applied");
        }
        final List<String> inForce = Configurations.inForce(world);

        final long emission = chain.load(row.file(), "20200702080000", row.csv());

        final String[] expected = row.expected().split(" ", 2);
        switch (expected[0]) {
            case "applied" -> {
                assertThat(state(emission)).isEqualTo("applied");
                assertThat(
                                world.database.one(
                                        "select loaded from meta.emission where emission_id = ?",
                                        emission))
                        .isEqualTo(expected[1]);
            }
            case "known" -> assertThat(state(emission)).isEqualTo("known");
            default -> {
                assertThat(state(emission)).isEqualTo(expected[0]);
                assertThat(String.join(" ", Configurations.reportedLines(world, emission)))
                        .isEqualTo(expected[1]);
                assertThat(Configurations.inForce(world))
                        .as("what was in force stays in force")
                        .isEqualTo(inForce);
            }
        }
        assertThat(chain.queue(Chain.FAILED)).isEmpty();
    }

    private String state(final long emission) {
        return world.database.one(
                "select case state when 'refused' then refusal ->> 'rule' when 'loaded' then 'applied' else state end"
                        + " from meta.emission where emission_id = ?",
                emission);
    }

    private static List<Case> cases() throws IOException {
        final List<Case> cases = new ArrayList<>();
        String name = "";
        String file = "";
        String before = "";
        for (final String line : table().split("\n")) {
            if (line.startsWith("## ")) {
                name = line.substring(3);
                before = "";
            } else if (line.startsWith("file: ")) {
                file = line.substring(6);
            } else if (line.startsWith("before: ")) {
                before = csv(line.substring(8));
            } else if (line.contains(" → ") && !name.isEmpty()) {
                final String[] parts = line.split(" → ");
                cases.add(new Case(name, file, before, csv(parts[0]), parts[1].strip()));
            }
        }
        return cases;
    }

    private static String csv(final String text) {
        return text.replace('␊', '\n') + "\n";
    }

    private static String table() throws IOException {
        try (InputStream in =
                ConfigurationRulesTest.class.getResourceAsStream("configurations.md")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
