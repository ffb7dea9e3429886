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
import org.apache.nifi.provenance.ProvenanceEventType;
import org.apache.nifi.util.MockFlowFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListEmissionsTest {
    private final World world = World.WORLD;
    private Chain chain;

    @BeforeEach
    void reset() {
        world.reset();
        chain = new Chain(world, World.LIBRARY);
    }

    private List<MockFlowFile> list() {
        return chain.step("list").get("success");
    }

    private List<String> ledger() {
        return world.database.lines(
                "select object_key, source, state, handed_at is not null from meta.emission order by 1");
    }

    @Test
    void anArrivalIsTakenOnce() {
        final String key = Library.emitBooks(chain, "20200601080000", "1|A|Emma|5");

        final MockFlowFile flowFile = list().getFirst();

        flowFile.assertAttributeEquals("emission.id", "1");
        flowFile.assertAttributeEquals(
                "emission.ticket", world.database.one("select ticket from meta.emission"));
        flowFile.assertAttributeEquals("emission.source", "library");
        flowFile.assertAttributeEquals("emission.object.key", key);
        flowFile.assertAttributeEquals("filename", "library_20200601080000.zip");
        assertThat(chain.runner("list").getProvenanceEvents())
                .extracting(event -> event.getEventType() + " " + event.getTransitUri())
                .containsExactly(ProvenanceEventType.RECEIVE + " s3://cqube-emission/" + key);
        assertThat(chain.runner("list").getCounterValue("Emissions listed")).isEqualTo(1);
        assertThat(ledger()).containsExactly(key + "|library|received|t");
        assertThat(list()).isEmpty();
        assertThat(new Chain(world, World.LIBRARY).step("list").get("success"))
                .as("after a restart")
                .isEmpty();
    }

    @Test
    void theOrderOfEmissionIsThatOfTheNames() {
        Library.emitBooks(chain, "20200603080000", "3|A|c|5");
        Library.emitBooks(chain, "20200601080000", "1|A|a|5");
        world.put(World.EMISSION, "old_library/library_20200602080000.zip", new byte[1]);

        assertThat(list())
                .extracting(flowFile -> flowFile.getAttribute("emission.object.key"))
                .containsExactly(
                        "library/library_20200601080000.zip",
                        "old_library/library_20200602080000.zip",
                        "library/library_20200603080000.zip");
    }

    @Test
    void whatIsNoZipIsRefusedByItsName() {
        world.put(World.EMISSION, "library/", new byte[0]);
        world.put(World.EMISSION, "library/Report 1.xlsx", new byte[1]);
        world.put(World.EMISSION, "library/library_20201399000000.zip", new byte[1]);
        world.put(World.EMISSION, "elsewhere/library_20200601080000.zip", new byte[1]);

        assertThat(list()).isEmpty();

        assertThat(
                        world.database.lines(
                                "select object_key, state, refusal->>'rule' from meta.emission order by 1"))
                .containsExactly(
                        "library/Report 1.xlsx|refused|file.name",
                        "library/library_20201399000000.zip|refused|file.name");
        assertThat(
                        world.database.one(
                                "select refusal->>'message' from meta.emission where emission_id = 1"))
                .contains("Expected is <base name>_<yyyyMMddHHmmss>.zip");
        assertThat(world.keys(World.EMISSION, "library/")).hasSize(3);
    }

    /** Some stores show an upload under a name of their own until it is whole. */
    @Test
    void anUploadUnderWayIsNotJudgedByItsName() {
        world.put(World.EMISSION, "library/library_20200601080000.zip-3f0c", new byte[1]);

        Steps.runner(world, "library", new ListEmissions()).run();

        assertThat(world.database.one("select count(*) from meta.emission")).isEqualTo("0");
    }

    @Test
    void aCrashBeforeTheSessionWasCommittedIsHealed() {
        final String key = Library.emitBooks(chain, "20200601080000", "1|A|Emma|5");
        list();
        // the row is there, its FlowFile never was
        chain.queue("fetch").clear();
        world.database.execute("update meta.emission set handed_at = null");
        assertThat(list()).as("it may still be on its way").isEmpty();

        world.database.execute(
                "update meta.emission set received_at = now() - interval '1 minute'");

        assertThat(list()).hasSize(1);
        assertThat(ledger()).containsExactly(key + "|library|received|t");
        chain.load();
        assertThat(Library.stored(world)).hasSize(1);
    }

    @Test
    void aLedgerThatCouldNotNoteTheListingGivesANewTicketAndTheOldFlowFileEnds() {
        Library.emitBooks(chain, "20200601080000", "1|A|Emma|5");
        world.pool.takeAwayAfter(1);
        final MockFlowFile old = list().getFirst();
        world.pool.mend();
        assertThat(ledger().getFirst()).endsWith("|f");

        world.database.execute(
                "update meta.emission set received_at = now() - interval '1 minute'");
        final MockFlowFile fresh = list().getFirst();

        assertThat(fresh.getAttribute("emission.ticket"))
                .isNotEqualTo(old.getAttribute("emission.ticket"));
        final Map<String, List<MockFlowFile>> fetched = chain.step("fetch");
        assertThat(fetched.get("success"))
                .extracting(flowFile -> flowFile.getAttribute("emission.ticket"))
                .containsExactly(fresh.getAttribute("emission.ticket"));
        assertThat(fetched.get("failure")).isEmpty();
    }

    @Test
    void whatAnOperatorResumesGetsANewFlowFile() {
        Library.emitBooks(chain, "20200601080000", "1|A|Emma|5");
        for (final String step : List.of("list", "fetch", "check", "archive", "validate")) {
            chain.step(step);
        }
        chain.queue("filter").clear();
        world.database.execute("select meta.request_resume(1)");
        assertThat(list()).as("a parked FlowFile may answer first").isEmpty();

        world.database.execute(
                "update meta.emission set resume_requested = now() - interval '6 seconds'");

        assertThat(list()).hasSize(1);
        assertThat(chain.step("fetch").get("resumed")).hasSize(1);
        chain.load();
        assertThat(world.database.counts(1)).isEqualTo("loaded|1|1|0|0");
    }

    @Test
    void aNewObjectUnderAnOldKeyIsAnotherArrival() {
        final String key = Library.emitBooks(chain, "20200601080000", "1|A|Emma|5");
        list();
        world.put(World.EMISSION, key, new byte[] {1, 2, 3});

        assertThat(list()).hasSize(1);
        assertThat(ledger()).hasSize(2);
    }

    @Test
    void aWorldThatIsAwayIsTriedAgainLater() {
        Library.emitBooks(chain, "20200601080000", "1|A|Emma|5");
        world.store.takeAway();
        assertThat(list()).isEmpty();
        assertThat(chain.runner("list").getLogger().getErrorMessages())
                .last()
                .asString()
                .contains("could not be listed");
        world.store.mend();
        world.pool.takeAway();
        assertThat(list()).isEmpty();
        world.pool.mend();

        assertThat(list()).hasSize(1);
    }
}
