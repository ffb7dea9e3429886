/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;
import org.cqube.engines.csv.CsvReader;
import org.cqube.engines.csv.UnclosedQuoteException;
import org.cqube.runtime.operation.Buckets;

/** What the ledger and the reject report say of an emission, against what they have to say. */
record FaultVerdict(RunningCqube cqube) {

    void check(SoftAssertions all, FaultCase fault, JsonNode emission) throws IOException {
        if (fault.expected().refusal() != null) {
            refused(all, fault, emission);
        } else {
            taken(all, fault, emission);
        }
        all.assertThat(emission.path("loaded").asLong())
                .as(fault + ": loaded")
                .isEqualTo(fault.expected().loaded());
    }

    private static void refused(SoftAssertions all, FaultCase fault, JsonNode emission) {
        JsonNode refusal = emission.path("refusal");
        all.assertThat(emission.path("state").asText()).as(fault.toString()).isEqualTo("refused");
        all.assertThat(refusal.path("rule").asText())
                .as(fault + " " + refusal)
                .isEqualTo(fault.expected().refusal());
    }

    private void taken(SoftAssertions all, FaultCase fault, JsonNode emission) throws IOException {
        Expected expected = fault.expected();
        all.assertThat(emission.path("state").asText())
                .as(fault + " " + emission.path("refusal"))
                .isIn("published", "known");
        all.assertThat(counts(emission.path("rejectedByRule")))
                .as(fault + ": refused by rule")
                .isEqualTo(expected.refusedByRule());
        Map<String, Long> counted = counts(emission.path("warnings"));
        counted.putAll(counts(emission.path("cellsByRule")));
        all.assertThat(counted).as(fault + ": said by rule").isEqualTo(expected.counted());
        Map<Long, List<String>> found = findings(emission);
        Map<Long, List<String>> reported = new TreeMap<>(found);
        reported.keySet().removeAll(expected.refused().keySet());
        all.assertThat(reported)
                .as(fault + ": said of lines")
                .containsExactlyInAnyOrderEntriesOf(expected.reported());
        expected.refused()
                .forEach(
                        (line, finding) ->
                                all.assertThat(found.getOrDefault(line, List.of("nothing")))
                                        .as(fault + ": line " + line)
                                        .first()
                                        .asString()
                                        // a rule about a whole record names no certain column
                                        .startsWith(finding));
    }

    private static Map<String, Long> counts(JsonNode json) {
        Map<String, Long> counts = new TreeMap<>();
        json.properties().forEach(rule -> counts.put(rule.getKey(), rule.getValue().asLong()));
        return counts;
    }

    /** Findings of each line as {@code rule,column}, in the order of the report. */
    private Map<Long, List<String>> findings(JsonNode emission) throws IOException {
        Map<Long, List<String>> findings = new TreeMap<>();
        if (!emission.path("rejects").isTextual()) {
            return findings;
        }
        Path report = cqube.object(Buckets.INPUT, emission.path("rejects").asText());
        try (CsvReader reader =
                new CsvReader(Files.newInputStream(report), (byte) ',', (byte) '"')) {
            reader.next();
            while (reader.next()) {
                long line = Long.parseLong(reader.text(0));
                if (line > 0) {
                    findings.computeIfAbsent(line, none -> new ArrayList<>())
                            .add(reader.text(1) + "," + reader.text(2));
                }
            }
        } catch (UnclosedQuoteException broken) {
            throw new AssertionError(report.toString(), broken);
        }
        return findings;
    }
}
