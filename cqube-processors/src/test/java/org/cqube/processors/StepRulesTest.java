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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.nifi.annotation.behavior.WritesAttribute;
import org.apache.nifi.annotation.behavior.WritesAttributes;
import org.apache.nifi.util.MockFlowFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for each step that works on the FlowFile of an emission. */
class StepRulesTest {
    /** The second row is refused, and no master has the school: both reject files are written. */
    private static final String CSV =
            Attendance.csv(
                    Attendance.row(1, 11, Attendance.SCHOOL, "12"),
                    Attendance.row(2, 12, Attendance.SCHOOL, "1x"));

    private final World world = World.WORLD;
    private Chain chain;

    @BeforeEach
    void reset() {
        world.reset();
        chain = new Chain(world, Attendance.SOURCE);
        chain.emit(Attendance.SOURCE, "20200703080000", CSV);
    }

    static List<String> steps() {
        return Steps.OF_EMISSIONS;
    }

    /** Brings the emission before a step. */
    private MockFlowFile before(final String step) {
        chain.step("list");
        for (final String earlier : Steps.OF_EMISSIONS) {
            if (earlier.equals(step)) {
                break;
            }
            chain.step(earlier);
        }
        return chain.queue(step).getFirst();
    }

    /** The ledger's row, without the times and the load version. */
    private String ledger() {
        return world.database.one(
                        "select state, file, base_name, sha256, records_in, loaded, rejected, already_known,"
                                + " blank_lines, contract_hash, archive_key, rejects_key, rejected_key, ticket from meta.emission")
                + world.database.rules(1);
    }

    private static List<String> contents(final Map<String, List<MockFlowFile>> transferred) {
        final List<String> contents = new ArrayList<>();
        transferred.forEach(
                (name, flowFiles) ->
                        flowFiles.forEach(
                                flowFile ->
                                        contents.add(
                                                name
                                                        + new LinkedHashMap<>(withoutUuid(flowFile))
                                                        + flowFile.getContent())));
        return contents;
    }

    private static Map<String, String> withoutUuid(final MockFlowFile flowFile) {
        final Map<String, String> attributes = new java.util.TreeMap<>(flowFile.getAttributes());
        attributes.remove("uuid");
        attributes.remove("path");
        return attributes;
    }

    @ParameterizedTest
    @MethodSource("steps")
    void aRepetitionAfterACrashChangesNothing(final String step) {
        final MockFlowFile flowFile = before(step);
        final List<String> first = contents(chain.step(step));
        final String ledger = ledger();
        final List<String> tables = Attendance.stored(world);
        final List<String> archive = world.keys(World.INPUT, "");
        for (final String later : Steps.OF_EMISSIONS) {
            chain.queue(later).clear();
        }
        chain.queue(step).add(flowFile);

        final List<String> second = contents(chain.step(step));

        assertThat(second).isEqualTo(first);
        assertThat(ledger()).isEqualTo(ledger);
        assertThat(Attendance.stored(world)).isEqualTo(tables);
        assertThat(world.keys(World.INPUT, "")).isEqualTo(archive);
        chain.load();
        assertThat(world.database.counts(1)).isEqualTo("loaded|2|1|1|0");
    }

    @ParameterizedTest
    @MethodSource("steps")
    void aSupersededFlowFileEndsQuietly(final String step) {
        before(step);
        world.database.execute("update meta.emission set ticket = gen_random_uuid()");
        final String ledger = ledger();

        final Map<String, List<MockFlowFile>> transferred = chain.step(step);

        assertThat(transferred.values()).allMatch(List::isEmpty);
        assertThat(chain.handedBack(step)).isZero();
        assertThat(ledger()).isEqualTo(ledger);
    }

    @ParameterizedTest
    @MethodSource("steps")
    void aGhostOfACommittedEmissionChangesNothing(final String step) {
        final MockFlowFile ghost = before(step);
        chain.load();
        final String ledger = ledger();
        chain.queue(step).add(ghost);

        chain.load();

        assertThat(ledger()).isEqualTo(ledger);
        assertThat(world.database.counts(1)).isEqualTo("loaded|2|1|1|0");
    }

    @ParameterizedTest
    @CsvSource({
        "fetch, database", "check, database", "archive, database", "validate, database",
        "filter, database", "load, database", "fetch, store", "archive, store",
        "validate, store", "filter, store"
    })
    void anOutageLeavesTheFlowFileAsItWas(final String step, final String away) throws IOException {
        final MockFlowFile flowFile = before(step);
        final String ledger = ledger();
        if ("database".equals(away)) {
            world.pool.takeAway();
        } else {
            world.store.takeAway();
        }

        final Map<String, List<MockFlowFile>> transferred = chain.step(step);

        final MockFlowFile failed = transferred.get("failure").getFirst();
        transferred.forEach(
                (name, flowFiles) ->
                        assertThat(flowFiles).as(name).hasSize("failure".equals(name) ? 1 : 0));
        failed.assertContentEquals(flowFile.toByteArray());
        failed.assertAttributeEquals("failure.step", step);
        failed.assertAttributeEquals("failure.outage", "true");
        assertThat(failed.getAttribute("failure.message")).isNotBlank();
        world.pool.mend();
        world.store.mend();
        assertThat(ledger()).isEqualTo(ledger);

        chain.queue(Chain.FAILED).clear();
        chain.queue(step).add(failed);
        chain.load();
        assertThat(world.database.counts(1)).isEqualTo("loaded|2|1|1|0");
    }

    @ParameterizedTest
    @MethodSource("steps")
    void aFaultThatDoesNotEndByItselfIsNoOutage(final String step) {
        before(step);
        world.database.execute("alter table meta.emission rename to emission_gone");
        try {
            final MockFlowFile failed = chain.step(step).get("failure").getFirst();

            failed.assertAttributeEquals("failure.outage", "false");
            assertThat(failed.getAttribute("failure.message")).contains("meta.emission");
        } finally {
            world.database.execute("alter table meta.emission_gone rename to emission");
        }
    }

    @ParameterizedTest
    @MethodSource("steps")
    void everyDocumentedAttributeIsWritten(final String step) {
        before(step);
        final Supplier<Stream<WritesAttribute>> documented =
                () ->
                        Stream.of(
                                Steps.ALL
                                        .get(step)
                                        .get()
                                        .getClass()
                                        .getAnnotation(WritesAttributes.class)
                                        .value());

        final MockFlowFile passed = chain.step(step).get("success").getFirst();

        documented
                .get()
                .map(WritesAttribute::attribute)
                .filter(name -> !name.startsWith("failure.") && !name.startsWith("rejected."))
                // those of a CSV that comes from the archive
                .filter(name -> !"fetch".equals(step) || name.equals("mime.type"))
                .forEach(passed::assertAttributeExists);
        assertThat(documented.get()).noneMatch(attribute -> attribute.description().isBlank());
    }
}
