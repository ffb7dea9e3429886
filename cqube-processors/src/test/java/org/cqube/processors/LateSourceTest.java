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
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.apache.nifi.util.MockFlowFile;
import org.apache.nifi.util.TestRunner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source whose contract expects an emission each day by 20:00, in India. */
class LateSourceTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Kolkata");

    private final World world = World.WORLD;
    private final List<String> bulletins = new ArrayList<>();
    private String holidays = "";

    @BeforeEach
    void reset(@TempDir final Path folder) throws IOException {
        world.reset();
        World.copySources(folder);
        final Path contract = folder.resolve(World.LIBRARY).resolve("datapackage.json");
        Files.writeString(
                contract,
                Files.readString(contract)
                        .replace(
                                "\"cqube:kind\": \"fact\",",
                                "\"cqube:kind\": \"fact\", \"cqube:expected\": {\"every\": \"P1D\", \"by\": \"20:00\"},"));
        world.catalog.use(World.catalogOf(folder));
    }

    private static LocalDateTime at(final String local) {
        return LocalDateTime.parse(local);
    }

    /** Looks at a time of the state; returns recipient and text of what is to be sent. */
    private List<String> lookAt(final String local) {
        final TestRunner runner =
                Steps.runner(
                        world,
                        World.LIBRARY,
                        new ComposeNotifications(
                                Clock.fixed(at(local).atZone(ZONE).toInstant(), ZONE)));
        runner.setProperty("Zone", ZONE.getId());
        runner.setProperty("Weekly Holidays", holidays);
        runner.run();
        runner.getLogger()
                .getWarnMessages()
                .forEach(message -> bulletins.add(message.getMsg().replaceAll("^.*?] ", "")));
        return runner.getFlowFilesForRelationship("success").stream()
                .map(LateSourceTest::told)
                .toList();
    }

    private static String told(final MockFlowFile mail) {
        return mail.getAttribute("mail.to") + "|" + mail.getAttribute("mail.subject");
    }

    private void received(final String local) {
        world.database.execute(
                "insert into meta.emission (source, object_key, etag, last_modified, emitted_at, received_at, handed_at)"
                        + " values ('library', ?, 'e', now(), now(), ?, now())",
                "library/" + local,
                java.sql.Timestamp.from(at(local).atZone(ZONE).toInstant()));
    }

    private List<String> late() {
        return world.database.lines(
                "select source, expected_by at time zone 'Asia/Kolkata', last_emission at time zone 'Asia/Kolkata' from meta.late_source");
    }

    @Test
    void theEmitterIsToldAtTheFirstMissedDeadlineTheOperatorAtTheNext() {
        received("2020-07-01T10:00");

        assertThat(lookAt("2020-07-02T19:59")).isEmpty();
        assertThat(lookAt("2020-07-02T20:00"))
                .containsExactly(
                        "emitter@example.org|[cQube] library: nothing was received by 2020-07-02 20:00");
        assertThat(lookAt("2020-07-03T19:59")).as("told already").isEmpty();
        assertThat(lookAt("2020-07-03T20:05"))
                .containsExactly(
                        "operator@example.org|[cQube] library: nothing was received by 2020-07-02 20:00");
        assertThat(lookAt("2020-07-04T20:05")).as("nobody is told a third time").isEmpty();

        assertThat(bulletins)
                .as("once per deadline")
                .hasSize(3)
                .first()
                .isEqualTo(
                        "Nothing was received from library since 2020-07-01 10:00: expected by 2020-07-02 20:00");
        assertThat(
                        world.database.lines(
                                "select recipients, outcome, failure from meta.notification order by occasion"))
                .containsExactly(
                        "emitter@example.org|waiting|",
                        "operator@example.org|waiting|",
                        "|nobody|emitter and operator were told before");
    }

    @Test
    void statusSeesItUntilSomethingComes() {
        received("2020-07-01T10:00");
        lookAt("2020-07-02T20:00");

        assertThat(late()).containsExactly("library|2020-07-02 20:00:00|2020-07-01 10:00:00");
        received("2020-07-04T09:00");
        assertThat(lookAt("2020-07-04T09:00")).isEmpty();
        assertThat(
                        world.database.one(
                                "select expected_by at time zone 'Asia/Kolkata' from meta.expected_emission"))
                .isEqualTo("2020-07-05 20:00:00");

        assertThat(lookAt("2020-07-05T20:00"))
                .as("late again is told to the emitter again")
                .containsExactly(
                        "emitter@example.org|[cQube] library: nothing was received by 2020-07-05 20:00");
    }

    @Test
    void whatWasRefusedWasReceivedAllTheSame() {
        received("2020-07-01T10:00");
        received("2020-07-02T10:00");
        world.database.execute(
                "update meta.emission set state = 'refused', refusal = '{\"rule\": \"file.empty\"}', ended_at = '2020-07-02'");

        assertThat(lookAt("2020-07-02T23:00")).isEmpty();
        assertThat(bulletins).isEmpty();
    }

    @Test
    void nothingIsLateOnAHoliday() {
        holidays = "SATURDAY, SUNDAY";
        received("2020-07-03T10:00");

        assertThat(lookAt("2020-07-05T23:00")).isEmpty();
        assertThat(lookAt("2020-07-06T20:00")).hasSize(1);
    }

    @Test
    void beforeTheFirstEmissionItIsExpectedFromTheFirstLookOn() {
        assertThat(lookAt("2020-07-01T10:00")).isEmpty();
        assertThat(lookAt("2020-07-02T10:00")).isEmpty();
        assertThat(lookAt("2020-07-02T20:00")).hasSize(1);

        assertThat(late()).containsExactly("library|2020-07-02 20:00:00|");
    }

    @Test
    void aContractThatExpectsNothingIsNeverLate() {
        received("2020-07-01T10:00");
        lookAt("2020-07-02T20:00");
        world.catalog.mend();

        assertThat(lookAt("2020-07-04T20:00")).isEmpty();
        assertThat(late()).isEmpty();
    }
}
