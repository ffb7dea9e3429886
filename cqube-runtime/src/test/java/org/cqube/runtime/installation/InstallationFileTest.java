/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationFileTest {

    @TempDir Path folder;

    @Test
    void numbersAndTruthValuesAreParametersToo() throws IOException {
        InstallationFile read =
                InstallationFile.read(
                        file(
                                """
                                {"nifi": {"url": "https://nifi.example.org:8443", "authority": "ca.pem",
                                  "certificate": "chain.pem", "key": "key.pem"},
                                 "parameters": {"cqube.smtp.port": 587, "cqube.s3.path.style": true},
                                 "state": "deployed.json"}
                                """));
        assertThat(read.nifi().url()).isEqualTo(URI.create("https://nifi.example.org:8443"));
        assertThat(read.parameters())
                .containsEntry("cqube.smtp.port", "587")
                .containsEntry("cqube.s3.path.style", "true");
        assertThat(read.sources()).isEmpty();
        assertThat(read.nodes()).isEmpty();
    }

    @Test
    void aBrokenFileIsNamedWithoutItsContent() throws IOException {
        Path broken = file("{\"parameters\": {\"cqube.db.password\": \"secret-4711\"");
        assertThatThrownBy(() -> InstallationFile.read(broken))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(broken.toString())
                .hasMessageNotContaining("4711")
                .hasNoCause();
    }

    @Test
    void whatIsMissingIsSaid() throws IOException {
        Path empty = file("{\"state\": \"deployed.json\"}");
        assertThatThrownBy(() -> InstallationFile.read(empty)).hasMessageContaining("nifi");
    }

    private Path file(String json) throws IOException {
        return Files.writeString(folder.resolve("cqube.json"), json);
    }
}
