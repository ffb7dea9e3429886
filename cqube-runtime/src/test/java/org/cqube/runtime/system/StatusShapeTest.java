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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Names in {@code status --json}, which programs outside rely on. */
@SystemTest
class StatusShapeTest {

    private final JsonNode status;

    StatusShapeTest(RunningCqube cqube) {
        status = cqube.status();
    }

    @Test
    void hasTheAgreedParts() {
        assertThat(names(status))
                .contains(
                        "endpoints",
                        "buckets",
                        "processGroups",
                        "emissions",
                        "configuration",
                        "lateSources");
        assertThat(names(status.path("endpoints")))
                .contains(
                        "nifi",
                        "jdbcUrl",
                        "jdbcUser",
                        "jdbcPassword",
                        "s3",
                        "s3AccessKey",
                        "s3SecretKey",
                        "smtp",
                        "mailbox");
        assertThat(Path.of(status.path("endpoints").path("mailbox").asText())).isDirectory();
        assertThat(names(status.path("buckets"))).contains("emission", "input", "output");
        assertThat(names(status.path("processGroups").get(0)))
                .contains("source", "state", "queued", "invalid", "bulletins");
    }

    @Test
    void anEmissionHasTheAgreedFields() {
        JsonNode emission = status.path("emissions").get(0);
        assertThat(names(emission))
                .contains(
                        "id",
                        "source",
                        "file",
                        "object",
                        "sha256",
                        "emittedAt",
                        "state",
                        "recordsIn",
                        "loaded",
                        "rejected",
                        "alreadyKnown",
                        "blankLines",
                        "rejectedByRule",
                        "cellsByRule",
                        "warnings",
                        "refusal",
                        "archive",
                        "rejects",
                        "rejectedRecords",
                        "published",
                        "times");
        assertThat(emission.path("id").isTextual()).isTrue();
        assertThat(emission.path("published").isArray()).isTrue();
        assertThat(emission.path("rejectedByRule").isObject()).isTrue();
    }

    @Test
    void everyFieldOfEveryFileIsInTheConfiguration() {
        JsonNode field = status.path("configuration").get(0);
        assertThat(names(field))
                .containsExactly(
                        "source", "file", "field", "stateColumn", "active", "encoding", "emission");
        assertThat(status.path("configuration").size()).isGreaterThan(100);
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
