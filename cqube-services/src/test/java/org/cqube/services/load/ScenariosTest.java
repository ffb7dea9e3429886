/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cqube.engines.contract.ContractReader;
import org.cqube.engines.contract.SourceContract;
import org.cqube.services.catalog.DataSource;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The tables of loads: what becomes of records that meet what is stored, and each other. */
class ScenariosTest {

    @TestFactory
    Stream<DynamicTest> recordsFareAsTheTablesSay() {
        return Stream.of("exam", "visit")
                .flatMap(
                        source ->
                                Scenario.of(source + ".md").stream()
                                        .map(
                                                scenario ->
                                                        DynamicTest.dynamicTest(
                                                                source + ": " + scenario.name(),
                                                                () -> check(source, scenario))));
    }

    private static void check(String source, Scenario scenario) throws Exception {
        try (LoadDatabase database = LoadDatabase.open()) {
            DataSource loaded = source(source);
            SourceTables.ensure(database.connection(), List.of(loaded)).requireAll();
            int emissions = 0;
            Emitted last = null;
            for (Scenario.Step step : scenario.steps()) {
                switch (step.word()) {
                    case "sql" -> database.execute(step.text());
                    case "stored" ->
                            assertThat(database.rows(step.text()))
                                    .as(step.text())
                                    .containsExactlyElementsOf(
                                            step.rows().stream()
                                                    .map(Scenario.Row::expected)
                                                    .toList());
                    case "warnings" ->
                            assertThat(counts(last.counts().warnings())).isEqualTo(step.text());
                    case "cells" ->
                            assertThat(counts(last.counts().cells())).isEqualTo(step.text());
                    default -> last = emit(database, loaded, ++emissions, step);
                }
            }
            assertThat(scenario.steps()).anyMatch(step -> step.word().equals("emit"));
        }
    }

    private static Emitted emit(
            LoadDatabase database, DataSource source, int number, Scenario.Step step)
            throws Exception {
        List<String> words = List.of(step.detail().split(" "));
        String file = words.getFirst();
        int corrects = words.indexOf("corrects");
        int again = words.indexOf("again");
        StringBuilder csv = new StringBuilder(step.text()).append('\n');
        step.rows().forEach(row -> csv.append(row.given()).append('\n'));
        Emitted emitted =
                Emitted.emit(
                        database,
                        source,
                        source.contract().file(file).orElseThrow(),
                        number,
                        again < 0 ? number : Integer.parseInt(words.get(again + 1)),
                        csv.toString(),
                        corrects < 0 ? null : Long.valueOf(words.get(corrects + 1)),
                        words.contains("replace"));
        List<String> expected = new ArrayList<>();
        List<String> actual = new ArrayList<>();
        for (int i = 0; i < step.rows().size(); i++) {
            String given = step.rows().get(i).given();
            expected.add(given + " → " + step.rows().get(i).expected());
            String fate =
                    emitted.refused() == null ? emitted.fate(i + 2L) : "file " + emitted.refused();
            actual.add(given + " → " + fate);
        }
        assertThat(actual).isEqualTo(expected);
        return emitted;
    }

    private static String counts(Map<String, Long> byRule) {
        return byRule.isEmpty() ? "none" : new TreeMap<>(byRule).toString().replaceAll("[{}]", "");
    }

    static DataSource source(String name) throws Exception {
        SourceContract contract =
                ContractReader.read(
                        new ByteArrayInputStream(
                                Scenario.text(name + "/datapackage.json")
                                        .getBytes(StandardCharsets.UTF_8)));
        Map<String, String> sql = new TreeMap<>();
        sql.put("tables.sql", Scenario.text(name + "/tables.sql"));
        for (var file : contract.files()) {
            for (String check : file.checks()) {
                sql.put(check, Scenario.text(name + "/" + check));
            }
        }
        return new DataSource(contract, sql, contract.hash());
    }
}
