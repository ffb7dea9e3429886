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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.nifi.util.MockFlowFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Emissions of a source apply in the order of emission, each decided on what is stored then. */
class OrderTest {
    private static final String DISTRICT = "district_mst";

    private final World world = World.WORLD;

    @TempDir Path folder;

    @BeforeEach
    void reset() {
        world.reset();
    }

    private static String districts(final String... rows) {
        return "DistrictId|StateId|District|IsActive\n" + String.join("\n", rows) + "\n";
    }

    private List<String> names() {
        return world.database.lines("select district_id, name from master.district order by 1");
    }

    @Test
    void theYoungerWaitsUntilTheOlderIsSettled() {
        final Chain chain = new Chain(world, "district_master");
        chain.emit(DISTRICT, "20200601080000", districts("1101|11|Old|1"));
        chain.emit(DISTRICT, "20200602080000", districts("1101|11|New|1"));
        chain.step("list");
        final MockFlowFile older = chain.queue("fetch").removeFirst();
        for (final String step : List.of("fetch", "check", "archive", "validate")) {
            chain.step(step);
        }

        final Map<String, List<MockFlowFile>> transferred = chain.step("filter");

        assertThat(transferred.values()).allMatch(List::isEmpty);
        assertThat(chain.handedBack("filter")).isEqualTo(1);
        assertThat(world.database.one("select count(*) from pg_locks where locktype = 'advisory'"))
                .isEqualTo("0");
        assertThat(names()).isEmpty();

        chain.queue("fetch").add(older);
        chain.load();

        assertThat(names()).containsExactly("1101|New");
        assertThat(world.database.lines("select state from meta.emission order by emission_id"))
                .containsExactly("loaded", "loaded");
    }

    /** A fault while it waits for its turn does not use up the tries of its own. */
    @Test
    void whoeverWaitsForItsTurnHasAllItsTriesLeft() {
        final Chain chain = new Chain(world, "district_master");
        chain.emit(DISTRICT, "20200601080000", districts("1101|11|Old|1"));
        chain.emit(DISTRICT, "20200602080000", districts("1101|11|New|1"));
        chain.step("list");
        final MockFlowFile older = chain.queue("fetch").removeFirst();
        for (final String step : List.of("fetch", "check", "archive", "validate")) {
            chain.step(step);
        }
        final String retries =
                "retryCount." + chain.runner("filter").getProcessor().getIdentifier();
        chain.queue("filter")
                .getFirst()
                .putAttributes(Map.of(retries, "5", RetryJitter.ATTRIBUTE, "5/0"));

        chain.step("filter");

        assertThat(chain.handedBack("filter")).isEqualTo(1);
        chain.queue("fetch").add(older);
        chain.load();
        assertThat(chain.queue(Chain.END))
                .hasSize(2)
                .allSatisfy(passed -> passed.assertAttributeNotExists(retries));
    }

    @Test
    void aDecisionMadeTooEarlyWaitsAtTheLoadAndIsMadeAgain() {
        final Chain chain = new Chain(world, Attendance.SOURCE);
        chain.emit(
                Attendance.SOURCE,
                "20200703080000",
                Attendance.csv(Attendance.row(2, 12, Attendance.SCHOOL, "11")));
        for (final String step :
                List.of("list", "fetch", "check", "archive", "validate", "filter")) {
            chain.step(step);
        }
        // an older zip arrives late, and is loaded between decision and load
        chain.emit(
                Attendance.SOURCE,
                "20200702080000",
                Attendance.csv(Attendance.row(1, 11, Attendance.SCHOOL, "1")));
        chain.step("list");

        assertThat(chain.step("load").values()).allMatch(List::isEmpty);
        assertThat(chain.handedBack("load")).isEqualTo(1);

        for (final String step : List.of("fetch", "check", "archive", "validate", "filter")) {
            chain.step(step);
        }
        final Map<String, List<MockFlowFile>> transferred = chain.step("load");
        assertThat(transferred.get("success")).hasSize(1);
        assertThat(chain.step("load").get("stale")).hasSize(1);
        chain.load();

        assertThat(Attendance.stored(world))
                .containsExactly(
                        "1|" + Attendance.SCHOOL + "|11|2020-07|1",
                        // day 1 is processed by then
                        "2|" + Attendance.SCHOOL + "|12|2020-07|.1");
    }

    @Test
    void masterFilesApplyAsTheyCome() {
        final Chain chain = new Chain(world, "district_master");
        final String a = districts("1101|11|A|1", "1102|11|Left alone|1");
        chain.load(DISTRICT, "20200601080000", a);
        chain.load(DISTRICT, "20200602080000", districts("1101|11|B|1"));
        assertThat(names()).containsExactly("1101|B", "1102|Left alone");

        final long again = chain.load(DISTRICT, "20200603080000", a);

        assertThat(names()).containsExactly("1101|A", "1102|Left alone");
        assertThat(world.database.counts(again)).isEqualTo("loaded|2|1|0|1");

        assertThat(world.database.counts(chain.load(DISTRICT, "20200604080000", a)))
                .isEqualTo("known|2|0|0|2");
    }

    @Test
    void aChangedContractMeansAnotherValidation() throws IOException {
        final Chain chain = new Chain(world, World.LIBRARY);
        chain.emit(
                "library_20200601080000.zip",
                Zips.of(
                        World.LIBRARY,
                        "20200601080000",
                        Map.of("library_book", "BookId|Shelf|Title|Price\n1|A|Emma|5\n2|B|x|7\n"),
                        null,
                        false));
        for (final String step :
                List.of("list", "fetch", "check", "archive", "validate", "filter")) {
            chain.step(step);
        }
        World.copySources(folder);
        final Path contract = folder.resolve("library/datapackage.json");
        Files.writeString(
                contract,
                Files.readString(contract)
                        .replace("\"maxLength\": 100}", "\"maxLength\": 100, \"enum\": [\"x\"]}"));
        world.catalog.use(World.catalogOf(folder));

        assertThat(chain.step("load").get("invalidated")).hasSize(1);
        assertThat(chain.step("fetch").get("resumed")).hasSize(1);
        chain.load();

        assertThat(world.database.counts(chain.newest())).isEqualTo("loaded|2|1|1|0");
        assertThat(world.database.lines("select book_id from fact.library_book"))
                .containsExactly("2");

        world.catalog.mend();
    }

    @Test
    void findingsOfAnEarlierContractAreGone() throws IOException {
        World.copySources(folder);
        final Path contract = folder.resolve("library/datapackage.json");
        Files.writeString(
                contract,
                Files.readString(contract)
                        .replace("\"maxLength\": 100}", "\"maxLength\": 100, \"enum\": [\"x\"]}"));
        world.catalog.use(World.catalogOf(folder));
        final Chain chain = new Chain(world, World.LIBRARY);
        chain.emit(
                "library_20200601080000.zip",
                Zips.of(
                        World.LIBRARY,
                        "20200601080000",
                        Map.of("library_book", "BookId|Shelf|Title|Price\n1|A|Emma|5\n"),
                        null,
                        false));
        for (final String step : List.of("list", "fetch", "check", "archive", "validate")) {
            chain.step(step);
        }
        assertThat(world.keys(World.INPUT, "")).anyMatch(key -> key.endsWith(".rejects.csv"));
        world.catalog.mend();

        assertThat(chain.step("filter").get("invalidated")).hasSize(1);
        chain.load();

        assertThat(world.database.counts(chain.newest())).isEqualTo("loaded|1|1|0|0");
        assertThat(world.keys(World.INPUT, "")).noneMatch(key -> key.contains(".reject"));
    }
}
