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

import java.util.List;
import org.apache.nifi.util.TestRunner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows that are deleted and loaded again from their archived files. */
class ReplayEmissionsTest {
    private final World world = World.WORLD;
    private Chain attendance;
    private Chain library;

    @BeforeEach
    void reset() {
        world.reset();
        attendance = new Chain(world, Attendance.SOURCE);
        library = new Chain(world, World.LIBRARY);
    }

    private void request(final String source, final String selection, final boolean dryRun) {
        world.database.execute(
                "select meta.request_replay(?, ?::jsonb, ?)", source, selection, dryRun);
    }

    private TestRunner replay() {
        final TestRunner runner = Steps.runner(world, null, "replay");
        runner.run();
        return runner;
    }

    private String replay(final String source, final String selection) {
        request(source, selection, false);
        replay();
        return result();
    }

    private String result() {
        return world.database.one(
                "select concat_ws('|', state, files, rows_deleted, records_in, loaded, rejected, already_known,"
                        + " array_to_string(periods, ',')) from meta.replay order by replay_id desc limit 1");
    }

    private void emit(final String timestamp, final String... rows) {
        attendance.load(Attendance.SOURCE, timestamp, Attendance.csv(rows));
    }

    private static String july(final String days) {
        return Attendance.row(1, 11, Attendance.SCHOOL, days);
    }

    /** Day 2 came too late, day 1 with another value; August and another school beside. */
    private void emitLateDays() {
        emit("20200703080000", july("1.1"));
        emit("20200704080000", july("221"), Attendance.row(2, 12, Attendance.OTHER_SCHOOL, "11"));
        emit("20200804080000", Attendance.row(3, 11, Attendance.SCHOOL, "2020-21", 8, "11"));
        assertThat(Attendance.stored(world)).contains(storedJuly("1.1"));
    }

    private static String storedJuly(final String days) {
        return "1|" + Attendance.SCHOOL + "|11|2020-07|" + days;
    }

    @Test
    void theLatestValueOfACellWins() {
        emitLateDays();
        attendance.step("aggregate");
        attendance.step("publish");
        final String ledger = emissions();

        final String result =
                replay(Attendance.SOURCE, "{\"from\": \"2020-07-01\", \"to\": \"2020-07-31\"}");

        assertThat(result).isEqualTo("done|2|2|3|3|0|0|2020-07");
        assertThat(Attendance.stored(world))
                .containsExactly(
                        storedJuly("221"),
                        "3|" + Attendance.SCHOOL + "|11|2020-08|11",
                        "2|" + Attendance.OTHER_SCHOOL + "|12|2020-07|11");
        assertThat(emissions()).as("the ledger stays").isEqualTo(ledger);
        assertThat(
                        world.database.lines(
                                "select scope_id, day, rows from meta.processed_period where day < '2020-08-01' order by 1, 2"))
                .containsExactly(
                        Attendance.SCHOOL + "|2020-07-01|2",
                        Attendance.SCHOOL + "|2020-07-02|1",
                        Attendance.SCHOOL + "|2020-07-03|1",
                        Attendance.OTHER_SCHOOL + "|2020-07-01|1",
                        Attendance.OTHER_SCHOOL + "|2020-07-02|1");
        assertThat(
                        world.database.lines(
                                "select key_value from meta.touched where run_id is null and key_kind = 'day' and owner_source = source order by 1"))
                .contains(Attendance.SCHOOL + "|2020-07-02")
                .noneMatch(key -> key.contains("2020-08"));
    }

    private String emissions() {
        return String.join(
                "\n",
                world.database.lines(
                        "select emission_id, state, loaded, rejected, already_known, load_version from meta.emission order by 1"));
    }

    @Test
    void aSchoolIsReplayedAlone() {
        emitLateDays();

        final String result =
                replay(Attendance.SOURCE, "{\"school\": \"" + Attendance.OTHER_SCHOOL + "\"}");

        assertThat(result).isEqualTo("done|3|1|1|1|0|0|2020-07,2020-08");
        assertThat(Attendance.stored(world)).contains(storedJuly("1.1"));
    }

    @Test
    void aDryRunShowsAndChangesNothing() {
        emitLateDays();
        final List<String> before = Attendance.stored(world);
        final String versions = versions();

        request(Attendance.SOURCE, "{\"all\": true}", true);
        replay();

        assertThat(result()).isEqualTo("done|3|3|4|4|0|0|");
        assertThat(Attendance.stored(world)).isEqualTo(before);
        assertThat(versions()).isEqualTo(versions);
        assertThat(world.database.one("select count(*) from meta.act where kind = 'replay'"))
                .isEqualTo("0");
    }

    private String versions() {
        return String.join(
                ";",
                world.database.lines(
                        "select source, version, (select count(*) from meta.touched) from meta.load_version"));
    }

    @Test
    void replayingWhatIsPublishedChangesNoRow() {
        emit("20200703080000", july("11"));
        emit("20200704080000", july("112"));
        final List<String> before = Attendance.stored(world);

        replay(Attendance.SOURCE, "{\"all\": true}");

        assertThat(Attendance.stored(world)).isEqualTo(before);
        assertThat(
                        world.database.lines(
                                "select kind, source, body -> 'replay' -> 'periods' from meta.act where kind = 'replay'"))
                .containsExactly("replay|" + Attendance.SOURCE + "|[\"2020-07\"]");
    }

    @Test
    void loadsAndMetricsWaitWhileAReplayRuns() {
        emit("20200703080000", july("1"));
        world.database.execute(
                "insert into meta.replay (source, selection, state, owners) values (?, '{\"all\": true}', 'running', array[?])",
                Attendance.SOURCE,
                Attendance.SOURCE);

        emit("20200704080000", july("12"));
        attendance.step("aggregate");
        assertThat(Attendance.stored(world)).containsExactly(storedJuly("1"));
        assertThat(attendance.queue("publish")).isEmpty();

        replay();
        attendance.load();
        attendance.step("aggregate");

        assertThat(Attendance.stored(world)).containsExactly(storedJuly("12"));
        assertThat(attendance.queue("publish")).hasSize(1);
    }

    @Test
    void aReplayWaitsForAPublicationThatIsUnderWay() {
        emit("20200703080000", july("1"));
        attendance.step("aggregate");
        request(Attendance.SOURCE, "{\"all\": true}", false);

        replay();
        assertThat(result()).startsWith("requested|");
        attendance.step("publish");
        replay();

        assertThat(result()).startsWith("done|1|1|1|1|");
    }

    @Test
    void recordsAreChosenByTheirColumnAndTheLatestRowWins() {
        Library.emitBooks(library, "20200601080000", "1|A|Emma|5", "2|B|Ulysses|7");
        library.load();
        Library.emitBooks(library, "20200602080000", "1|A|Emma|6", "2|B|Ulysses|8", "3|B|Walden|1");
        library.load();
        assertThat(Library.stored(world))
                .containsExactly("1|A|Emma|5", "2|B|Ulysses|7", "3|B|Walden|1");

        final String result = replay(World.LIBRARY, "{\"exam\": \"B\"}");

        assertThat(result).isEqualTo("done|2|2|3|3|0|0|records");
        assertThat(Library.stored(world))
                .containsExactly("1|A|Emma|5", "2|B|Ulysses|8", "3|B|Walden|1");
        assertThat(
                        world.database.lines(
                                "select distinct key_value from meta.touched where run_id is null and key_kind = 'key' and source = 'library' order by 1"))
                .contains("2", "3");
    }

    @Test
    void aRowThatHasLeftTheChoiceIsNotTouched() {
        Library.emitBooks(library, "20200601080000", "1|A|Emma|5");
        library.load();
        world.database.execute("update fact.library_book set shelf = 'C' where book_id = 1");

        final String result = replay(World.LIBRARY, "{\"exam\": \"A\"}");

        assertThat(result).isEqualTo("done|1|0|0|0|0|0|records");
        assertThat(Library.stored(world)).containsExactly("1|C|Emma|5");
    }

    @Test
    void whatCannotBeChosenFailsWithTheReason() {
        replay(World.LIBRARY, "{\"semester\": \"1\"}");

        assertThat(world.database.one("select state || ': ' || failure from meta.replay"))
                .isEqualTo(
                        "failed: No file of library can be chosen this way: its contract names no column for it (cqube:replay)");
    }

    @Test
    void aDamagedArchiveLeavesTheRowsAsTheyWere() {
        emit("20200703080000", july("1"));
        final String key = world.database.one("select archive_key from meta.emission");
        world.put(World.INPUT, key, Attendance.csv(july("2")).getBytes());

        replay(Attendance.SOURCE, "{\"all\": true}");

        assertThat(result()).startsWith("failed|0|0|");
        assertThat(world.database.one("select failure from meta.replay")).contains(key, "SHA-256");
        assertThat(Attendance.stored(world)).containsExactly(storedJuly("1"));
    }

    @Test
    void anOutageLeavesTheRequestOpen() {
        emit("20200703080000", july("1"));
        request(Attendance.SOURCE, "{\"all\": true}", false);
        world.store.takeAway();
        replay();
        world.store.mend();
        assertThat(result()).startsWith("running|");

        replay();

        assertThat(result()).startsWith("done|1|1|1|1|");
    }
}
