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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.csv.CsvReader;
import org.cqube.engines.csv.UnclosedQuoteException;
import org.cqube.engines.finding.Outcome;
import org.cqube.engines.finding.Refusal;
import org.cqube.engines.finding.Rule;
import org.junit.jupiter.api.RepeatedTest;

/** Laws of validation, tried on random files whose seed a failure prints. */
class ValidationLawsTest {

    private static final String[] IDS = {
        "1", "2", "3", "03", "", "x", "1e5", " 4 ", "NULL", "\"5\""
    };
    private static final String[] NAMES = {"A", "B", "", "\"a|b\"", "\"a\nb\"", "\u0001", "é"};
    private static final String[] PLACES = {"1", "1.0", "0", "", "91", "-7.5", "NULL"};

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final FileContract contract = Validated.contract("school");

    @RepeatedTest(150)
    void everyRecordIsEitherAcceptedOrRefusedUnderOneRule() throws IOException {
        byte[] raw = file();
        try {
            Validated validated = Validated.of(raw, contract, Validated.OPTIONS);
            ValidationResult result = validated.result();
            assertThat(result.accepted() + result.rejected())
                    .as("seed %d", seed)
                    .isEqualTo(result.recordsIn())
                    .isEqualTo(records(raw));
            assertThat(result.rejectedByRule().values().stream().mapToLong(Long::longValue).sum())
                    .as("seed %d", seed)
                    .isEqualTo(result.rejected());
            assertThat(validated.canonicalRecords())
                    .as("seed %d", seed)
                    .hasSize((int) result.accepted());
            assertThat(records(validated.rejected()))
                    .as("seed %d", seed)
                    .isEqualTo(result.rejected());
            assertThat(refusedLines(validated))
                    .as("seed %d", seed)
                    .hasSize((int) result.rejected());
        } catch (Refusal refusal) {
            assertThat(refusal.rule()).as("seed %d", seed).isEqualTo(Rule.FILE_EMPTY);
        }
    }

    @RepeatedTest(50)
    void acceptedRecordsAreAcceptedAgainUnchanged() throws IOException {
        try {
            Validated first = Validated.of(file(), contract, Validated.OPTIONS);
            if (first.result().accepted() == 0) {
                return;
            }
            FileContract comma =
                    new FileContract(
                            contract.baseName(),
                            (byte) ',',
                            contract.quote(),
                            contract.fields(),
                            contract.primaryKey(),
                            contract.missingValues(),
                            contract.duplicates(),
                            contract.overlap(),
                            contract.target(),
                            contract.references(),
                            contract.names(),
                            contract.checks(),
                            contract.maximumRejectedPercent(),
                            contract.replay());
            Validated again = Validated.of(first.canonical(), comma, Validated.OPTIONS);
            assertThat(withoutLine(again)).as("seed %d", seed).isEqualTo(withoutLine(first));
            assertThat(again.result().rejected()).as("seed %d", seed).isZero();
        } catch (Refusal refusal) {
            assertThat(refusal.rule()).as("seed %d", seed).isEqualTo(Rule.FILE_EMPTY);
        }
    }

    @RepeatedTest(50)
    void memoryForKeysDoesNotChangeTheResult() throws IOException {
        byte[] raw = file();
        ValidationOptions onDisk =
                new ValidationOptions(
                        Validated.OPTIONS.emittedOn(),
                        6,
                        null,
                        Path.of(System.getProperty("java.io.tmpdir")),
                        0);
        try {
            Validated inMemory = Validated.of(raw, contract, Validated.OPTIONS);
            Validated spilled = Validated.of(raw, contract, onDisk);
            assertThat(spilled.result()).as("seed %d", seed).isEqualTo(inMemory.result());
            assertThat(spilled.findings()).as("seed %d", seed).isEqualTo(inMemory.findings());
            assertThat(spilled.canonical()).as("seed %d", seed).isEqualTo(inMemory.canonical());
        } catch (Refusal refusal) {
            assertThat(refusal.rule()).as("seed %d", seed).isEqualTo(Rule.FILE_EMPTY);
        }
    }

    private byte[] file() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        String[] ends = {"\n", "\r\n", "\r"};
        file.writeBytes("school_id|School|latitude|longitude\n".getBytes(StandardCharsets.UTF_8));
        for (int i = random.nextInt(40); i > 0; i--) {
            String line =
                    switch (random.nextInt(12)) {
                        case 0 -> "  ";
                        case 1 -> "1|A|1";
                        case 2 -> "1|A|1|1|1";
                        case 3 -> "|||";
                        default ->
                                any(IDS) + "|" + any(NAMES) + "|" + any(PLACES) + "|" + any(PLACES);
                    };
            String end = i == 1 && random.nextBoolean() ? "" : any(ends);
            file.writeBytes((line + end).getBytes(StandardCharsets.UTF_8));
        }
        return file.toByteArray();
    }

    private String any(String[] values) {
        return values[random.nextInt(values.length)];
    }

    private static long records(byte[] raw) throws IOException {
        long records = -1;
        try (CsvReader reader =
                new CsvReader(new ByteArrayInputStream(raw), (byte) '|', (byte) '"')) {
            while (reader.next()) {
                records += reader.blank() ? 0 : 1;
            }
        } catch (UnclosedQuoteException e) {
            throw new AssertionError("the files of this test close their quotes", e);
        }
        return records;
    }

    private static TreeSet<String> refusedLines(Validated validated) throws IOException {
        TreeSet<String> lines = new TreeSet<>();
        for (List<String> finding : validated.findingRecords()) {
            Rule rule = Rule.of(finding.get(1));
            if (rule.outcome() == Outcome.ROW) {
                lines.add(finding.getFirst());
            }
        }
        return lines;
    }

    private static List<List<String>> withoutLine(Validated validated) throws IOException {
        return validated.canonicalRecords().stream()
                .map(record -> record.subList(1, record.size()))
                .toList();
    }
}
