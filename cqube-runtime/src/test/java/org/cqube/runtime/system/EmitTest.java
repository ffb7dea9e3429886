/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SystemTest
class EmitTest {

    private final RunningCqube cqube;

    EmitTest(RunningCqube cqube) {
        this.cqube = cqube;
    }

    @Test
    void theSameBytesAgainAreKnown() {
        CommandResult result = cqube.run("emit", "district_master", sample(), "--wait").exits(4);
        assertThat(result.json().path("state").asText()).isEqualTo("known");
    }

    @Test
    void anUnknownSourceIsRefusedByTheInbox() {
        CommandResult result = cqube.run("emit", "no_such_source", sample(), "--wait").exits(3);
        assertThat(result.json().path("refusal").path("rule").asText()).isEqualTo("file.source");
    }

    @Test
    void aFileThatIsNoZipIsRefusedAsIs(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("district_mst.zip"), "no zip");
        CommandResult result =
                cqube.run("emit", "district_master", file.toString(), "--as-is", "--wait").exits(3);
        assertThat(result.json().path("refusal").path("rule").asText()).isEqualTo("file.archive");
    }

    @Test
    void aFileWhoseNameSaysNothingNeedsABase(@TempDir Path folder) throws IOException {
        Path file = Files.copy(Path.of(sample()), folder.resolve("export.csv"));
        assertThat(cqube.run("emit", "district_master", file.toString()).exits(2).progress())
                .contains("--base")
                .contains("district_mst");
        cqube.run("emit", "district_master", file.toString(), "--base", "district_mst", "--wait")
                .exits(4);
    }

    @Test
    void twoEmissionsInOneSecondTakeTwoNames() {
        String[] keys =
                cqube.run("emit", "district_master", sample(), sample())
                        .well()
                        .output()
                        .split("\n");
        assertThat(keys).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void anEmissionThatNobodyKnowsCannotBeResumed() {
        assertThat(cqube.run("resume", "999999").exits(1).progress()).contains("no emission");
        assertThat(cqube.run("abandon", "999999").exits(1).progress()).contains("no emission");
    }

    private String sample() {
        return cqube.sample("district_master", "district_mst.csv").toString();
    }
}
