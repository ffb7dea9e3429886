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
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.cqube.runtime.operation.Project;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every rule, for every file of every data source, through the running flow: the right records
 * refused, by the right rule, under their own line numbers, and the right mail. Faults of a single
 * file are made of contract and sample, so a new source is tested with its folder; those that what
 * is stored decides stand in a table, and the pages of the sources say whether one is missing.
 */
@SystemTest
@Order(2)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FaultCatalogueTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the pages list for a configuration, and other tests prove: it would take effect. */
    private static final Map<String, Set<String>> TAKES_EFFECT =
            Map.of("config", Set.of("weights.scaled", "column.unknown"));

    private static final int MOST_REJECTED = 60;

    private final RunningCqube cqube;
    private final StoredFaults stored = StoredFaults.read();

    @TempDir private Path folder;

    FaultCatalogueTest(RunningCqube cqube) {
        this.cqube = cqube;
    }

    /** Before the ids are loaded by the other test: from then on they would be known. */
    @Test
    @Order(1)
    void aContractMayRefuseUnknownIdsAndFilesWithTooManyFaults() throws IOException {
        Path stricter = Files.createDirectories(folder.resolve("catalog"));
        FolderCopy.of(Project.current().flowTemplates(), stricter);
        List<FaultCase> cases = new ArrayList<>();
        for (SourceFile file : SourceFile.all(cqube)) {
            stricter(stricter.resolve(file.source()).resolve("datapackage.json"));
            cases.addAll(stored.refusedReferences(file.source(), file.base(), file.sample()));
            cases.add(CellFaults.threeOfFour(file.source(), file.base(), file.sample()));
        }
        Parameters parameters = new Parameters(cqube);
        String catalog = parameters.set("cqube.catalog.directory", stricter.toString());
        try {
            becomes(cases);
        } finally {
            parameters.set("cqube.catalog.directory", catalog);
        }
    }

    private static void stricter(Path contract) throws IOException {
        JsonNode json = JSON.readTree(contract.toFile());
        for (JsonNode resource : json.path("resources")) {
            ObjectNode schema = (ObjectNode) resource.path("schema");
            schema.put("cqube:maximumRejectedPercent", MOST_REJECTED);
            schema.path("foreignKeys")
                    .forEach(key -> ((ObjectNode) key).put("cqube:policy", "reject"));
        }
        Files.writeString(contract, json.toString());
    }

    /** Masters that another test changed become those of the samples again. */
    private void samplesAreStored() throws IOException {
        Set<String> keys = new HashSet<>();
        for (SourceFile file : SourceFile.all(cqube)) {
            Path sample = cqube.sample(file.source(), file.base() + ".csv");
            keys.addAll(cqube.emit(file.source(), sample.toString()));
        }
        cqube.emissions().ended(keys);
    }

    @Test
    @Order(2)
    void eachFaultIsRefusedByItsRuleOnItsLineAndTold() throws IOException {
        samplesAreStored();
        List<FaultCase> cases = new ArrayList<>();
        Set<String> sources = new HashSet<>();
        for (SourceFile file : SourceFile.all(cqube)) {
            String source = file.source();
            String base = file.base();
            SampleTable sample = file.sample();
            cases.add(CellFaults.lines(source, base, sample));
            cases.addAll(new DuplicateFaults(source, base, sample, file.schema()).all());
            cases.addAll(FileFaults.of(source, base, sample));
            cases.addAll(ZipFaults.ofFile(source, base, sample));
            if (sources.add(source)) {
                cases.addAll(ZipFaults.ofSource(source, base, sample));
            }
            cases.addAll(stored.of(source, base, sample));
            cases.addAll(FileFaults.known(source, base, sample));
            cases.addAll(ConfigurationFaults.of(source, base, file.alone(), file.schema()));
        }
        cases.addAll(ConfigurationFaults.weights());
        assertThat(unproven(cases)).as("rules that no case proves").isEmpty();

        becomes(cases);
    }

    private void becomes(List<FaultCase> cases) throws IOException {
        Path files = Files.createDirectories(folder.resolve("files"));
        Map<String, FaultCase> emitted = new FaultEmitter(cqube, files).emit(cases);
        assertThat(emitted).hasSameSizeAs(cases);
        Map<String, JsonNode> ends = cqube.emissions().ended(emitted.keySet());
        FaultMails mails = new FaultMails(cqube, ends.values());
        FaultVerdict verdict = new FaultVerdict(cqube);
        SoftAssertions all = new SoftAssertions();
        for (Map.Entry<String, JsonNode> end : ends.entrySet()) {
            FaultCase fault = emitted.get(end.getKey());
            verdict.check(all, fault, end.getValue());
            mails.check(all, fault, end.getValue());
        }
        all.assertAll();
    }

    /** Rules of the sources' pages that no case is about, by file. */
    private static Map<String, Set<String>> unproven(List<FaultCase> cases) {
        Map<String, Set<String>> proven = new HashMap<>();
        cases.forEach(
                fault ->
                        proven.computeIfAbsent(page(fault), none -> new HashSet<>())
                                .addAll(fault.expected().rules()));
        Map<String, Set<String>> missing = new HashMap<>();
        RulesOfPages pages = new RulesOfPages(Project.current().root().resolve("docs/sources"));
        for (String source : cases.stream().map(FaultCase::source).distinct().toList()) {
            pages.of(source)
                    .forEach(
                            (file, rules) -> {
                                Set<String> without = new HashSet<>(rules);
                                without.removeAll(proven.getOrDefault(file, Set.of()));
                                without.removeAll(TAKES_EFFECT.getOrDefault(file, Set.of()));
                                if (proven.getOrDefault(file, Set.of())
                                        .contains("file.threshold")) {
                                    // what refuses a record of such a file refuses the whole
                                    without.removeIf(
                                            rule ->
                                                    rule.matches(
                                                            "(column|domain)\\..*|characters"));
                                }
                                if (!without.isEmpty()) {
                                    missing.put(file, without);
                                }
                            });
        }
        return missing;
    }

    /** The page of `config` has one section for the configurations of all files. */
    private static String page(FaultCase fault) {
        return fault.base().startsWith("config_") ? "config" : fault.base();
    }
}
