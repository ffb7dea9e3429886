/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.infer;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.cqube.engines.contract.ContractException;
import org.cqube.engines.contract.ContractReader;
import org.cqube.engines.contract.FieldContract;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.contract.SourceContract;
import org.cqube.engines.finding.Refusal;
import org.cqube.engines.validation.RecordValidation;
import org.cqube.engines.validation.ValidationOptions;
import org.cqube.engines.validation.ValidationResult;

/**
 * A file, the contract that was proposed for it, and what validation says to the two.
 *
 * @param findings of the validation, as CSV
 */
record InferredFile(
        SourceContract contract, List<String> notes, ValidationResult result, String findings) {

    private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

    static InferredFile of(byte[] csv, String fileName) throws NotInferableException, IOException {
        Inferred inferred =
                ContractInference.infer(() -> new ByteArrayInputStream(csv), fileName, TEMPORARY);
        try {
            SourceContract contract =
                    ContractReader.read(
                            new ByteArrayInputStream(
                                    inferred.json().getBytes(StandardCharsets.UTF_8)));
            ByteArrayOutputStream findings = new ByteArrayOutputStream();
            ValidationResult result =
                    RecordValidation.validate(
                            () -> new ByteArrayInputStream(csv),
                            contract.files().getFirst(),
                            new ValidationOptions(null, 6, null, TEMPORARY, 1 << 20),
                            OutputStream.nullOutputStream(),
                            findings,
                            OutputStream.nullOutputStream());
            return new InferredFile(
                    contract, inferred.notes(), result, findings.toString(StandardCharsets.UTF_8));
        } catch (ContractException | Refusal e) {
            throw new AssertionError(inferred.json(), e);
        }
    }

    static InferredFile of(String csv) throws NotInferableException, IOException {
        return of(csv.getBytes(StandardCharsets.UTF_8), "some_file.csv");
    }

    FileContract file() {
        return contract.files().getFirst();
    }

    FieldContract field(String name) {
        return file().field(name).orElseThrow();
    }

    /** Whether nothing at all was found. */
    boolean clean() {
        return result.rejected() == 0
                && result.cellsByRule().isEmpty()
                && result.warnings().isEmpty();
    }
}
