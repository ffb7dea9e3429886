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

import java.io.ByteArrayInputStream;
import java.sql.Connection;
import java.util.List;
import java.util.UUID;
import org.apache.nifi.util.MockFlowFile;
import org.cqube.services.ledger.Emission;
import org.cqube.services.ledger.Ledger;
import org.cqube.services.ledger.SupersededException;
import org.cqube.services.load.CanonicalContent;
import org.cqube.services.load.TableLoad;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to a load while others act on the same emission. */
class LoadRaceTest {
    private final World world = World.WORLD;
    private Chain chain;
    private MockFlowFile flowFile;

    @BeforeEach
    void reset() {
        world.reset();
        chain = new Chain(world, Attendance.SOURCE);
        chain.emit(
                Attendance.SOURCE,
                "20200703080000",
                Attendance.csv(Attendance.row(1, 11, Attendance.SCHOOL, "12")));
        for (final String step :
                List.of("list", "fetch", "check", "archive", "validate", "filter")) {
            chain.step(step);
        }
        flowFile = chain.queue("load").getFirst();
    }

    /** Loads, and lets an act happen while the records are read. */
    private void loadWhile(final Runnable act) throws Exception {
        final CanonicalContent content =
                () -> {
                    act.run();
                    return new ByteArrayInputStream(flowFile.toByteArray());
                };
        try (Connection connection = world.pool.getConnection()) {
            final Emission emission =
                    new Ledger(connection)
                            .current(1, UUID.fromString(flowFile.getAttribute("emission.ticket")));
            new TableLoad(
                            world.pool,
                            world.catalog.source(Attendance.SOURCE).orElseThrow(),
                            List.of(Attendance.SOURCE),
                            6)
                    .load(
                            connection,
                            emission,
                            Long.parseLong(flowFile.getAttribute("emission.load.version")),
                            content);
        }
    }

    @Test
    void anEmissionThatIsAbandonedMeanwhileIsNotLoaded() {
        assertThatThrownBy(
                        () ->
                                loadWhile(
                                        () ->
                                                world.database.lines(
                                                        "select state from meta.emission e, lateral (select case when"
                                                                + " e.state = 'validated' then meta.request_abandon(1) end) a")))
                .isInstanceOf(SupersededException.class);

        assertThat(world.database.counts(1)).isEqualTo("abandoned|1|0|1|0");
        assertThat(Attendance.stored(world)).isEmpty();
        assertThat(world.database.one("select count(*) from meta.touched")).isEqualTo("0");
    }

    @Test
    void anEmissionThatIsTakenOverMeanwhileIsLeftToTheOther() {
        assertThatThrownBy(
                        () ->
                                loadWhile(
                                        () ->
                                                world.database.execute(
                                                        "update meta.emission set ticket = gen_random_uuid()")))
                .isInstanceOf(SupersededException.class);

        assertThat(world.database.counts(1)).startsWith("validated|");
        assertThat(Attendance.stored(world)).isEmpty();
    }

    @Test
    void messagesOfTheDatabaseQuoteNoPupil() {
        world.database.execute(
                "create unique index one_pupil on fact.student_attendance (student_id, month_start)");
        try {
            chain.load();
            chain.emit(
                    Attendance.SOURCE,
                    "20200704080000",
                    Attendance.csv(Attendance.row(2, 11, Attendance.OTHER_SCHOOL, "12")));
            chain.load();

            final MockFlowFile failed = chain.queue(Chain.FAILED).getFirst();
            failed.assertAttributeEquals("failure.outage", "false");
            assertThat(failed.getAttribute("failure.message"))
                    .contains("duplicate key")
                    .doesNotContain("Detail", "(11,");
        } finally {
            world.database.execute("drop index fact.one_pupil");
        }
    }
}
