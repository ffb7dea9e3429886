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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.nifi.util.TestRunner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database that is filled from the input bucket alone. */
class RebuildTablesTest {
    private final World world = World.WORLD;
    private Chain attendance;
    private Chain library;

    @BeforeEach
    void reset() {
        world.reset();
        attendance = new Chain(world, Attendance.SOURCE);
        library = new Chain(world, World.LIBRARY);
    }

    private TestRunner run(final String step) {
        final TestRunner runner = Steps.runner(world, null, step);
        runner.run();
        return runner;
    }

    private void emit(final String timestamp, final String... rows) {
        attendance.load(Attendance.SOURCE, timestamp, Attendance.csv(rows));
    }

    private static String july(final long id, final String days) {
        return Attendance.row(id, 10 + id, Attendance.SCHOOL, days);
    }

    /** All rows of facts, and of the ledger what is not the clock's. */
    private Map<String, List<String>> tables() {
        final Map<String, List<String>> tables = new LinkedHashMap<>();
        for (final String table :
                List.of(
                        "fact.student_attendance",
                        "fact.library_book",
                        "fact.library_loan",
                        "meta.processed_period",
                        "meta.load_version",
                        "meta.emission_count",
                        "meta.act")) {
            tables.put(
                    table,
                    world.database.lines(
                            "select (select jsonb_object_agg(key, value) from jsonb_each(to_jsonb(t)) where key !~ '_at$') from "
                                    + table
                                    + " t order by 1"));
        }
        tables.put(
                "meta.emission",
                world.database.lines(
                        "select to_jsonb(e) - array['ticket', 'handed_at', 'run_id', 'archived_at', 'ended_at'] from meta.emission e order by emission_id"));
        tables.put(
                "meta.replay",
                world.database.lines(
                        "select source, state, files, rows_deleted, loaded from meta.replay order by replay_id"));
        return tables;
    }

    private void fillTables() {
        emit("20200703080000", july(1, "1.1"), july(2, "9"));
        emit("20200704080000", july(1, "121"), july(3, "11"));
        attendance.correct(
                Attendance.SOURCE,
                "20200705080000",
                Attendance.csv(july(2, "22"), july(3, "55")),
                1,
                true);
        attendance.load();
        emit("20200706080000", july(1, "1.1"), july(2, "9"));
        attendance.load(Attendance.SOURCE, "20200707080000", "no|header\n1|2\n");
        attendance.emit(Attendance.SOURCE, "20200708080000", Attendance.csv(july(4, "1")));
        attendance.step("list");
        world.database.execute("select meta.request_abandon(?)", attendance.newest());
        library.emit(
                "library_20200601080000.zip",
                Library.zip(
                        "20200601080000",
                        Library.books("1|A|Emma|5", "2|B|Ulysses|7"),
                        Library.loans("1|1|14", "2|9|7")));
        library.load();
        Library.emitBooks(library, "20200602080000", "1|A|Emma|6", "3|B|Walden|1");
        library.load();
        world.database.execute(
                "select meta.request_replay('library', '{\"all\": true}'::jsonb, false)");
        run("replay");
        Library.emitBooks(library, "20200603080000", "4|B|Dubliners|1");
        library.load();
        run("acts");
    }

    private String rebuild() {
        world.database.execute("select meta.request_rebuild()");
        run("rebuild");
        return state();
    }

    private String state() {
        return world.database.one(
                "select concat_ws('|', state, acts, acts_done, differences, failure) from meta.rebuild");
    }

    @Test
    void theInputBucketAloneGivesEqualTables() {
        fillTables();
        final Map<String, List<String>> before = tables();
        world.database.empty(world.catalog);

        assertThat(rebuild()).isEqualTo("done|11|11|[]");

        final Map<String, List<String>> after = tables();
        before.forEach((table, rows) -> assertThat(after.get(table)).as(table).isEqualTo(rows));
        run("acts");
        assertThat(world.keys(World.INPUT, "_acts/")).as("none is written twice").hasSize(11);
    }

    @Test
    void aRestoredDumpCatchesUpWithTheActsBeyondIt() {
        emit("20200703080000", july(1, "1.1"), july(2, "9"));
        attendance.emit(Attendance.SOURCE, "20200704080000", Attendance.csv(july(1, "121")));
        attendance.step("list");
        run("acts");
        final Dump dump = Dump.of(world.database);
        attendance.load();
        library.emit(
                "library_20200601080000.zip",
                Library.zip(
                        "20200601080000",
                        Library.books("1|A|Emma|5", "2|B|Ulysses|7"),
                        Library.loans("1|1|14")));
        library.load();
        attendance.load(Attendance.SOURCE, "20200707080000", "no|header\n1|2\n");
        run("acts");
        final Map<String, List<String>> before = tables();

        dump.restore();
        assertThat(world.database.counts(2)).startsWith("received|");
        world.database.execute("select meta.request_catch_up()");
        run("rebuild");

        assertThat(state()).isEqualTo("done|5|4|[]");
        final Map<String, List<String>> after = tables();
        before.forEach((table, rows) -> assertThat(after.get(table)).as(table).isEqualTo(rows));
    }

    @Test
    void whatWasUnderWayInADumpBeginsAgain() {
        attendance.emit(Attendance.SOURCE, "20200703080000", Attendance.csv(july(1, "1")));
        attendance.step("list");
        final Dump dump = Dump.of(world.database);
        dump.restore();
        attendance = new Chain(world, Attendance.SOURCE);
        world.database.execute("select meta.request_catch_up()");
        run("rebuild");

        attendance.load();

        assertThat(world.database.counts(1)).isEqualTo("loaded|1|1|0|0");
    }

    @Test
    void newEmissionsGoOnAfterTheRebuiltOnes() {
        emit("20200703080000", july(1, "1"));
        run("acts");
        world.database.empty(world.catalog);
        rebuild();

        attendance = new Chain(world, Attendance.SOURCE);
        emit("20200704080000", july(1, "12"));

        assertThat(world.database.counts(2)).isEqualTo("loaded|1|1|0|0");
        assertThat(Attendance.stored(world)).singleElement().asString().endsWith("|12");
    }

    @Test
    void nothingIsListedOrAggregatedUntilItIsDone() {
        emit("20200703080000", july(1, "1"));
        run("acts");
        final String key = world.keys(World.INPUT, Attendance.SOURCE).getFirst();
        final byte[] archived = world.bytes(World.INPUT, key);
        world.store.delete(World.INPUT, key);
        world.database.empty(world.catalog);
        assertThat(rebuild()).startsWith("failed|1|0|[]|").contains(key);

        attendance = new Chain(world, Attendance.SOURCE);
        attendance.emit(Attendance.SOURCE, "20200704080000", Attendance.csv(july(1, "12")));
        attendance.load();
        attendance.step("aggregate");
        assertThat(world.database.one("select count(*) from meta.emission")).isEqualTo("0");

        world.put(World.INPUT, key, archived);
        assertThat(rebuild()).isEqualTo("done|1|1|[]");
        attendance.load();
        assertThat(Attendance.stored(world)).singleElement().asString().endsWith("|12");
    }

    @Test
    void aDatabaseWithRowsIsRefused() {
        emit("20200703080000", july(1, "1"));

        assertThatThrownBy(this::rebuild).hasStackTraceContaining("the database is not empty");
    }

    @Test
    void anOutageIsWaitedFor() {
        emit("20200703080000", july(1, "1"));
        run("acts");
        world.database.empty(world.catalog);
        world.store.takeAway();
        assertThat(rebuild()).startsWith("requested|");
        world.store.mend();

        run("rebuild");

        assertThat(state()).isEqualTo("done|1|1|[]");
        assertThat(Attendance.stored(world)).singleElement().asString().endsWith("|1");
    }
}
