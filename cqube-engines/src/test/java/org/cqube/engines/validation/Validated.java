/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.validation;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.cqube.engines.contract.ContractException;
import org.cqube.engines.contract.ContractReader;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.csv.CsvReader;
import org.cqube.engines.finding.Refusal;
import org.cqube.engines.testing.Cases;

/** A file validated in memory: its result and what was written. */
record Validated(ValidationResult result, byte[] canonical, byte[] findings, byte[] rejected) {

    static final ValidationOptions OPTIONS =
            new ValidationOptions(
                    LocalDate.of(2022, 1, 31),
                    6,
                    null,
                    Path.of(System.getProperty("java.io.tmpdir")),
                    ValidationOptions.DEFAULT_HEAP_BUDGET);

    static Validated of(byte[] raw, FileContract contract, ValidationOptions options)
            throws Refusal, IOException {
        ByteArrayOutputStream canonical = new ByteArrayOutputStream();
        ByteArrayOutputStream findings = new ByteArrayOutputStream();
        ByteArrayOutputStream rejected = new ByteArrayOutputStream();
        ValidationResult result =
                RecordValidation.validate(
                        () -> new ByteArrayInputStream(raw),
                        contract,
                        options,
                        canonical,
                        findings,
                        rejected);
        return new Validated(
                result, canonical.toByteArray(), findings.toByteArray(), rejected.toByteArray());
    }

    static Validated of(String raw, FileContract contract) throws Refusal, IOException {
        return of(Cases.bytes(raw), contract, OPTIONS);
    }

    /** A contract of the resources beside this class. */
    static FileContract contract(String name) {
        return read(Cases.text(Validated.class, name + ".json"));
    }

    static FileContract read(String json) {
        try {
            return ContractReader.read(
                            new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)))
                    .files()
                    .getFirst();
        } catch (ContractException | IOException e) {
            throw new IllegalStateException("the contract of a test is wrong", e);
        }
    }

    /** Records of a comma-separated output after its header. */
    static List<List<String>> records(byte[] csv) throws IOException {
        List<List<String>> records = new ArrayList<>();
        try (CsvReader reader =
                new CsvReader(new ByteArrayInputStream(csv), (byte) ',', (byte) '"')) {
            while (reader.next()) {
                List<String> record = new ArrayList<>();
                for (int i = 0; i < reader.fields(); i++) {
                    record.add(reader.text(i));
                }
                records.add(record);
            }
        }
        return records.subList(1, records.size());
    }

    List<List<String>> canonicalRecords() throws IOException {
        return records(canonical);
    }

    List<List<String>> findingRecords() throws IOException {
        return records(findings);
    }
}
