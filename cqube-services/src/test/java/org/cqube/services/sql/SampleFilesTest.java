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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.cqube.engines.contract.SourceContract;
import org.junit.jupiter.api.Test;

/** The committed sample files are the generated ones. */
class SampleFilesTest {

    private static final Path FOLDER = FlowTemplates.FOLDER.resolve("samples");

    /** Run with {@code -Dcqube.samples.write=true} to write them anew. */
    @Test
    void committedSamplesAreTheGeneratedOnes() throws IOException {
        for (Map.Entry<String, String> sample : SampleFiles.all().entrySet()) {
            Path file = FOLDER.resolve(sample.getKey());
            if (Boolean.getBoolean("cqube.samples.write")) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, sample.getValue());
            }
            assertThat(file).hasContent(sample.getValue());
        }
    }

    /**
     * But for what a state configures, since a sample would take effect, and for what has no files.
     */
    @Test
    void thereIsASampleForEachSource() throws IOException {
        try (var folders = Files.list(FOLDER)) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            FlowTemplates.sources().stream()
                                    .map(FlowTemplates::contract)
                                    .filter(
                                            source ->
                                                    source.kind()
                                                            != SourceContract.Kind.CONFIGURATION)
                                    .filter(source -> !source.derived())
                                    .map(SourceContract::name)
                                    .toList());
        }
    }
}
