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

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.cqube.runtime.state.RuntimeState;
import org.junit.jupiter.api.Test;

@SystemTest
class RuntimeTest {

    private final RunningCqube cqube;

    RuntimeTest(RunningCqube cqube) {
        this.cqube = cqube;
    }

    @Test
    void everyGroupRunsAndNoComponentIsInvalid() {
        assertThat(cqube.status().path("processGroups"))
                .isNotEmpty()
                .allSatisfy(
                        group -> {
                            assertThat(group.path("state").asText()).isEqualTo("RUNNING");
                            assertThat(group.path("invalid").asLong()).isZero();
                        });
    }

    @Test
    void everySampleIsPublishedAndEachRecordAccountedFor() {
        JsonNode emissions = cqube.status().path("emissions");
        assertThat(emissions).isNotEmpty();
        assertThat(emissions)
                .allSatisfy(
                        emission ->
                                assertThat(emission.path("recordsIn").asLong())
                                        .isEqualTo(
                                                emission.path("loaded").asLong()
                                                        + emission.path("rejected").asLong()
                                                        + emission.path("alreadyKnown").asLong()));
        assertThat(emissions)
                .filteredOn(emission -> emission.path("state").asText().equals("published"))
                .allSatisfy(emission -> assertThat(emission.path("published")).isNotNull());
    }

    @Test
    void endpointsAreThoseThatServe() {
        JsonNode endpoints = cqube.status().path("endpoints");
        assertThat(endpoints.path("nifi").asText())
                .isEqualTo("http://127.0.0.1:" + cqube.state().ports().nifi() + "/nifi/");
        assertThat(cqube.run("sql", "select 1 as one").well().output()).isEqualTo("one\n1\n");
    }

    @Test
    void upOnARunningRuntimeStartsNothingAndEmitsNothing() {
        RuntimeState before = cqube.state();
        int emissions = cqube.status().path("emissions").size();
        cqube.run("up").well();
        assertThat(cqube.state()).isEqualTo(before);
        assertThat(cqube.status().path("emissions")).hasSize(emissions);
    }

    @Test
    void secretsAreTheOwnersOnly() throws IOException {
        assertThat(Files.getPosixFilePermissions(cqube.directory().runtimeFile()))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getPosixFilePermissions(cqube.directory().root()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void aKilledBackendLeavesADatabaseThatTheNextUpTakesOver() {
        cqube.run("sql", "create table if not exists public.kept as select 42 as answer").well();
        cqube.killBackend();
        cqube.run("status").exits(1);
        cqube.run("up", "--empty").well();
        assertThat(cqube.run("sql", "select answer from public.kept").well().output())
                .isEqualTo("answer\n42\n");
        cqube.run("sql", "drop table public.kept").well();
    }
}
