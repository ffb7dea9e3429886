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
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.contract.SourceContract;
import org.cqube.engines.finding.Refusal;
import org.cqube.engines.validation.RecordValidation;
import org.cqube.engines.validation.Source;
import org.cqube.engines.validation.ValidationOptions;
import org.cqube.engines.validation.ValidationResult;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every record of the project's own and of the given samples passes its contract, unremarked. */
class SamplesFitContractsTest {

    @TempDir private Path folder;

    static Stream<Arguments> files() {
        return FlowTemplates.sources().stream()
                .map(FlowTemplates::contract)
                // a state emits configuration of its own; the project has none to show
                .filter(contract -> contract.kind() != SourceContract.Kind.CONFIGURATION)
                .flatMap(
                        contract ->
                                contract.files().stream()
                                        .map(
                                                file ->
                                                        Arguments.of(
                                                                contract, file.baseName(), file)));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("files")
    void ownSampleIsAcceptedWhole(SourceContract source, String name, FileContract file)
            throws Refusal, IOException {
        Path csv =
                FlowTemplates.FOLDER
                        .resolve("samples")
                        .resolve(source.name())
                        .resolve(name + ".csv");
        assertIsAcceptedWhole(file, () -> Files.newInputStream(csv));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("files")
    void givenSampleIsAcceptedWhole(SourceContract source, String name, FileContract file)
            throws Refusal, IOException {
        Optional<Path> zip =
                source.prefixes().stream()
                        .map(FlowTemplates.GIVEN_SAMPLES::resolve)
                        .map(prefix -> prefix.resolve(name + ".zip"))
                        .filter(Files::exists)
                        .findFirst();
        assumeThat(zip).isPresent();
        assertIsAcceptedWhole(file, () -> onlyEntry(zip.orElseThrow()));
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
                                // after the days of all samples
                                LocalDate.of(2021, 7, 1),
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
