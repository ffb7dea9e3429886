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
import java.util.Map;
import org.apache.nifi.util.MockFlowFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ParkEmissionTest {
    private final World world = World.WORLD;
    private Chain chain;

    @BeforeEach
    void reset() {
        world.reset();
        chain = new Chain(world, World.LIBRARY);
    }

    /** A failure of the archive step, in the queue before ParkEmission. */
    private void failToArchive(final boolean outage) {
        Library.emitBooks(chain, "20200601080000", "1|A|Emma|5");
        chain.step("list");
        chain.step("fetch");
        chain.step("check");
        world.store.failAtPut(1, outage);
        chain.step("archive");
        toPark();
    }

    private void toPark() {
        chain.queue("park").addAll(chain.queue(Chain.FAILED));
        chain.queue(Chain.FAILED).clear();
    }

    private String ledger() {
        return world.database.one(
                "select state, parked_from, failure->>'step', failure->>'outage' from meta.emission");
    }

    private List<MockFlowFile> park(final String relationship) {
        final Map<String, List<MockFlowFile>> transferred = chain.step("park");
        transferred.forEach(
                (name, flowFiles) ->
                        assertThat(flowFiles).as(name).hasSize(name.equals(relationship) ? 1 : 0));
        return transferred.getOrDefault(relationship, List.of());
    }

    @Test
    void anOutageIsProbedAndGoesOnByItself() {
        failToArchive(true);
        world.store.takeAway();

        park("none");
        assertThat(ledger()).isEqualTo("parked|received|archive|true");
        park("none");

        world.store.mend();
        final MockFlowFile flowFile = park("archive").getFirst();

        assertThat(ledger()).isEqualTo("received|||");
        chain.queue("archive").add(flowFile);
        chain.load();
        assertThat(world.database.counts(1)).isEqualTo("loaded|1|1|0|0");
    }

    @Test
    void anyOtherFaultWaitsForTheOperatorAndIsFetchedAnew() {
        failToArchive(false);
        park("none");
        world.store.mend();
        park("none");
        assertThat(ledger()).isEqualTo("parked|received|archive|false");

        world.database.execute("select meta.request_resume(1)");
        final MockFlowFile flowFile = park("fetch").getFirst();

        assertThat(ledger()).isEqualTo("received|||");
        chain.queue("fetch").add(flowFile);
        chain.load();
        assertThat(world.database.counts(1)).isEqualTo("loaded|1|1|0|0");
    }

    @Test
    void whatIsAbandonedEndsAndFreesTheYounger() {
        failToArchive(false);
        park("none");
        world.store.mend();
        Library.emitBooks(chain, "20200602080000", "2|B|Ulysses|7");
        chain.load();
        assertThat(Library.stored(world)).isEmpty();

        world.database.execute("select meta.request_abandon(1)");
        park("none");
        chain.load();

        assertThat(chain.handedBack("park")).isZero();
        assertThat(world.database.counts(1)).isEqualTo("abandoned|1|0|1|0");
        assertThat(Library.stored(world)).hasSize(1);
    }

    @Test
    void whileTheDatabaseIsAwayTheFlowFileWaits() {
        Library.emitBooks(chain, "20200601080000", "1|A|Emma|5");
        chain.step("list");
        world.pool.takeAway();
        chain.step("fetch");
        toPark();
        park("none");
        world.pool.mend();

        park("none");
        assertThat(ledger()).isEqualTo("parked|received|fetch|true");
        assertThat(park("fetch")).hasSize(1);
    }

    @Test
    void aPublicationThatFailedKeepsItsEmissionsCommitted() {
        Library.emitBooks(chain, "20200601080000", "1|A|Emma|5");
        chain.load();
        chain.step("aggregate");
        world.store.failAtPut(1, false);
        chain.step("publish");
        world.store.mend();
        toPark();

        park("none");
        assertThat(ledger()).isEqualTo("aggregated||publish|false");
        park("none");
        world.database.execute("select meta.request_resume(1)");
        final MockFlowFile flowFile = park("publish").getFirst();

        assertThat(ledger()).isEqualTo("aggregated|||");
        chain.queue("publish").add(flowFile);
        chain.step("publish");
        assertThat(world.database.counts(1)).isEqualTo("published|1|1|0|0");
    }

    @Test
    void aRunThatALaterOnePublishedDoesNotStayParked() {
        Library.emitBooks(chain, "20200601080000", "1|A|Emma|5");
        chain.load();
        chain.step("aggregate");
        world.store.failAtPut(1, false);
        chain.step("publish");
        world.store.mend();
        toPark();
        park("none");
        Library.emitBooks(chain, "20200602080000", "2|B|Ulysses|7");
        chain.all();

        assertThat(park("publish")).hasSize(1);
        assertThat(
                        world.database.one(
                                "select count(*) from meta.emission where failure is not null"))
                .isEqualTo("0");
    }
}
