/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.flows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The operators' guide names every queue and relationship, and every parameter with the value in
 * the files.
 */
class OperatorsGuideTest {

    private final String parameters = guide("parameters.md");
    private final String canvas = guide("queues-and-relationships.md");
    private final FlowPlan plan = SourceFlow.of("any_source", Map.of());

    @Test
    void everyQueueIsExplained() {
        assertThat(plan.queues())
                .allSatisfy(queue -> assertThat(canvas).contains("`" + queue.name() + "`"));
    }

    @Test
    void everyRelationshipIsExplained() {
        assertThat(plan.queues())
                .filteredOn(queue -> !queue.from().equals("ParkEmission"))
                .allSatisfy(queue -> assertThat(canvas).contains("`" + queue.relationship() + "`"));
    }

    @Test
    void everySharedParameterStandsInTheTableWithItsValue() {
        assertThat(Settings.common().settings())
                .allSatisfy(setting -> assertThat(parameters).contains(row(setting)));
    }

    private static String row(Setting setting) {
        String name = "| `%s` | ".formatted(setting.name());
        return setting.value() == null ? name : name + "`%s` |".formatted(setting.value());
    }

    @Test
    void everyParameterOfASourceStandsInTheTable() {
        assertThat(plan.settings().settings())
                .allSatisfy(
                        setting ->
                                assertThat(parameters)
                                        .contains("| `%s` |".formatted(setting.name())));
    }

    @Test
    void theTableHasNoParameterThatDoesNotExist() {
        assertThat(Pattern.compile("(?m)^\\| `(cqube\\.[a-z0-9.]+)`").matcher(parameters).results())
                .extracting(row -> row.group(1))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Settings.common(), plan.settings())
                                .flatMap(group -> group.settings().stream())
                                .map(Setting::name)
                                .toList());
    }

    private static String guide(String page) {
        try {
            return Files.readString(Path.of("..", "docs", "operators", page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
