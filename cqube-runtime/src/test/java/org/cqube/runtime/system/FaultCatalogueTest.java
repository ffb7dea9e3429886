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

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.cqube.engines.csv.CsvReader;
import org.cqube.engines.csv.UnclosedQuoteException;
import org.cqube.runtime.operation.Buckets;
import org.cqube.runtime.operation.Project;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every rule that a contract can break, for every file of every data source, through the running
 * flow: the right lines refused, by the right rule, under their own numbers. The faults are made of
 * the contract and the project's sample, so a new source is tested with its folder.
 */
@SystemTest
@Order(2)
class FaultCatalogueTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RunningCqube cqube;
    private final Path templates = Project.current().flowTemplates();

    @TempDir private Path folder;

    FaultCatalogueTest(RunningCqube cqube) {
        this.cqube = cqube;
    }

    @Test
    void eachFaultIsRefusedByItsRuleOnItsLine() throws IOException {
        Map<String, FaultCase> emitted = new LinkedHashMap<>();
        for (List<FaultCase> cases : bySource().values()) {
            emitted.putAll(emit(cases));
        }
        assertThat(emitted).hasSizeGreaterThan(50);

        Map<String, JsonNode> ends = cqube.emissions().ended(emitted.keySet());

        SoftAssertions all = new SoftAssertions();
        for (Map.Entry<String, JsonNode> end : ends.entrySet()) {
            FaultCase fault = emitted.get(end.getKey());
            if (fault.refusal() == null) {
                linesRefused(all, fault, end.getValue());
            } else {
                all.assertThat(end.getValue().path("state").asText())
                        .as(fault.toString())
                        .isEqualTo("refused");
                all.assertThat(end.getValue().path("refusal").path("rule").asText())
                        .as(fault + " " + end.getValue().path("refusal"))
                        .isEqualTo(fault.refusal());
            }
        }
        all.assertAll();
    }

    private void linesRefused(SoftAssertions all, FaultCase fault, JsonNode emission)
            throws IOException {
        all.assertThat(emission.path("state").asText())
                .as(fault + " " + emission.path("refusal"))
                .isIn("published", "known");
        Map<Long, String> found = findings(fault, emission);
        all.assertThat(found)
                .as(fault.toString())
                .containsExactlyInAnyOrderEntriesOf(fault.lines());
        Map<String, Long> byRule =
                fault.lines().values().stream()
                        .map(line -> line.substring(0, line.indexOf(',')))
                        .collect(
                                Collectors.groupingBy(
                                        rule -> rule, TreeMap::new, Collectors.counting()));
        Map<String, Long> counted = new TreeMap<>();
        emission.path("rejectedByRule")
                .properties()
                .forEach(rule -> counted.put(rule.getKey(), rule.getValue().asLong()));
        all.assertThat(counted).as(fault.toString()).isEqualTo(byRule);
    }

    /**
     * The first finding of each refused line, as {@code rule,column}; the column of a group of
     * columns is left out.
     */
    private Map<Long, String> findings(FaultCase fault, JsonNode emission) throws IOException {
        Map<Long, String> findings = new TreeMap<>();
        if (!emission.path("rejects").isTextual()) {
            return findings;
        }
        Path report = cqube.object(Buckets.INPUT, emission.path("rejects").asText());
        try (CsvReader reader =
                new CsvReader(Files.newInputStream(report), (byte) ',', (byte) '"')) {
            reader.next();
            while (reader.next()) {
                long line = Long.parseLong(reader.text(0));
                String expected = fault.lines().getOrDefault(line, "");
                String column = expected.endsWith(",") ? "" : reader.text(2);
                if (!expected.isEmpty()) {
                    findings.putIfAbsent(line, reader.text(1) + "," + column);
                }
            }
        } catch (UnclosedQuoteException broken) {
            throw new AssertionError(report.toString(), broken);
        }
        return findings;
    }

    private Map<String, FaultCase> emit(List<FaultCase> cases) throws IOException {
        Map<String, FaultCase> emitted = new LinkedHashMap<>();
        Map<String, List<FaultCase>> byBase =
                cases.stream().collect(Collectors.groupingBy(FaultCase::base));
        for (Map.Entry<String, List<FaultCase>> base : byBase.entrySet()) {
            List<String> arguments = new ArrayList<>();
            arguments.add(base.getValue().getFirst().source());
            arguments.addAll(List.of("--base", base.getKey()));
            for (FaultCase fault : base.getValue()) {
                Path file = Files.createTempFile(folder, "fault-", ".csv");
                arguments.add(Files.writeString(file, fault.csv()).toString());
            }
            List<String> keys = cqube.emit(arguments.toArray(String[]::new));
            assertThat(keys).hasSameSizeAs(base.getValue());
            for (int i = 0; i < keys.size(); i++) {
                emitted.put(keys.get(i), base.getValue().get(i));
            }
        }
        return emitted;
    }

    private Map<String, List<FaultCase>> bySource() throws IOException {
        Map<String, List<FaultCase>> cases = new TreeMap<>();
        try (Stream<Path> folders = Files.list(templates)) {
            for (Path contract :
                    folders.map(f -> f.resolve("datapackage.json"))
                            .filter(Files::exists)
                            .sorted()
                            .toList()) {
                JsonNode json = JSON.readTree(contract.toFile());
                if (!"configuration".equals(json.path("cqube:kind").asText())) {
                    cases.put(json.path("name").asText(), of(json));
                }
            }
        }
        return cases;
    }

    private List<FaultCase> of(JsonNode contract) throws IOException {
        String source = contract.path("name").asText();
        List<FaultCase> cases = new ArrayList<>();
        for (JsonNode resource : contract.path("resources")) {
            String base = resource.path("name").asText();
            JsonNode schema = resource.path("schema");
            SampleTable sample =
                    new SampleTable(
                            schema, Files.readAllLines(cqube.sample(source, base + ".csv")));
            cases.add(CellFaults.lines(source, base, sample));
            cases.addAll(new DuplicateFaults(source, base, sample, schema).all());
            cases.addAll(FileFaults.of(source, base, sample));
        }
        return cases;
    }
}
