/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cqube.engines.contract.ConfiguredContract;
import org.cqube.engines.contract.ContractException;
import org.cqube.engines.contract.ContractReader;
import org.cqube.engines.contract.FieldSetting;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.contract.SourceContract;
import org.cqube.engines.finding.Refusal;
import org.cqube.engines.testing.Cases;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The table {@code configured.md}: files under a state's configuration. */
class ConfiguredTest {

    private static final SourceContract PLAIN = contract();

    @TestFactory
    Stream<DynamicTest> filesAreReadAsTheConfigurationSays() {
        return Cases.of(getClass(), "configured.md").stream()
                .map(group -> DynamicTest.dynamicTest(group.name(), () -> check(group)));
    }

    @Test
    void theHashCoversContractAndConfiguration() {
        SourceContract mapped = configured("school_id=UDISE");

        assertThat(configured("").hash()).isEqualTo(PLAIN.hash());
        assertThat(mapped.hash()).matches("[0-9a-f]{64}").isNotEqualTo(PLAIN.hash());
        assertThat(configured("school_id=UDISE").hash()).isEqualTo(mapped.hash());
        assertThat(configured("school_id=udise2").hash()).isNotEqualTo(mapped.hash());
        assertThat(configured("medium=off").hash()).isNotEqualTo(mapped.hash());
    }

    @Test
    void aConfigurationOfAnotherFileChangesNothing() {
        Map<String, Map<String, FieldSetting>> other =
                Map.of("teacher_mst", Map.of("medium", new FieldSetting(null, false, null)));

        assertThat(ConfiguredContract.apply(PLAIN, other)).isSameAs(PLAIN);
    }

    private static void check(Cases group) throws IOException, Refusal {
        FileContract file = configured(group.settings().get("configuration")).files().getFirst();
        String raw =
                group.settings().get("header")
                        + "␊"
                        + group.rows().stream()
                                .map(row -> row.given() + "␊")
                                .collect(Collectors.joining());
        String refusal = group.settings().get("refused");
        if (refusal != null) {
            Refusal refused = catchThrowableOfType(Refusal.class, () -> Validated.of(raw, file));
            assertThat(refused.rule().id() + " " + refused.violation().column()).isEqualTo(refusal);
            return;
        }
        Validated validated = Validated.of(raw, file);
        assertThat(String.join(" ", validated.result().warnings().keySet()))
                .isEqualTo(group.settings().getOrDefault("warnings", ""));
        Map<String, String> found = new LinkedHashMap<>();
        for (List<String> finding : validated.findingRecords()) {
            found.putIfAbsent(finding.get(0), finding.get(1));
        }
        for (List<String> record : validated.canonicalRecords()) {
            found.put(record.getFirst(), String.join(",", record.subList(1, record.size())));
        }
        for (int i = 0; i < group.rows().size(); i++) {
            assertThat(found.get(Integer.toString(i + 2)))
                    .as(group.rows().get(i).given())
                    .isEqualTo(group.rows().get(i).expected());
        }
    }

    private static SourceContract configured(String text) {
        Map<String, FieldSetting> settings = new LinkedHashMap<>();
        for (String setting : text.split(";")) {
            if (setting.contains("=")) {
                String[] parts = setting.strip().split("=", 2);
                boolean off = "off".equals(parts[1]);
                settings.put(parts[0], new FieldSetting(off ? null : parts[1], !off, null));
            }
        }
        return ConfiguredContract.apply(PLAIN, Map.of("school_mst", settings));
    }

    private static SourceContract contract() {
        String json = Cases.text(ConfiguredTest.class, "configurable.json");
        try {
            return ContractReader.read(
                    new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
        } catch (ContractException | IOException e) {
            throw new IllegalStateException("the contract of a test is wrong", e);
        }
    }
}
