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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cqube.engines.contract.ConfiguredContract;
import org.cqube.engines.contract.ContractReader;
import org.cqube.engines.contract.FieldSetting;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.contract.SourceContract;
import org.cqube.engines.finding.Refusal;
import org.cqube.engines.finding.Rule;
import org.cqube.engines.testing.Cases;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The tables in {@code rules/}: one for each rule of the catalogue, by its id. A rule that needs
 * more than a file and its contract names the tables and tests of other parts that prove it.
 */
class RuleTablesTest {

    private static final Path PROJECT = Path.of("..");
    private static final Pattern PROOF = Pattern.compile("(?m)^proof: (\\S+)$");
    private static final Pattern REPEATED = Pattern.compile("⟨(.*?)×([0-9]+)⟩");

    @TestFactory
    Stream<DynamicContainer> everyRuleHasItsTable() {
        return Stream.of(Rule.values())
                .map(rule -> DynamicContainer.dynamicContainer(rule.id(), tests(rule)));
    }

    private static Stream<DynamicTest> tests(Rule rule) {
        String resource = "rules/" + rule.id() + ".md";
        String text = Cases.text(RuleTablesTest.class, resource);
        List<String> proofs = PROOF.matcher(text).results().map(found -> found.group(1)).toList();
        if (!proofs.isEmpty()) {
            return Stream.of(
                    DynamicTest.dynamicTest(
                            "is proven elsewhere", () -> checkProofs(rule, proofs)));
        }
        List<Cases> groups = Cases.of(RuleTablesTest.class, resource);
        return Stream.concat(
                Stream.of(
                        DynamicTest.dynamicTest(
                                "is in a case", () -> assertThat(mentions(groups, rule)).isTrue())),
                groups.stream()
                        .map(group -> DynamicTest.dynamicTest(group.name(), () -> check(group))));
    }

    /** A rule that refuses nothing shows in its effect, not in an expectation. */
    private static boolean mentions(List<Cases> groups, Rule rule) {
        return rule == Rule.BLANK_LINE
                || rule == Rule.COLUMN_INACTIVE
                || groups.stream()
                        .anyMatch(
                                group ->
                                        group.settings()
                                                        .getOrDefault("cells", "")
                                                        .contains(rule.id())
                                                || group.rows().stream()
                                                        .anyMatch(
                                                                row ->
                                                                        row.expected()
                                                                                .contains(
                                                                                        rule
                                                                                                .id())));
    }

    private static void checkProofs(Rule rule, List<String> proofs) throws IOException {
        StringBuilder all = new StringBuilder();
        for (String proof : proofs) {
            all.append(Files.readString(PROJECT.resolve(proof)));
        }
        assertThat(all.indexOf(rule.id()) >= 0 || all.indexOf("Rule." + rule.name()) >= 0)
                .as("%s in %s", rule.id(), proofs)
                .isTrue();
    }

    private static void check(Cases group) throws Exception {
        if (group.settings().containsKey("whole")) {
            for (Cases.Row row : group.rows()) {
                assertThat(file(group, row.given())).as(row.given()).isEqualTo(row.expected());
            }
            return;
        }
        StringBuilder file = new StringBuilder(group.settings().get("header")).append('␊');
        group.rows().forEach(row -> file.append(row.given()).append('␊'));
        Validated validated =
                Validated.of(
                        repeated(file.toString()),
                        Validated.contract(group.settings().get("contract")));
        Map<Integer, List<String>> found = new TreeMap<>();
        for (List<String> finding : validated.findingRecords()) {
            found.computeIfAbsent(Integer.parseInt(finding.get(0)), line -> new ArrayList<>())
                    .add(finding.get(1));
        }
        List<String> accepted =
                validated.canonicalRecords().stream().map(record -> record.get(0)).toList();
        List<String> actual = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < group.rows().size(); i++) {
            int line = i + 2;
            List<String> rules = found.getOrDefault(line, List.of());
            boolean stays = accepted.contains(Integer.toString(line));
            // a refused record is counted under the first of its findings
            actual.add(
                    line
                            + ": "
                            + (stays
                                    ? Stream.concat(Stream.of("stays"), rules.stream())
                                            .collect(Collectors.joining(", "))
                                    : rules.getFirst()));
            expected.add(line + ": " + group.rows().get(i).expected());
        }
        assertThat(actual).isEqualTo(expected);
        assertThat(new TreeMap<>(validated.result().cellsByRule()).toString())
                .isEqualTo("{" + group.settings().getOrDefault("cells", "") + "}");
    }

    private static String file(Cases group, String raw) throws Exception {
        try {
            ValidationResult result = Validated.of(repeated(raw), contract(group)).result();
            String text = "accepted " + result.accepted();
            text += result.blankLines() > 0 ? ", blank lines " + result.blankLines() : "";
            text += counts(", refused ", result.rejectedByRule());
            return text + counts(", reported ", result.warnings());
        } catch (Refusal refusal) {
            return refusal.rule().id();
        }
    }

    private static String counts(String prefix, Map<String, Long> byRule) {
        return byRule.isEmpty()
                ? ""
                : byRule.entrySet().stream()
                        .map(count -> count.getKey() + " " + count.getValue())
                        .sorted()
                        .collect(Collectors.joining(", ", prefix, ""));
    }

    private static FileContract contract(Cases group) throws Exception {
        String name = group.settings().get("whole");
        if (!group.settings().containsKey("inactive")) {
            return Validated.contract(name);
        }
        SourceContract source =
                ContractReader.read(
                        new ByteArrayInputStream(
                                Cases.text(RuleTablesTest.class, name + ".json")
                                        .getBytes(StandardCharsets.UTF_8)));
        String file = source.files().getFirst().baseName();
        FieldSetting off = new FieldSetting(null, false, null);
        return ConfiguredContract.apply(
                        source, Map.of(file, Map.of(group.settings().get("inactive"), off)))
                .files()
                .getFirst();
    }

    private static String repeated(String text) {
        return REPEATED.matcher(text)
                .replaceAll(
                        found ->
                                Matcher.quoteReplacement(
                                        found.group(1).repeat(Integer.parseInt(found.group(2)))));
    }
}
