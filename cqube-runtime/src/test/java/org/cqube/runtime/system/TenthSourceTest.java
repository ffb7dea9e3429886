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
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.cqube.runtime.operation.Buckets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A data source that nobody programmed, added to a pipeline that runs: the folder of the
 * developers' page, and nothing else. It runs from emission to published JSON.
 */
@Tag("system")
class TenthSourceTest {

    private static final String NAME = "midday_meal";

    private SourcesOfTheirOwn sources;
    private RunningCqube cqube;

    @BeforeEach
    void startWithTheSourcesOfToday(@TempDir Path root) throws IOException {
        sources = SourcesOfTheirOwn.in(root);
        cqube = RunningCqube.apart(sources.project(), Map.of());
        cqube.run("up", "--empty").well();
    }

    @AfterEach
    void stop() {
        cqube.close();
    }

    @Test
    void aFolderIsEnoughForASourceToRunFromEmissionToJson() throws IOException {
        for (List<String> master :
                List.of(
                        List.of("district_master", "district_mst.csv"),
                        List.of("block_master", "block_mst.csv"),
                        List.of("cluster_master", "cluster_mst.csv"),
                        List.of("school_master", "school_mst.csv"))) {
            emitted(master.getFirst(), cqube.sample(master.getFirst(), master.getLast()));
        }

        Path sample = sources.addTheOneOfTheDevelopersPage(NAME);
        JsonNode checked =
                cqube.run(
                                "check",
                                sample.toString(),
                                "--source=" + NAME,
                                "--output=" + cqube.directory().root(),
                                "--json")
                        .exits(3)
                        .json();
        cqube.run("up", "--empty").well();
        JsonNode emission = emitted(NAME, sample);

        assertThat(emission.path("source").asText()).isEqualTo(NAME);
        assertThat(emission.path("recordsIn").asLong()).isEqualTo(4);
        assertThat(emission.path("loaded").asLong()).isEqualTo(2);
        assertThat(emission.path("rejectedByRule"))
                .hasToString("{\"column.mandatory\":1,\"duplicate.mirror\":1}")
                .isEqualTo(checked.path("files").path(0).path("rejectedByRule"));
        PublishedTree tree =
                new PublishedTree(cqube.directory().objects().resolve(Buckets.OUTPUT), NAME);
        assertThat(tree.report("meals"))
                .containsOnlyKeys("level=school/parent=880101")
                .extractingByKey("level=school/parent=880101")
                .extracting(report -> report.path("rows").toString())
                .isEqualTo("[{\"id\":\"88010100101\",\"values\":{\"meals\":82,\"days\":2}}]");
        assertThat(tree.pointer().path("dataUpTo").asText()).isEqualTo("2020-07-02");
        assertThat(cqube.status().path("processGroups"))
                .anySatisfy(
                        group -> {
                            assertThat(group.path("source").asText()).isEqualTo(NAME);
                            assertThat(group.path("state").asText()).isEqualTo("RUNNING");
                            assertThat(group.path("bulletins")).isEmpty();
                        });
    }

    private JsonNode emitted(String source, Path file) {
        JsonNode emission = cqube.run("emit", source, file.toString(), "--wait").well().json();
        assertThat(emission.path("state").asText()).isEqualTo("published");
        return emission;
    }
}
