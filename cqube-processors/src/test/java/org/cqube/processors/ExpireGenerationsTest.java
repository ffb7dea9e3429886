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
import org.apache.nifi.util.MockFlowFile;
import org.apache.nifi.util.TestRunner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExpireGenerationsTest {
    private final World world = World.WORLD;
    private Chain chain;

    @BeforeEach
    void reset() {
        world.reset();
        chain = new Chain(world, World.LIBRARY);
    }

    private TestRunner keeping(final int generations) {
        final TestRunner runner = Steps.runner(world, null, new ExpireGenerations());
        runner.setProperty(ExpireGenerations.KEEP, Integer.toString(generations));
        runner.run();
        return runner;
    }

    /** Shelf A never changes, shelf B with each of the generations. */
    private void publishGenerations(final int generations) {
        Library.emitBooks(chain, "20200601080000", "1|A|Emma|5", "2|B|Ulysses|7");
        chain.all();
        for (int i = 1; i < generations; i++) {
            Library.emitBooks(chain, "2020060108000" + i, "%d|B|Walden|1".formatted(2 + i));
            chain.all();
        }
    }

    private List<String> shelf(final String name) {
        return world.keys(World.OUTPUT, "").stream()
                .filter(key -> key.endsWith("shelf=" + name + ".json"))
                .toList();
    }

    @Test
    void whatNoReaderNeedsGoes() {
        publishGenerations(4);
        assertThat(shelf("B")).hasSize(4);

        final TestRunner runner = keeping(2);

        assertThat(shelf("B")).as("the last two generations").hasSize(2);
        assertThat(shelf("A")).as("of the first generation, and still named").hasSize(1);
        assertThat(Published.texts(world, "library"))
                .containsEntry("shelf/shelf=A", "{\"shelf\":\"A\",\"books\":1,\"worth\":5}\n")
                .containsEntry("shelf/shelf=B", "{\"shelf\":\"B\",\"books\":4,\"worth\":10}\n");
        // shelf B, the loads, and the index of each, of two generations
        assertThat(runner.getCounterValue("Published files expired")).isEqualTo(8);
    }

    @Test
    void tenGenerationsStayUnlessTold() {
        publishGenerations(3);
        final List<String> before = world.keys(World.OUTPUT, "");

        final TestRunner runner = Steps.runner(world, null, new ExpireGenerations());
        runner.run();

        assertThat(world.keys(World.OUTPUT, "")).isEqualTo(before);
    }

    @Test
    void aLedgerThatKnowsNoGenerationRemovesNothing() {
        publishGenerations(3);
        final List<String> before = world.keys(World.OUTPUT, "");
        world.database.execute("update meta.run set generation = null");

        keeping(1);

        assertThat(world.keys(World.OUTPUT, "")).isEqualTo(before);
    }

    @Test
    void aFileThatSomebodyDeletedIsWrittenAgainWithTheNextRun() {
        publishGenerations(1);
        world.store.delete(World.OUTPUT, shelf("A").getFirst());

        Library.emitBooks(chain, "20200602080000", "9|C|Dubliners|1");
        chain.all();

        assertThat(shelf("A")).hasSize(1);
        assertThat(Published.texts(world, "library"))
                .containsEntry("shelf/shelf=A", "{\"shelf\":\"A\",\"books\":1,\"worth\":5}\n");
        assertThat(chain.queue(Chain.FAILED)).map(MockFlowFile::getAttributes).isEmpty();
    }

    @Test
    void aWorldThatIsAwayIsTriedAgainLater() {
        publishGenerations(3);
        world.store.takeAway();
        final TestRunner runner = keeping(1);
        assertThat(runner.getLogger().getErrorMessages())
                .last()
                .asString()
                .contains("Old generations could not be removed");
        world.store.mend();

        keeping(1);

        assertThat(shelf("B")).hasSize(1);
    }
}
