/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One file of a describing source per file of every other source. */
class PerFileContractsTest {

    private static final String TEMPLATE =
            """
            {"name": "settings", "title": "Settings", "cqube:prefixes": ["settings"], "cqube:kind": "configuration",
             "resources": [
               {"name": "set", "path": "set.csv", "cqube:perFile": true,
                "schema": {"fields": [{"name": "field", "type": "string", "constraints": {"required": true}}],
                           "primaryKey": "field", "cqube:overlap": {"policy": "update"},
                           "cqube:target": {"kind": "record", "table": "config.set", "key": ["source", "file", "field"]}}},
               {"name": "weights", "path": "weights.csv",
                "schema": {"fields": [{"name": "name", "type": "string", "constraints": {"required": true}}],
                           "primaryKey": "name", "cqube:overlap": {"policy": "update"},
                           "cqube:target": {"kind": "record", "table": "config.weight", "key": ["name"]}}}]}
            """;

    @Test
    void aSourceWithOneFileHasAShortNameToo() throws Exception {
        SourceContract settings = expanded(contract("meals", "meals_daily"), read(TEMPLATE));

        assertThat(names(settings)).containsExactly("set_meals", "weights");
        FileContract file = settings.file("set_meals").orElseThrow();
        assertThat(settings.file("set_meals_meals_daily")).contains(file);
        assertThat(file.target().constants())
                .isEqualTo(Map.of("source", "meals", "file", "meals_daily"));
    }

    @Test
    void aSourceWithSeveralFilesHasOneForEach() throws Exception {
        SourceContract settings = expanded(read(TEMPLATE), contract("visits", "visit", "place"));

        assertThat(names(settings))
                .containsExactly("set_visits_visit", "set_visits_place", "weights");
        assertThat(settings.file("set_visits")).isEmpty();
    }

    @Test
    void aSourceMoreIsAnotherContract() throws Exception {
        SourceContract meals = contract("meals", "meals");
        SourceContract one = expanded(read(TEMPLATE), meals);

        assertThat(one.hash()).isEqualTo(expanded(meals, read(TEMPLATE)).hash());
        assertThat(expanded(read(TEMPLATE), meals, contract("visits", "visit")).hash())
                .matches("[0-9a-f]{64}")
                .isNotEqualTo(one.hash());
    }

    @Test
    void theShortNameOfOneSourceIsNotTheLongNameOfAnother() throws Exception {
        SourceContract settings =
                expanded(read(TEMPLATE), contract("a", "b"), contract("a_b", "c"));

        assertThat(names(settings)).containsExactly("set_a", "set_a_b", "weights");
        assertThat(settings.file("set_a_b").orElseThrow().target().constants())
                .containsEntry("source", "a_b");
    }

    @Test
    void twoFilesOfOneNameAreAFault() {
        assertThatThrownBy(
                        () ->
                                expanded(
                                        read(TEMPLATE),
                                        contract("a", "b", "x"),
                                        contract("a_b", "c")))
                .isInstanceOf(ContractException.class)
                .hasMessageContaining("set_a_b");
    }

    @Test
    void otherSourcesPassAsTheyAre() throws Exception {
        SourceContract meals = contract("meals", "meals");

        assertThat(PerFileContracts.expand(List.of(meals))).containsExactly(meals);
    }

    private static List<String> names(SourceContract source) {
        return source.files().stream().map(FileContract::baseName).toList();
    }

    private static SourceContract expanded(SourceContract... sources) throws ContractException {
        return PerFileContracts.expand(List.of(sources)).stream()
                .filter(source -> source.name().equals("settings"))
                .findFirst()
                .orElseThrow();
    }

    private static SourceContract contract(String name, String... files)
            throws IOException, ContractException {
        String resources =
                Stream.of(files)
                        .map(
                                file ->
                                        """
                                        {"name": "%s", "path": "%s.csv",
                                         "schema": {"fields": [{"name": "id", "type": "integer", "constraints": {"required": true}}],
                                                    "primaryKey": "id", "cqube:target": {"kind": "record", "table": "fact.%s", "key": ["id"]}}}
                                        """
                                                .formatted(file, file, file))
                        .collect(Collectors.joining(","));
        return read(
                """
                {"name": "%s", "title": "T", "cqube:prefixes": ["%s"], "cqube:kind": "fact", "resources": [%s]}
                """
                        .formatted(name, name, resources));
    }

    private static SourceContract read(String json) throws IOException, ContractException {
        return ContractReader.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }
}
