/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.cqube.runtime.operation.Project;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people are told, as it lies in the mailbox. */
@SystemTest
class MailTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final RunningCqube cqube;
    private final AttendanceCsv attendance = new AttendanceCsv(401);

    @TempDir private Path folder;

    MailTest(RunningCqube cqube) {
        this.cqube = cqube;
    }

    @Test
    void aRefusedFileIsOneMailWithRuleExpectedAndFound() throws IOException {
        String id = emit(attendance.file(3).replace("AcademicYear", "Academic"), "refused");

        assertThat(mail(id, "refused"))
                .contains("To: emitter@example.org")
                .contains("From: cqube@example.org")
                .contains("Rule:      column.header")
                .containsPattern("Expected:  \\S")
                .containsPattern("Found:     \\S");
    }

    @Test
    void refusedRecordsAreOneMailAndNoValueIsInIt() throws IOException {
        String bad = attendance.next("1").replace("|2020-21|", "|20x0-21|");
        String id =
                emit(
                        attendance.file(3) + bad + "\n" + bad.replace("|6|", "|13|") + "\n",
                        "published");

        assertThat(mail(id, "rejected"))
                .contains("Records in the file:   5")
                .contains("  refused:             2")
                .contains("--corrects " + id)
                .contains(".rejects.csv")
                .contains("  line 5  AcademicYear  ")
                .doesNotContain("20x0")
                .doesNotContain(Long.toString(attendance.school()));
    }

    @Test
    void dataGoOnWhileTheMailServerIsAwayAndTheMailComesLater() throws IOException {
        Parameters parameters = new Parameters(cqube);
        // nothing listens there
        String port = parameters.set("cqube.smtp.port", "1");
        String id;
        try {
            id = emit(attendance.file(2).replace("AcademicYear", "Academical"), "refused");
            emit(attendance.file(4), "published");
            await().atMost(PATIENCE)
                    .until(
                            () ->
                                    sql("select attempts > 1 from meta.notification where emission_id = "
                                                    + id)
                                            .equals("t"));
            assertThat(mails(id)).isEmpty();
        } finally {
            parameters.set("cqube.smtp.port", port);
        }

        assertThat(mail(id, "refused")).contains("column.header");
    }

    /** The folders of the sources, copied, with an expectation of one of them that has passed. */
    @Test
    void aLateSourceIsToldAndShowsInStatusUntilTheContractExpectsNothing() throws IOException {
        FolderCopy.of(Project.current().flowTemplates(), folder);
        Path contract = folder.resolve("district_master").resolve("datapackage.json");
        Files.writeString(
                contract,
                Files.readString(contract)
                        .replaceFirst(
                                "\"cqube:kind\"",
                                "\"cqube:expected\": {\"every\": \"P1D\", \"by\": \"00:00\"}, \"cqube:kind\""));
        String moved =
                "update meta.emission set received_at = received_at %s interval '9 days' where source = 'district_master' returning 1";
        cqube.run("sql", moved.formatted("-")).well();
        Parameters parameters = new Parameters(cqube);
        String catalog = parameters.set("cqube.catalog.directory", folder.toString());
        try {
            await().atMost(PATIENCE).until(() -> cqube.status().path("lateSources").size() == 1);
            JsonNode late = cqube.status().path("lateSources").get(0);
            assertThat(late.path("source").asText()).isEqualTo("district_master");
            assertThat(late.path("expectedBy").asText()).matches("20.*Z");
            assertThat(late.path("lastEmission").asText()).matches("20.*Z");
            await().atMost(PATIENCE)
                    .until(
                            () ->
                                    sql("select string_agg(outcome || ' ' || recipients, ',') from meta.notification where kind = 'late'")
                                            .equals("sent emitter@example.org"));
            assertThat(cqube.run("status").well().output())
                    .contains("late        district_master, expected by ");
        } finally {
            parameters.set("cqube.catalog.directory", catalog);
            cqube.run("sql", moved.formatted("+")).well();
        }
        await().atMost(PATIENCE).until(() -> cqube.status().path("lateSources").isEmpty());
    }

    /** Emits a file of its own content; returns the emission's id. */
    private String emit(String csv, String state) throws IOException {
        Path file = Files.writeString(folder.resolve("student_attendance.csv"), csv);
        String key = cqube.emit("student_attendance", file.toString()).getFirst();
        JsonNode emission = cqube.emissions().ended(key);
        assertThat(emission.path("state").asText()).isEqualTo(state);
        return emission.path("id").asText();
    }

    /** The only mail about an emission, headers and text, when the ledger says that it is sent. */
    private String mail(String id, String kind) {
        await().atMost(PATIENCE)
                .until(
                        () ->
                                sql("select string_agg(kind || ' ' || outcome, ',') from meta.notification where emission_id = "
                                                + id)
                                        .equals(kind + " sent"));
        List<String> mails = mails(id);
        assertThat(mails).hasSize(1);
        return mails.getFirst();
    }

    private String sql(String query) {
        return cqube.run("sql", query).well().output().lines().skip(1).findFirst().orElse("");
    }

    private List<String> mails(String id) {
        return Mailbox.of(cqube).byEmission().getOrDefault(id, List.of()).stream()
                .map(
                        mail ->
                                "To: %s\nFrom: %s\nSubject: %s\n%s"
                                        .formatted(
                                                mail.to(),
                                                mail.from(),
                                                mail.subject(),
                                                mail.text()))
                .toList();
    }
}
