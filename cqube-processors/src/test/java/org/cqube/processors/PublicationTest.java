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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.nifi.provenance.ProvenanceEventType;
import org.apache.nifi.util.MockFlowFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What readers of the output bucket see, at any moment. */
class PublicationTest {
    private final World world = World.WORLD;
    private Chain chain;

    @BeforeEach
    void reset() {
        world.reset();
        chain = new Chain(world, World.LIBRARY);
    }

    private Map<String, String> bucket() {
        final Map<String, String> bucket = new TreeMap<>();
        world.keys(World.OUTPUT, "").forEach(key -> bucket.put(key, Published.text(world, key)));
        return bucket;
    }

    @Test
    void thePointerReachesEveryFile() {
        chain.emit(
                "library_20200601080000.zip",
                Library.zip(
                        "20200601080000",
                        Library.books("1|A|Emma|5.50", "2|B|Ulysses|"),
                        Library.loans("7|1|14")));
        chain.all();

        final JsonNode pointer = Published.json(world, "library/latest.json");
        assertThat(pointer.path("schema").asText()).isEqualTo("cqube.pointer/1");
        assertThat(pointer.path("source").asText()).isEqualTo("library");
        assertThat(pointer.path("generation").asText()).matches("[0-9a-f]{12}");
        assertThat(pointer.path("emissions").asInt()).isEqualTo(2);
        assertThat(pointer.path("filters").path("shelves").asInt()).isEqualTo(1);
        final Map<String, String> texts = Published.texts(world, "library");
        assertThat(texts.remove("loads/part=0001"))
                .contains("\"file\":\"library_book\"", "\"file\":\"library_loan\"");
        assertThat(texts)
                .containsOnly(
                        Map.entry("shelf/shelf=A", "{\"shelf\":\"A\",\"books\":1,\"worth\":5.5}\n"),
                        Map.entry("shelf/shelf=B", "{\"shelf\":\"B\",\"books\":1,\"worth\":0}\n"),
                        Map.entry("loans/all=all", "loan,days\n7,14\n"));
        assertThat(Published.keys(world, "library").values())
                .allMatch(key -> key.contains("/" + pointer.path("generation").asText() + "/"));
    }

    /**
     * No clock time, no id, no name of a file: what would differ when the same is emitted again.
     */
    @Test
    void loadsTellWhatBecameOfTheRecords() {
        Library.emitBooks(chain, "20200601080000", "1|A|Emma|5", "1|B|Emma|5", "2|B|Ulysses|7");
        chain.all();
        Library.emitBooks(chain, "20200602080000", "2|B|Ulysses|7", "3|B|Walden|1", "");
        chain.all();
        // refused as a whole: changes nothing, and is no load
        Library.emitBooks(chain, "20200603080000");
        chain.all();

        final String loads = Published.texts(world, "library").get("loads/part=0001");
        assertThat(loads.replaceAll("[0-9a-f]{64}", "#"))
                .isEqualTo(
                        """
                        {"schema":"cqube.loads/1","source":"library","report":"loads","rows":[\
                        {"number":1,"file":"library_book","sha256":"#","corrects":null,"replaces":false,"recordsIn":3,"loaded":1,"rejected":2,"alreadyKnown":0,"blankLines":0,\
                        "rejectedByRule":{"duplicate.id-conflict":2},"cellsByRule":{},"warnings":{}},\
                        {"number":2,"file":"library_book","sha256":"#","corrects":null,"replaces":false,"recordsIn":2,"loaded":1,"rejected":0,"alreadyKnown":1,"blankLines":1,\
                        "rejectedByRule":{},"cellsByRule":{},"warnings":{}}],\
                        "totals":{"emissions":2,"recordsIn":5,"loaded":2,"rejected":2,"alreadyKnown":1}}
                        """);
    }

    @Test
    void onlyWhatChangedGetsANewKey() {
        Library.emitBooks(chain, "20200601080000", "1|A|Emma|5", "2|B|Ulysses|7");
        chain.all();
        final Map<String, String> before = Published.keys(world, "library");

        Library.emitBooks(chain, "20200602080000", "3|B|Walden|1");
        chain.all();

        final Map<String, String> after = Published.keys(world, "library");
        assertThat(after.keySet()).isEqualTo(before.keySet());
        assertThat(after).containsEntry("shelf/shelf=A", before.get("shelf/shelf=A"));
        assertThat(after.get("shelf/shelf=B")).isNotEqualTo(before.get("shelf/shelf=B"));
        assertThat(after).containsEntry("loans/all=all", before.get("loans/all=all"));
        assertThat(before.values()).allMatch(key -> world.keys(World.OUTPUT, key).contains(key));
    }

    @Test
    void aRunThatIsRepeatedWritesTheSameBytes() {
        Library.emitBooks(chain, "20200601080000", "1|A|Emma|5", "2|B|Ulysses|7");
        chain.all();
        final Map<String, String> first = bucket();
        // as if the process had died between the pointer and the ledger's commit
        world.database.execute("update meta.run set state = 'aggregated', published_at = null");
        world.database.execute("update meta.emission set state = 'aggregated'");
        world.database.execute("delete from meta.publication");

        chain.queue("publish").add(flowFileOfRun("1"));
        assertThat(chain.step("publish").get("success")).hasSize(1);

        assertThat(bucket()).isEqualTo(first);
        chain.queue("publish").add(flowFileOfRun("1"));
        world.store.mend();
        assertThat(chain.step("publish").get("success")).hasSize(1);
        assertThat(world.store.puts()).as("nothing is left to do").isEmpty();
    }

    private static MockFlowFile flowFileOfRun(final String run) {
        final MockFlowFile flowFile = new MockFlowFile(1);
        flowFile.putAttributes(Map.of("run.id", run, "emission.source", "library"));
        return flowFile;
    }

    @Test
    void aFaultAtAnyPutLeavesReadersWithTheOldGeneration() {
        Library.emitBooks(chain, "20200601080000", "1|A|Emma|5", "2|B|Ulysses|7");
        chain.all();
        final Map<String, String> before = Published.texts(world, "library");
        Library.emitBooks(chain, "20200602080000", "3|B|Walden|1", "4|C|Dubliners|2");
        chain.load();
        chain.step("aggregate");
        int put = 0;
        boolean failed = true;
        while (failed) {
            world.store.failAtPut(++put, true);
            final List<MockFlowFile> failures = chain.step("publish").get("failure");
            failed = !failures.isEmpty();
            if (failed) {
                failures.getFirst().assertAttributeEquals("failure.step", "publish");
                failures.getFirst().assertAttributeEquals("failure.outage", "true");
                assertThat(Published.texts(world, "library")).isEqualTo(before);
                assertThat(
                                world.database.one(
                                        "select count(*) from meta.emission where state = 'published'"))
                        .isEqualTo("1");
                chain.queue("publish").addAll(failures);
                chain.queue(Chain.FAILED).clear();
            }
        }

        // shelves B and C, the loads, an index for both, the pointer
        assertThat(put).isEqualTo(7);
        assertThat(world.store.puts().getLast()).isEqualTo("library/latest.json");
        assertThat(Published.texts(world, "library"))
                .containsKeys("shelf/shelf=A", "shelf/shelf=B", "shelf/shelf=C");
        assertThat(
                        world.database.one(
                                "select count(*) from meta.emission where state = 'published'"))
                .isEqualTo("2");
    }

    @Test
    void manyEmissionsBecomeOnePublicationAndADayOpensARun() {
        chain.with("aggregate", "As Of", "2020-06-30");
        Library.emitBooks(chain, "20200601080000", "1|A|Emma|5");
        Library.emitBooks(chain, "20200602080000", "2|B|Ulysses|7");
        chain.load();

        assertThat(chain.step("aggregate").get("success")).hasSize(1);
        chain.runner("aggregate").assertTransferCount("success", 1);
        final List<MockFlowFile> published = chain.step("publish").get("success");

        published.getFirst().assertAttributeExists("publication.generation");
        assertThat(chain.runner("publish").getProvenanceEvents())
                .extracting(event -> event.getEventType() + " " + event.getTransitUri())
                .containsExactly(
                        ProvenanceEventType.SEND + " s3://cqube-output/library/latest.json");
        assertThat(chain.runner("publish").getCounterValue("Files published")).isEqualTo(4);
        assertThat(chain.step("aggregate").get("success")).as("nothing new").isEmpty();

        chain.with("aggregate", "As Of", "2020-07-01");
        assertThat(chain.step("aggregate").get("success")).as("another day").hasSize(1);
        chain.step("publish");
        assertThat(Published.json(world, "library/latest.json").path("asOf").asText())
                .isEqualTo("2020-07-01");
    }

    @Test
    void aChangeOfAMasterReachesReportsThatDependOnIt() {
        final Chain attendance = new Chain(world, Attendance.SOURCE);
        attendance.publish(
                Attendance.SOURCE,
                "20200703080000",
                Attendance.csv(Attendance.row(1, 11, Attendance.SCHOOL, "12")));
        assertThat(attendance.step("aggregate").get("success")).isEmpty();

        new Chain(world, "district_master")
                .load(
                        "district_mst",
                        "20200704080000",
                        "DistrictId|StateId|District|IsActive\n8801|88|Amrapur|1\n");

        assertThat(attendance.step("aggregate").get("success")).hasSize(1);
    }

    @Test
    void aPeriodThatLostAllItsDataIsPublishedNoMore() {
        final Chain attendance = new Chain(world, Attendance.SOURCE);
        new Chain(world, "district_master")
                .load("district_mst", "20200701080000", "DistrictId|District|IsActive\n8801|D|1\n");
        new Chain(world, "block_master")
                .load(
                        "block_mst",
                        "20200701080000",
                        "BlockId|StateId|DistrictId|Block|IsActive\n880101|88|8801|B|1\n");
        new Chain(world, "cluster_master")
                .load(
                        "cluster_mst",
                        "20200701080000",
                        "ClusterId|BlockId|Cluster|IsActive\n8801010001|880101|C|1\n");
        new Chain(world, "school_master")
                .load(
                        "school_mst",
                        "20200701080000",
                        "SchoolId|School|lowclass|highclass|SchMgt|SchCat|StateId|DistrictId|BlockId|ClusterId|Latitude|Longitude\n"
                                + Attendance.SCHOOL
                                + "|S|1|8|1|1|88|8801|880101|8801010001|21.1|78.3\n");
        attendance.publish(
                Attendance.SOURCE,
                "20200703080000",
                Attendance.csv(
                        Attendance.row(1, 11, Attendance.SCHOOL, "2020-21", 6, "12"),
                        Attendance.row(2, 11, Attendance.SCHOOL, "12")));
        assertThat(periods("report")).contains("2020-06", "2020-07", "overall");
        assertThat(periods("report-csv")).isEqualTo(periods("report"));
        assertThat(
                        Published.texts(world, Attendance.SOURCE)
                                .get(
                                        "report-csv/period=2020-07/management=all/category=all/level=district"))
                .isEqualTo(
                        """
                        period,management,category,district_id,district_name,lat,lon,attendance,present,marked,students,schools,coverage
                        2020-07,all,all,8801,D,21.1,78.3,50.0,1,2,1,1,100.0
                        """);

        world.database.execute(
                "delete from fact.student_attendance where month_start = '2020-07-01'");
        world.database.execute(
                "insert into meta.touched (owner_source, source, key_kind, key_value, emission_id) values (?, ?, 'month', ?, 0)",
                Attendance.SOURCE,
                Attendance.SOURCE,
                Attendance.SCHOOL + "|2020-07-01");
        attendance.all();

        assertThat(periods("report")).contains("2020-06", "overall").doesNotContain("2020-07");
        assertThat(periods("report-csv")).isEqualTo(periods("report"));
    }

    private Set<String> periods(final String report) {
        final String prefix = report + "/period=";
        return Published.keys(world, Attendance.SOURCE).keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()).replaceAll("/.*", ""))
                .collect(Collectors.toSet());
    }

    @Test
    void keysOfALoadThatIsAboutToCommitAreNotTakenTooEarly() throws Exception {
        Library.emitBooks(chain, "20200601080000", "1|A|Emma|5");
        chain.load();
        try (var connection = world.pool.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(
                    "select pg_advisory_xact_lock_shared(hashtextextended('cqube-touched:library', 0))");
            assertThat(chain.step("aggregate").get("success")).isEmpty();
            connection.rollback();
        }

        assertThat(chain.step("aggregate").get("success")).hasSize(1);
    }

    @Test
    void aRunWhoseFlowFileWasLostIsHandedOverAgain() {
        Library.emitBooks(chain, "20200601080000", "1|A|Emma|5");
        chain.load();
        assertThat(chain.step("aggregate").get("success")).hasSize(1);
        chain.queue("publish").clear();
        assertThat(chain.step("aggregate").get("success")).isEmpty();

        world.database.execute("update meta.run set handed_at = now() - interval '2 hours'");

        assertThat(chain.step("aggregate").get("success")).hasSize(1);
        assertThat(chain.step("publish").get("success")).hasSize(1);
    }
}
