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
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.cqube.runtime.operation.Buckets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A state adapts headers, columns and weights by emitting configurations, as an operator would. It
 * runs after the tests that count on the contracts' headers.
 */
@SystemTest
@Order(Integer.MAX_VALUE - 10)
class ConfigurationTest {

    private static final String MANAGEMENT = "config_school_management_master.csv";
    private static final String FIELDS = "id|cqube_column|state_column|status\n";
    private static final String WEIGHTS =
            """
            infrastructure_name|infrastructure_category|score
            toilet|toilet|%d
            handwash|toilet|%2$d
            boys_toilet|toilet|%2$d
            girls_toilet|toilet|%2$d
            drinking_water|water|%2$d
            tap_water|water|%2$d
            hand_pumps|water|%2$d
            library|study|%2$d
            electricity|energy resource|%2$d
            solar_panel|energy resource|%2$d
            """;

    private final RunningCqube cqube;

    @TempDir private Path folder;

    ConfigurationTest(RunningCqube cqube) {
        this.cqube = cqube;
    }

    @AfterAll
    static void sampleHeadersAgain(RunningCqube cqube, @TempDir Path folder) throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve(MANAGEMENT),
                        FIELDS
                                + "1|school_management_type_id|ManagementId|1\n"
                                + "2|school_management_type|Management|1\n"
                                + "3|default_option|default_option|1\n");
        cqube.run("emit", "config", file.toString(), "--wait").well();
    }

    private CommandResult emit(String source, String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        return cqube.run("emit", source, file.toString(), "--wait");
    }

    @Test
    void filesWithTheStatesHeadersComeInAndTheKeyStays() throws IOException, SQLException {
        emit(
                        "config",
                        MANAGEMENT,
                        FIELDS
                                + "1|school_management_type_id|Mgmt Code|1\n"
                                + "2|school_management_type|Mgmt Name|1\n"
                                + "3|default_option|-|0\n")
                .well();

        JsonNode loaded =
                emit(
                                "school_management_master",
                                "school_management_master.csv",
                                "Mgmt Name|Mgmt Code\nPanchayat|77\n")
                        .well()
                        .json();
        assertThat(loaded.path("loaded").asLong()).isEqualTo(1);
        assertThat(loaded.path("warnings")).isEmpty();
        assertThat(one("select name from master.school_management where management_id = 77"))
                .isEqualTo("Panchayat");

        JsonNode former =
                emit(
                                "school_management_master",
                                "school_management_master.csv",
                                "ManagementId|Management|default_option\n78|Temple|TRUE\n")
                        .exits(3)
                        .json();
        assertThat(former.path("refusal").path("rule").asText()).isEqualTo("column.header");

        JsonNode refused =
                emit("config", MANAGEMENT, FIELDS + "1|school_management_type_id|-|0\n")
                        .exits(3)
                        .json();
        assertThat(refused.path("refusal").path("rule").asText()).isEqualTo("config.key-inactive");
        assertThat(refused.path("refusal").path("message").asText()).contains("is a key");

        assertThat(active("school_management_master"))
                .as("a refused configuration changes nothing")
                .containsExactly(
                        "school_management_type_id=Mgmt Code",
                        "school_management_type=Mgmt Name",
                        "default_option off");
    }

    private Stream<String> active(String source) {
        return StreamSupport.stream(cqube.status().path("configuration").spliterator(), false)
                .filter(field -> field.path("source").asText().equals(source))
                .map(
                        field ->
                                field.path("field").asText()
                                        + (field.path("active").asBoolean()
                                                ? "=" + field.path("stateColumn").asText()
                                                : " off"));
    }

    @Test
    void otherWeightsAreOtherScores() throws IOException, SQLException {
        JsonNode wrong =
                emit("config", "infrastructure_score.csv", WEIGHTS.formatted(9, 9)).exits(3).json();
        assertThat(wrong.path("refusal").path("rule").asText()).isEqualTo("weights.sum");
        assertThat(wrong.path("refusal").path("message").asText()).contains("90");

        emit("config", "infrastructure_score.csv", WEIGHTS.formatted(100, 0)).well();
        awaitScore(
                one(
                        "select round(100.0 * count(*) filter (where toilet > 0) / count(*), 0)"
                                + " from fact.infrastructure_school as fact join master.school_place as place"
                                + " on place.school_id = fact.school_id where place.has_geo"));

        emit("config", "infrastructure_score.csv", WEIGHTS.formatted(10, 10)).well();
        awaitScore(
                one(
                        "select round(avg(score), 0) from agg.infrastructure as agg join master.school_place as place"
                                + " on place.school_id = agg.school_id where place.has_geo"));
    }

    private void awaitScore(String expected) {
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(publishedScore()).isEqualTo(expected));
    }

    private String publishedScore() {
        return new PublishedTree(
                        cqube.directory().objects().resolve(Buckets.OUTPUT), "infrastructure")
                .report("report")
                .get("management=all/level=district")
                .path("totals")
                .path("all")
                .path("score")
                .asText();
    }

    private String one(String query) throws SQLException {
        try (Connection connection = cqube.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }
}
