/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.system;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;

/** What people were told of each emission: one mail, or none. */
final class FaultMails {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int LISTED = 20;

    /** What an emitter alone may not be able to mend. */
    private static final Set<String> OPERATOR_TOO =
            Set.of("file.archive", "manifest.missing", "manifest.format");

    private final Map<String, List<Mailbox.Received>> mails;

    /** Waits until all mails about these emissions are out. */
    FaultMails(RunningCqube cqube, Collection<JsonNode> emissions) {
        Long[] ids = emissions.stream().map(e -> e.path("id").asLong()).toArray(Long[]::new);
        await("mails").atMost(PATIENCE).until(() -> unsent(cqube, ids) == 0);
        mails = Mailbox.of(cqube).byEmission();
    }

    private static long unsent(RunningCqube cqube, Long[] ids) throws SQLException {
        try (Connection connection = cqube.connect();
                PreparedStatement query =
                        connection.prepareStatement(
                                "select count(*) from meta.emission as e where e.emission_id = any (?)"
                                        + " and (e.state = 'refused' or e.rejected > 0)"
                                        + " and not exists (select from meta.notification as n"
                                        + " where n.emission_id = e.emission_id and n.outcome = 'sent')")) {
            query.setArray(1, connection.createArrayOf("bigint", ids));
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    void check(SoftAssertions all, FaultCase fault, JsonNode emission) {
        List<Mailbox.Received> about = mails.getOrDefault(emission.path("id").asText(), List.of());
        boolean refused = fault.expected().refusal() != null;
        if (!refused && fault.expected().refused().isEmpty()) {
            all.assertThat(about).as(fault + ": nobody has to act").isEmpty();
            return;
        }
        all.assertThat(about).as(fault + ": mails").hasSize(1);
        for (Mailbox.Received mail : about) {
            all.assertThat(mail.from()).isEqualTo("cqube@example.org");
            all.assertThat(mail.subject())
                    .as(fault.toString())
                    .contains(fault.source(), "emission " + emission.path("id").asText());
            if (refused) {
                refused(all, fault, emission, mail);
            } else {
                rejected(all, fault, emission, mail);
            }
            all.assertThat(mail.html())
                    .as(fault + ": the same in HTML")
                    .contains(emission.path("id").asText(), "</html>");
        }
    }

    /** Which check, what it expects, what it found, and what to emit again. */
    private static void refused(
            SoftAssertions all, FaultCase fault, JsonNode emission, Mailbox.Received mail) {
        String rule = fault.expected().refusal();
        JsonNode refusal = emission.path("refusal");
        all.assertThat(mail.to().replaceAll("\\s", ""))
                .as(fault.toString())
                .isEqualTo(
                        OPERATOR_TOO.contains(rule)
                                ? "emitter@example.org,operator@example.org"
                                : "emitter@example.org");
        all.assertThat(mail.subject()).as(fault.toString()).contains("(" + rule + ")");
        all.assertThat(mail.text())
                .as(fault.toString())
                .contains("Rule:      " + rule + "\n")
                .contains("Zip:       " + emission.path("object").asText())
                .containsPattern("What:      \\w")
                .containsPattern("Expected:  [^-\\s]")
                .containsPattern("Found:     [^\\s]")
                .doesNotContain("Expected:  -\n", "Found:     -\n")
                .containsIgnoringWhitespaces(refusal.path("expected").asText())
                .containsPattern("emit (it|this file|the file) again");
    }

    /** Counts, the first lines, where the report is; no value, since it may tell who a pupil is. */
    private static void rejected(
            SoftAssertions all, FaultCase fault, JsonNode emission, Mailbox.Received mail) {
        Expected expected = fault.expected();
        all.assertThat(mail.to()).as(fault.toString()).isEqualTo("emitter@example.org");
        all.assertThat(mail.text())
                .as(fault.toString())
                .containsPattern("  refused: +" + expected.refused().size() + "\n")
                .contains(emission.path("rejects").asText())
                .contains(emission.path("rejectedRecords").asText())
                .contains("--corrects " + emission.path("id").asText());
        expected.refusedByRule()
                .forEach(
                        (rule, count) ->
                                all.assertThat(mail.text())
                                        .as(fault.toString())
                                        .contains("%8d  %s\n".formatted(count, rule)));
        List<Long> lines = expected.refused().keySet().stream().toList();
        if (lines.size() < LISTED) {
            lines.forEach(
                    line ->
                            all.assertThat(mail.text())
                                    .as(fault.toString())
                                    .containsPattern(
                                            "  line %d  .*  %s\n"
                                                    .formatted(
                                                            line,
                                                            Expected.rule(
                                                                    expected.refused()
                                                                            .get(line)))));
        }
        all.assertThat(mail.text().lines().filter(line -> line.startsWith("  line ")))
                .as(fault.toString())
                .hasSizeBetween(Math.min(lines.size(), LISTED), LISTED);
        List<String> records = Arrays.asList(fault.text().split("\n"));
        lines.stream()
                .map(line -> records.get((int) (line - 1)))
                // a single short cell may well be a word of the text
                .filter(record -> record.contains("|"))
                .forEach(record -> all.assertThat(mail.text()).doesNotContain(record));
    }
}
