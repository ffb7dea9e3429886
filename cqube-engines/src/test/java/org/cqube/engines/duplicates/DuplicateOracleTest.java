/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.duplicates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.cqube.engines.contract.ContractException;
import org.cqube.engines.contract.ContractReader;
import org.cqube.engines.contract.DuplicateRule;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.testing.Cases;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The finder agrees with the definition of the rules, written down as plainly as possible. */
class DuplicateOracleTest {

    private static final long ALL_BITS = -1;

    /** Hashes of three bits: nearly every record is a false candidate of every other. */
    private static final long FEW_BITS = 0x0300_0000_0000_0001L;

    private static FileContract contract;

    @TempDir Path directory;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    @BeforeAll
    static void readContract() throws IOException, ContractException {
        String json = Cases.text(DuplicateOracleTest.class, "../validation/school.json");
        contract =
                ContractReader.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)))
                        .files()
                        .getFirst();
    }

    @RepeatedTest(60)
    void agreesWithTheOracleInMemoryAndOnDiskAndWithCollidingHashes() throws IOException {
        List<List<String>> rows = rows(random.nextInt(400));
        List<String> expected = oracle(rows);
        assertThat(find(rows, 1 << 24, ALL_BITS))
                .as("in memory, seed %d", seed)
                .isEqualTo(expected);
        assertThat(find(rows, 0, ALL_BITS)).as("on disk, seed %d", seed).isEqualTo(expected);
        assertThat(find(rows, 0, FEW_BITS)).as("colliding, seed %d", seed).isEqualTo(expected);
        assertThat(find(rows, 8192, 0)).as("one hash, seed %d", seed).isEqualTo(expected);
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).as("temporary files").isEmpty();
        }
    }

    @Test
    void manyRecordsSpillAndAgree() throws IOException {
        List<List<String>> rows = rows(60_000);
        assertThat(find(rows, 1 << 16, ALL_BITS)).as("seed %d", seed).isEqualTo(oracle(rows));
    }

    @Test
    void temporaryFileIsDeletedWhenTheWorkIsGivenUp() throws IOException {
        DuplicateFinder finder = new DuplicateFinder(contract, directory, 0);
        TypedRow row = new TypedRow(4);
        for (int i = 0; i < 200_000; i++) {
            fill(row, List.of(Integer.toString(i), "A", "1", "2"));
            finder.add(i, row);
        }
        assertThat(finder.spilled()).isTrue();
        finder.close();
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void valuesDoNotRunIntoEachOther() throws IOException {
        List<List<String>> rows =
                List.of(List.of("1", "ab", "2", "3"), List.of("1a", "b", "2", "3"));
        FileContract mirrorOnly =
                new FileContract(
                        contract.baseName(),
                        contract.delimiter(),
                        contract.quote(),
                        contract.fields(),
                        contract.primaryKey(),
                        contract.missingValues(),
                        contract.duplicates().subList(0, 1),
                        contract.overlap(),
                        contract.target(),
                        contract.references(),
                        contract.names(),
                        contract.checks(),
                        contract.maximumRejectedPercent(),
                        contract.replay());
        assertThat(find(rows, mirrorOnly, 0, 0)).containsExactly("stays", "stays");
    }

    /** Rows with few different values, so that every kind of group occurs. */
    private List<List<String>> rows(int count) {
        int ids = 1 + random.nextInt(Math.max(1, count));
        int places = 1 + random.nextInt(ids);
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int id = random.nextInt(ids);
            boolean own = random.nextInt(4) > 0;
            rows.add(
                    List.of(
                            Integer.toString(1 + id),
                            own ? "n" + id : "x" + random.nextInt(3),
                            Integer.toString(own ? id : random.nextInt(places)),
                            random.nextInt(20) == 0 ? "" : Integer.toString(own ? id : 7)));
        }
        return rows;
    }

    private static List<String> oracle(List<List<String>> rows) {
        List<String> verdicts = new ArrayList<>(Collections.nCopies(rows.size(), "stays"));
        List<DuplicateRule> rules = new ArrayList<>(contract.duplicates());
        rules.sort((a, b) -> a.rule().compareTo(b.rule()));
        HashSet<List<String>> seen = new HashSet<>();
        List<Integer> mirrorFree = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (seen.add(rows.get(i))) {
                mirrorFree.add(i);
            } else {
                verdicts.set(i, "duplicate.mirror");
            }
        }
        for (DuplicateRule rule : rules.subList(1, rules.size())) {
            java.util.Map<List<String>, HashSet<List<String>>> values = new java.util.HashMap<>();
            for (int i : mirrorFree) {
                values.computeIfAbsent(select(rows.get(i), rule.groupBy()), k -> new HashSet<>())
                        .add(select(rows.get(i), rule.conflictOn()));
            }
            for (int i : mirrorFree) {
                List<String> key = select(rows.get(i), rule.groupBy());
                boolean skipped =
                        rule.skipNullOrZeroKey() && (key.contains("") || key.contains("0"));
                if (!skipped && values.get(key).size() > 1 && verdicts.get(i).equals("stays")) {
                    verdicts.set(i, rule.rule().id());
                }
            }
        }
        return verdicts;
    }

    private static List<String> select(List<String> row, List<String> fields) {
        return fields.isEmpty()
                ? row
                : fields.stream().map(field -> row.get(contract.indexOf(field))).toList();
    }

    private List<String> find(List<List<String>> rows, int heapBudget, long hashMask)
            throws IOException {
        return find(rows, contract, heapBudget, hashMask);
    }

    private List<String> find(
            List<List<String>> rows, FileContract contract, int heapBudget, long hashMask)
            throws IOException {
        TypedRow row = new TypedRow(4);
        List<String> found = new ArrayList<>();
        try (DuplicateFinder finder =
                new DuplicateFinder(contract, directory, heapBudget, hashMask)) {
            for (int i = 0; i < rows.size(); i++) {
                finder.add(i, fill(row, rows.get(i)));
            }
            if (finder.findCandidates()) {
                for (int i = 0; i < rows.size(); i++) {
                    if (finder.isCandidate(i)) {
                        finder.compare(i, i + 2, fill(row, rows.get(i)));
                    }
                }
            }
            Verdicts verdicts = finder.decide();
            for (int i = 0; i < rows.size(); i++) {
                Verdicts.Verdict verdict = verdicts.of(i);
                found.add(verdict == null ? "stays" : verdict.rule().rule().id());
            }
            assertThat(verdicts.count())
                    .isEqualTo(found.stream().filter(rule -> !rule.equals("stays")).count());
        }
        return found;
    }

    private static TypedRow fill(TypedRow row, List<String> values) {
        row.clear();
        for (String value : values) {
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            if (bytes.length == 0) {
                row.addNull();
            } else {
                row.add(bytes, 0, bytes.length);
            }
        }
        return row;
    }
}
