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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The world's faults: tried again, parked, and gone on with; nothing is lost or doubled. */
@SystemTest
@EnabledIfSystemProperty(
        named = "cqube.test.full",
        matches = "true",
        disabledReason = "takes minutes: ./cqube test --full")
class OutageTest {

    /** Five tries, a second to a minute apart. */
    private static final Duration RETRIES = Duration.ofMinutes(4);

    private final RunningCqube cqube;

    @TempDir private Path folder;

    OutageTest(RunningCqube cqube) {
        this.cqube = cqube;
    }

    @Test
    void anAbsentStoreIsWaitedFor() throws IOException {
        Canvas canvas = new Canvas(cqube, "student_attendance");
        canvas.schedule("FetchEmission", "STOPPED");
        AttendanceCsv attendance = new AttendanceCsv(401);
        String key = emit(attendance);
        await().atMost(RETRIES).until(() -> canvas.waitingBefore("FetchEmission") == 1);

        cqube.killBackend();
        canvas.schedule("FetchEmission", "RUNNING");

        JsonNode parked = cqube.emissions().reaching(key, "parked");
        assertThat(parked.path("failure").path("outage").asBoolean()).isTrue();
        assertThat(parked.path("failure").path("message").asText()).isNotBlank();
        cqube.run("up", "--empty").well();
        published(key, attendance);
    }

    @Test
    void anAbsentDatabaseIsWaitedFor() throws IOException, SQLException {
        Canvas canvas = new Canvas(cqube, "student_attendance");
        AttendanceCsv attendance = new AttendanceCsv(402);
        String key;
        // closed after the server has gone, which is no fault of a connection
        Connection holder = cqube.connect();
        try (Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("lock table fact.student_attendance in share mode");
            key = emit(attendance);
            await().atMost(RETRIES).until(() -> somebodyWaits(statement));
            DatabaseServer.stop(cqube);
        } finally {
            holder.abort(Runnable::run);
        }
        await("retries to be spent")
                .atMost(RETRIES)
                .until(() -> canvas.waitingBefore("ParkEmission") == 1);
        cqube.run("up", "--empty").well();
        published(key, attendance);
    }

    /** The load waits for the table, or for one of its partitions. */
    private static boolean somebodyWaits(Statement statement) throws SQLException {
        try (ResultSet row =
                statement.executeQuery(
                        "select from pg_locks where not granted and relation in"
                                + " (select relid from pg_partition_tree('fact.student_attendance'))")) {
            return row.next();
        }
    }

    @Test
    void aFaultThatIsNoOutageWaitsForTheOperator() throws IOException {
        AttendanceCsv attendance = new AttendanceCsv(403);
        AttendanceCsv behind = new AttendanceCsv(404);
        breakTable("fact.student_attendance", "school_id = " + attendance.school());
        breakTable("master.district", "district_id = 9903");
        try {
            String key = emit(attendance);
            String next = emit(behind);
            String district = cqube.emit("district_master", district("9903").toString()).getFirst();
            JsonNode parked = cqube.emissions().reaching(key, "parked");
            assertThat(parked.path("failure").path("outage").asBoolean()).isFalse();
            assertThat(parked.path("failure").path("message").asText())
                    .contains("broken on purpose");
            JsonNode parkedDistrict = cqube.emissions().reaching(district, "parked");

            AttendanceCsv last = new AttendanceCsv(405);
            JsonNode waits =
                    cqube.run("emit", "student_attendance", file(last).toString(), "--wait")
                            .exits(5)
                            .json();
            assertThat(waits.path("state").asText()).isNotEqualTo("published");

            cqube.run("abandon", parkedDistrict.path("id").asText()).well();
            JsonNode abandoned = cqube.emissions().ended(district);
            assertThat(abandoned.path("state").asText()).isEqualTo("abandoned");
            assertThat(abandoned.path("rejected").asLong()).isEqualTo(1);
            String after = cqube.emit("district_master", district("9904").toString()).getFirst();
            assertThat(cqube.emissions().ended(after).path("state").asText())
                    .isEqualTo("published");

            mendTable("fact.student_attendance");
            cqube.run("resume", parked.path("id").asText()).well();
            published(key, attendance);
            published(next, behind);
            published(waits.path("object").asText(), last);
        } finally {
            mendTable("fact.student_attendance");
            mendTable("master.district");
        }
    }

    private void breakTable(String table, String condition) {
        cqube.run(
                        "sql",
                        """
                        create or replace function public.broken() returns trigger language plpgsql
                            as $$ begin raise exception 'broken on purpose'; end $$;
                        create trigger broken before insert or update on %s
                            for each row when (new.%s) execute function public.broken();
                        """
                                .formatted(table, condition))
                .well();
    }

    private void mendTable(String table) {
        cqube.run("sql", "drop trigger if exists broken on " + table).well();
    }

    private String emit(AttendanceCsv attendance) throws IOException {
        return cqube.emit("student_attendance", file(attendance).toString()).getFirst();
    }

    private Path file(AttendanceCsv attendance) throws IOException {
        return Files.writeString(folder.resolve("student_attendance.csv"), attendance.file(3));
    }

    private Path district(String id) throws IOException {
        return Files.writeString(
                folder.resolve("district_mst.csv"),
                "DistrictId|StateId|District|IsActive\n%s|99|Nowhere %s|1\n".formatted(id, id));
    }

    private void published(String key, AttendanceCsv attendance) {
        JsonNode end = cqube.emissions().ended(key);
        assertThat(end.path("state").asText()).isEqualTo("published");
        assertThat(end.path("loaded").asLong()).isEqualTo(3);
        assertThat(end.path("failure").isNull()).isTrue();
        assertThat(
                        cqube.run(
                                        "sql",
                                        "select count(*) from fact.student_attendance where school_id = "
                                                + attendance.school())
                                .well()
                                .output())
                .isEqualTo("count\n3\n");
        assertThat(cqube.status().path("emissions"))
                .filteredOn(emission -> emission.path("object").asText().equals(key))
                .as("one emission of the object")
                .hasSize(1);
    }
}
