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
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources go their own ways. */
@SystemTest
class IsolationTest {

    private final RunningCqube cqube;

    @TempDir private Path folder;

    IsolationTest(RunningCqube cqube) {
        this.cqube = cqube;
    }

    @Test
    void twoFilesAtOnceForTwoSourcesDoNotDisturbEachOther() throws IOException {
        String attendance = attendance(301).getFirst();
        String district = district("9901");

        Map<String, JsonNode> ends = cqube.emissions().ended(List.of(attendance, district));

        published(ends.get(attendance), 3);
        published(ends.get(district), 1);
    }

    @Test
    void aStoppedGroupLeavesTheOthersRunningAndGoesOnLater() throws IOException, SQLException {
        Canvas districts = new Canvas(cqube, "district_master");
        districts.schedule("STOPPED");
        String waiting;
        try {
            waiting = district("9902");
            published(cqube.emissions().ended(attendance(302).getFirst()), 3);
            assertThat(
                            cqube.run(
                                            "sql",
                                            "select 1 from meta.emission where object_key = '"
                                                    + waiting
                                                    + "'")
                                    .well()
                                    .output())
                    .as("not even listed")
                    .isEqualTo("?column?\n");
            assertThat(cqube.status().path("processGroups"))
                    .allSatisfy(
                            group ->
                                    assertThat(group.path("state").asText())
                                            .isEqualTo(
                                                    group.path("source")
                                                                    .asText()
                                                                    .equals("district_master")
                                                            ? "STOPPED"
                                                            : "RUNNING"));
        } finally {
            districts.schedule("RUNNING");
        }
        published(cqube.emissions().ended(waiting), 1);
    }

    private static void published(JsonNode emission, long loaded) {
        assertThat(emission.path("state").asText()).isEqualTo("published");
        assertThat(emission.path("loaded").asLong()).isEqualTo(loaded);
    }

    private List<String> attendance(int school) throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("student_attendance.csv"),
                        new AttendanceCsv(school).file(3));
        return cqube.emit("student_attendance", file.toString());
    }

    private String district(String id) throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("district_mst.csv"),
                        "DistrictId|StateId|District|IsActive\n%s|99|Nowhere %s|1\n"
                                .formatted(id, id));
        return cqube.emit("district_master", file.toString()).getFirst();
    }
}
