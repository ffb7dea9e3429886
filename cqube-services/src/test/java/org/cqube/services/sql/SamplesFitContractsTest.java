/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.finding.Refusal;
import org.cqube.engines.validation.RecordValidation;
import org.cqube.engines.validation.Source;
import org.cqube.engines.validation.ValidationOptions;
import org.cqube.engines.validation.ValidationResult;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every record of the project's own and of the given samples passes its contract, unremarked. */
class SamplesFitContractsTest {

    @TempDir private Path folder;

    static Stream<String> sources() {
        return FlowTemplates.sources().stream();
    }

    @ParameterizedTest
    @MethodSource("sources")
    void ownSampleIsAcceptedWhole(String source) throws Refusal, IOException {
        FileContract file = FlowTemplates.contract(source).files().getFirst();
        Path csv =
                FlowTemplates.FOLDER
                        .resolve("samples")
                        .resolve(source)
                        .resolve(file.baseName() + ".csv");
        assertIsAcceptedWhole(file, () -> Files.newInputStream(csv));
    }

    @ParameterizedTest
    @MethodSource("sources")
    void givenSampleIsAcceptedWhole(String source) throws Refusal, IOException {
        FileContract file = FlowTemplates.contract(source).files().getFirst();
        Path zip = FlowTemplates.GIVEN_SAMPLES.resolve(source).resolve(file.baseName() + ".zip");
        assumeThat(zip).exists();
        assertIsAcceptedWhole(file, () -> onlyEntry(zip));
    }

    private static InputStream onlyEntry(Path zip) throws IOException {
        ZipInputStream in = new ZipInputStream(Files.newInputStream(zip));
        if (in.getNextEntry() == null) {
            throw new IOException("Empty: " + zip);
        }
        return in;
    }

    private void assertIsAcceptedWhole(FileContract file, Source raw) throws Refusal, IOException {
        ByteArrayOutputStream findings = new ByteArrayOutputStream();
        ValidationResult result =
                RecordValidation.validate(
                        raw,
                        file,
                        new ValidationOptions(
                                LocalDate.of(2020, 8, 1),
                                6,
                                null,
                                folder,
                                ValidationOptions.DEFAULT_HEAP_BUDGET),
                        OutputStream.nullOutputStream(),
                        findings,
                        OutputStream.nullOutputStream());
        assertThat(result.accepted()).isPositive().isEqualTo(result.recordsIn());
        assertThat(result.warnings()).isEqualTo(Map.of());
        assertThat(result.cellsByRule()).isEqualTo(Map.of());
        assertThat(findings.toString(StandardCharsets.UTF_8).lines()).hasSizeLessThanOrEqualTo(1);
    }
}
