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
import org.junit.jupiter.api.Test;

/** The operators' guide names every queue and every parameter, with the value in the files. */
class OperatorsGuideTest {

    private final String guide = read(Path.of("..", "docs", "operators", "flows.md"));
    private final FlowPlan plan = SourceFlow.of("any_source", Map.of());

    @Test
    void everyQueueIsExplained() {
        assertThat(plan.queues())
                .allSatisfy(queue -> assertThat(guide).contains("`" + queue.name() + "`"));
    }

    @Test
    void everySharedParameterStandsInTheTableWithItsValue() {
        assertThat(Settings.common().settings())
                .allSatisfy(setting -> assertThat(guide).contains(row(setting)));
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
                                assertThat(guide).contains("| `%s` |".formatted(setting.name())));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
