/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An operator finds every rule in the runbook, by its id or by its family. */
class RunbookTest {

    private final String runbook;

    RunbookTest() throws IOException {
        runbook = Files.readString(Path.of("..", "docs", "operators", "runbook.md"));
    }

    @ParameterizedTest
    @EnumSource
    void namesTheRule(Rule rule) {
        assertThat(runbook)
                .containsAnyOf(
                        "`" + rule.id() + "`", "`" + rule.id().replaceFirst("\\..*", ".*") + "`");
    }
}
