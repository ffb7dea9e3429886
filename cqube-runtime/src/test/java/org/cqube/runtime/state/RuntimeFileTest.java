/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.cqube.runtime.process.ProcessIdentity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuntimeFileTest {

    @TempDir private Path folder;

    private StateDirectory directory;

    @BeforeEach
    void create() throws IOException {
        directory = new StateDirectory(folder.resolve("state"));
        directory.create();
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        RuntimeState state =
                RuntimeState.fresh()
                        .withNifi(new ProcessIdentity(7, 11, "boot"))
                        .withFlows(Map.of("inbox", "abc"))
                        .withAsOf("2020-09-15");
        RuntimeFile.write(directory, state);
        assertThat(RuntimeFile.read(directory)).contains(state);
    }

    @Test
    void onlyTheOwnerReadsTheSecrets() throws IOException {
        RuntimeFile.write(directory, RuntimeState.fresh());
        assertThat(Files.getPosixFilePermissions(directory.runtimeFile()))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(directory.root()).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void aBrokenFileIsNamedAndNotQuoted() throws IOException {
        Files.writeString(
                directory.runtimeFile(), "{\"secrets\": {\"databasePassword\": \"s3cret\"");
        assertThatThrownBy(() -> RuntimeFile.read(directory))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("runtime.json")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void secretsAreNeverPrinted() {
        Secrets secrets = Secrets.random();
        assertThat(RuntimeState.fresh().toString()).contains("Secrets[]");
        assertThat(secrets.toString()).doesNotContain(secrets.databasePassword());
    }

    @Test
    void aForeignDirectoryIsNotWiped() throws IOException {
        Files.writeString(directory.root().resolve("thesis.txt"), "years of work");
        assertThatThrownBy(directory::wipe).hasMessageContaining("not wiped");
        assertThat(directory.root().resolve("thesis.txt")).exists();
    }

    @Test
    void wipeLeavesNothingAndFollowsNoLink() throws IOException {
        Path outside = Files.writeString(folder.resolve("outside.txt"), "stays");
        Files.createSymbolicLink(directory.objects().resolve("link"), outside);
        RuntimeFile.write(directory, RuntimeState.fresh());
        directory.wipe();
        assertThat(directory.root()).doesNotExist();
        assertThat(outside).exists();
    }
}
