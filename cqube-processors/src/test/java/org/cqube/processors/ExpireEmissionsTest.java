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

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.nifi.util.TestRunner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExpireEmissionsTest {
    private final World world = World.WORLD;
    private Chain chain;

    @BeforeEach
    void reset() {
        world.reset();
        chain = new Chain(world, World.LIBRARY);
    }

    /** Looks after the bucket as if so many days had passed. */
    private TestRunner after(final int days) {
        final TestRunner runner =
                Steps.runner(
                        world,
                        null,
                        new ExpireEmissions(
                                Clock.offset(Clock.systemUTC(), Duration.ofDays(days))));
        runner.run();
        return runner;
    }

    private List<String> ledger() {
        return world.database.lines(
                "select object_key, source, state, refusal->>'rule', object_deleted_at is not null"
                        + " from meta.emission order by emission_id");
    }

    @Test
    void unknownPrefixesAreRefusedOnce() {
        world.put(World.EMISSION, "librari/library_20200601080000.zip", new byte[1]);
        world.put(World.EMISSION, "library_20200601080000.zip", new byte[1]);

        final TestRunner runner = after(0);
        after(0);

        assertThat(ledger())
                .containsExactly(
                        "librari/library_20200601080000.zip|librari|refused|file.source|f",
                        "library_20200601080000.zip|inbox|refused|file.source|f");
        assertThat(world.database.lines("select refusal->>'message' from meta.emission"))
                .allMatch(message -> message.contains("Emit to the folder of a source"));
        assertThat(runner.getCounterValue("Emissions refused")).isEqualTo(2);
        assertThat(world.keys(World.EMISSION, "")).hasSize(2);
    }

    @Test
    void whatNobodyProcessedGoesAfterItsWeek() {
        final String key = Library.emitBooks(chain, "20200601080000", "1|A|Emma|5");
        world.put(World.EMISSION, "librari/x.zip", new byte[1]);

        after(6);
        assertThat(world.keys(World.EMISSION, "")).hasSize(2);
        final TestRunner runner = after(8);

        assertThat(world.keys(World.EMISSION, "")).isEmpty();
        assertThat(ledger())
                .containsExactlyInAnyOrder(
                        key + "|library|expired||t", "librari/x.zip|librari|refused|file.source|t");
        assertThat(runner.getCounterValue("Emissions expired")).isEqualTo(2);
        assertThat(
                        world.database.lines(
                                "select state, records_in, loaded, rejected, already_known from meta.emission"
                                        + " where state = 'expired'"))
                .containsExactly("expired|0|0|0|0");
    }

    @Test
    void aRefusedZipStaysForItsWeekAndStaysRefused() {
        final String key = chain.emit("library_20200601080000.zip", new byte[] {1});
        chain.load();

        after(6);
        assertThat(world.keys(World.EMISSION, "")).containsExactly(key);
        after(8);

        assertThat(world.keys(World.EMISSION, "")).isEmpty();
        assertThat(ledger()).containsExactly(key + "|library|refused|file.archive|t");
    }

    @Test
    void whatIsBeingProcessedOrParkedIsNeverDeleted() {
        final String key =
                chain.emit(
                        "library_20200601080000.zip",
                        Library.zip(
                                "20200601080000",
                                Library.books("1|A|Emma|5"),
                                Library.loans("7|1|14")));
        chain.step("list");
        after(8);
        chain.step("fetch");
        chain.step("check");
        after(8);
        world.store.failAtPut(1, false);
        chain.step("archive");
        world.store.mend();
        chain.queue("park").addAll(chain.queue(Chain.FAILED));
        chain.step("park");
        after(8);

        assertThat(world.keys(World.EMISSION, "")).containsExactly(key);
        assertThat(world.database.lines("select file, state from meta.emission order by place"))
                .containsExactly(
                        "library_book_20200601080000.csv|parked",
                        "library_loan_20200601080000.csv|parked");
    }

    @Test
    void aWorldThatIsAwayIsTriedAgainLater() {
        world.put(World.EMISSION, "librari/x.zip", new byte[1]);
        world.store.takeAway();
        final TestRunner runner = after(0);
        assertThat(runner.getLogger().getErrorMessages())
                .last()
                .asString()
                .contains("could not be looked through");
        world.store.mend();
        world.pool.takeAway();
        after(0);
        world.pool.mend();
        assertThat(ledger()).isEmpty();

        after(0);
        assertThat(ledger()).hasSize(1);
    }
}
