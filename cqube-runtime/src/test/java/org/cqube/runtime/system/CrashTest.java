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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.cqube.runtime.operation.Buckets;
import org.cqube.runtime.operation.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * {@code kill -9} of NiFi on the way of one emission: during the load, after it, and during the
 * publication. In the end everything equals the run that nobody disturbed.
 */
@SystemTest
@EnabledIfSystemProperty(
        named = "cqube.test.full",
        matches = "true",
        disabledReason = "takes minutes: ./cqube test --full")
class CrashTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration OFTEN = Duration.ofMillis(5);
    private static final int SOME_FILES = 10;

    /** The lock that one publication of the source at a time holds, as the pipeline takes it. */
    private static final String PUBLICATION =
            "pg_advisory_xact_lock(hashtextextended('cqube-publish:student_attendance', 0))";

    private final RunningCqube undisturbed;

    CrashTest(RunningCqube undisturbed) {
        this.undisturbed = undisturbed;
    }

    @Test
    void threeCrashesLeaveNothingBehind() throws SQLException {
        try (RunningCqube cqube = RunningCqube.apart(Map.of())) {
            cqube.run("up", "--empty").well();
            for (String[] master :
                    new String[][] {
                        {"district_master", "district_mst.csv"},
                        {"block_master", "block_mst.csv"},
                        {"cluster_master", "cluster_mst.csv"},
                        {"school_management_master", "school_management_master.csv"},
                        {"school_master", "school_mst.csv"}
                    }) {
                cqube.run(
                                "emit",
                                master[0],
                                cqube.sample(master[0], master[1]).toString(),
                                "--wait")
                        .well();
            }
            String key;
            try (Connection holder = holding(cqube, "select " + PUBLICATION)) {
                key = crashDuringLoad(cqube);
                crashAfterLoad(cqube, key);
                holder.rollback();
            }
            crashDuringPublication(cqube, key);

            cqube.run("up").well();

            JsonNode emission = cqube.emissions().ended(key);
            assertThat(emission.path("state").asText()).isEqualTo("published");
            assertThat(emission.path("loaded").asLong())
                    .isEqualTo(emission.path("recordsIn").asLong());
            Snapshot.of(cqube).assertSameAs(undisturbed.samples());
        }
    }

    /** The load stands in its transaction, as somebody else holds the table. */
    private static String crashDuringLoad(RunningCqube cqube) throws SQLException {
        String key;
        try (Connection holder =
                holding(cqube, "lock table fact.student_attendance in share mode")) {
            key =
                    cqube.emit(
                                    "student_attendance",
                                    cqube.sample("student_attendance", "student_attendance.csv")
                                            .toString())
                            .getFirst();
            await().atMost(PATIENCE)
                    .until(
                            () ->
                                    answer(
                                            holder,
                                            "select exists (select 1 from pg_locks where not granted"
                                                    + " and relation = 'fact.student_attendance'::regclass)"));
            cqube.killNifi();
        }
        assertThat(cqube.emissions().read(key).path("state").asText()).isEqualTo("validated");
        await().atMost(PATIENCE)
                .until(
                        () ->
                                answer(
                                        cqube,
                                        "select not exists (select 1 from fact.student_attendance)"
                                                + " and not exists (select 1 from pg_locks where relation = 'fact.student_attendance'::regclass and pid <> pg_backend_pid())"));
        cqube.run("up", "--empty").well();
        return key;
    }

    /** The load is committed; the metrics are not, as somebody else holds their lock. */
    private static void crashAfterLoad(RunningCqube cqube, String key) {
        cqube.emissions().reaching(key, "loaded");
        cqube.killNifi();
        assertThat(cqube.emissions().reaching(key, "loaded").path("loaded").asLong()).isPositive();
    }

    /** Some files are there, the pointer still shows what was before: reports without a row. */
    private static void crashDuringPublication(RunningCqube cqube, String key) {
        Path pointer = cqube.object(Buckets.OUTPUT, "student_attendance/latest.json");
        String before = content(pointer);
        long files = published(cqube);
        cqube.run("up", "--empty").well();
        await().atMost(PATIENCE)
                .pollInterval(OFTEN)
                .until(() -> published(cqube) >= files + SOME_FILES);
        cqube.killNifi();
        assertThat(content(pointer)).isEqualTo(before);
        assertThat(cqube.emissions().reaching(key, "aggregated").path("loaded").asLong())
                .isPositive();
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static long published(RunningCqube cqube) {
        Path folder = cqube.object(Buckets.OUTPUT, "student_attendance");
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.find(folder, 20, (file, is) -> is.isRegularFile())) {
            return files.count();
        } catch (UncheckedIOException | IOException appearing) {
            // files come and go under the walk: the next look tells
            return 0;
        }
    }

    /** A connection in whose transaction this statement holds a lock; its close lets go. */
    private static Connection holding(RunningCqube cqube, String sql) throws SQLException {
        Connection connection = Database.of(cqube.state()).connect();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
        return connection;
    }

    private static boolean answer(RunningCqube cqube, String sql) throws SQLException {
        try (Connection connection = cqube.connect()) {
            return answer(connection, sql);
        }
    }

    private static boolean answer(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
