/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.processors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.apache.nifi.util.TestRunner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes an act, and how it comes into the input bucket. */
class ArchiveActsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final World world = World.WORLD;
    private Chain chain;

    @BeforeEach
    void reset() {
        world.reset();
        chain = new Chain(world, Attendance.SOURCE);
    }

    private TestRunner archive() {
        final TestRunner runner = Steps.runner(world, null, "acts");
        runner.run();
        return runner;
    }

    private List<String> acts() {
        return world.keys(World.INPUT, "_acts/");
    }

    private JsonNode act(final int index) throws IOException {
        return JSON.readTree(world.bytes(World.INPUT, acts().get(index)));
    }

    private long load(final String timestamp, final String days) {
        return chain.load(
                Attendance.SOURCE,
                timestamp,
                Attendance.csv(Attendance.row(1, 11, Attendance.SCHOOL, days)));
    }

    @Test
    void everyEndOfAnEmissionIsAnActInItsOrder() throws IOException {
        final long first = load("20200703080000", "12");
        load("20200704080000", "12");
        chain.load(Attendance.SOURCE, "20200705080000", "a|b\n1|2\n");
        chain.emit(
                Attendance.SOURCE,
                "20200706080000",
                Attendance.csv(Attendance.row(2, 12, Attendance.SCHOOL, "1")));
        chain.step("list");
        world.database.execute("select meta.request_abandon(?)", chain.newest());

        archive();

        assertThat(acts())
                .hasSize(4)
                .allMatch(
                        key ->
                                key.matches(
                                        "_acts/\\d{4}/\\d{2}/\\d{12}_[a-z]+_[0-9a-f]{12}\\.json"))
                .satisfiesExactly(
                        key -> assertThat(key).contains("000000000001_commit_"),
                        key -> assertThat(key).contains("000000000002_known_"),
                        key -> assertThat(key).contains("000000000003_refusal_"),
                        key -> assertThat(key).contains("000000000004_abandonment_"));
        final JsonNode commit = act(0);
        assertThat(commit.path("source").asText()).isEqualTo(Attendance.SOURCE);
        final JsonNode emission = commit.path("emission");
        assertThat(emission.path("emission_id").asLong()).isEqualTo(first);
        assertThat(emission.path("overlap_policy").asText()).isEqualTo("after-last-day");
        assertThat(emission.path("overlap_scope").asText()).isEqualTo("school");
        assertThat(emission.path("loaded").asLong()).isEqualTo(1);
        assertThat(emission.path("archive_key").asText()).endsWith(".csv");
        assertThat(emission.has("ticket")).as("means nothing elsewhere").isFalse();
        assertThat(act(2).path("counts"))
                .hasToString("[{\"n\":1,\"kind\":\"row\",\"rule\":\"column.header\"}]");
    }

    @Test
    void aCorrectionNamesTheBytesThatItCorrects() throws IOException {
        final long first = load("20200703080000", "1.2");
        chain.correct(
                Attendance.SOURCE,
                "20200704080000",
                Attendance.csv(Attendance.row(1, 11, Attendance.SCHOOL, "112")),
                first,
                false);
        chain.load();

        archive();

        assertThat(act(1).path("correctsSha256").asText())
                .isEqualTo(
                        world.database.one(
                                "select sha256 from meta.emission where emission_id = ?", first));
    }

    @Test
    void writingAgainChangesNothing() {
        load("20200703080000", "12");
        archive();
        final List<String> before = acts();
        world.database.execute("update meta.act set written_at = null, object_key = null");

        archive();

        assertThat(acts()).isEqualTo(before).hasSize(1);
        assertThat(
                        world.database.one(
                                "select count(*) from meta.act where object_key = ?",
                                before.getFirst()))
                .isEqualTo("1");
    }

    @Test
    void aStoreThatIsAwayGetsTheActsLater() {
        load("20200703080000", "12");
        world.store.takeAway();
        assertThat(archive().getLogger().getErrorMessages())
                .last()
                .asString()
                .contains("Acts could not be archived");
        world.store.mend();
        assertThat(acts()).isEmpty();

        archive();

        assertThat(acts()).hasSize(1);
    }

    @Test
    void actsOfAnotherDatabaseAreNotMixedWith() {
        load("20200703080000", "12");
        archive();
        final List<String> others = acts();
        world.database.empty(world.catalog);
        chain = new Chain(world, Attendance.SOURCE);
        load("20200709080000", "1");

        assertThat(archive().getLogger().getErrorMessages())
                .last()
                .asString()
                .contains("acts of another database");

        assertThat(acts()).isEqualTo(others);
    }
}
