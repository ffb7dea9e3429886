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
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** No space is left where NiFi keeps contents: a small disk of its own, filled up. */
@SystemTest
@EnabledIfSystemProperty(
        named = "cqube.test.full",
        matches = "true",
        disabledReason = "takes minutes: ./cqube test --full")
class DiskFullTest {

    /** Smallest write that a file system makes room for. */
    private static final int BLOCK = 4096;

    private final RunningCqube cqube = RunningCqube.apart(Map.of());

    @Test
    void aFullDiskIsWaitedFor() throws IOException, InterruptedException {
        Path contents = cqube.directory().nifiHome().resolve("content_repository");
        Files.createDirectories(contents);
        assumeTrue(
                ended("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", contents.toString()),
                "SKIPPED: a small disk can only be mounted by root");
        try {
            cqube.run("up", "--empty").well();
            Path ballast = contents.resolve("ballast");
            fill(ballast);
            String key =
                    cqube.emit(
                                    "district_master",
                                    cqube.sample("district_master", "district_mst.csv").toString())
                            .getFirst();

            JsonNode parked = cqube.emissions().reaching(key, "parked");
            assertThat(parked.path("failure").path("outage").asBoolean())
                    .as(parked.path("failure").toString())
                    .isTrue();
            assertThat(parked.path("failure").path("message").asText()).contains("No space left");

            Files.delete(ballast);
            JsonNode end = cqube.emissions().ended(key);
            assertThat(end.path("state").asText()).isEqualTo("published");
            assertThat(end.path("loaded").asLong()).isEqualTo(end.path("recordsIn").asLong());
            assertThat(cqube.run("sql", "select count(*) from master.district").well().output())
                    .isEqualTo("count\n" + end.path("recordsIn").asLong() + "\n");
        } finally {
            cqube.run("down");
            ended("umount", contents.toString());
            cqube.close();
        }
    }

    private static void fill(Path ballast) throws IOException {
        byte[] block = new byte[BLOCK];
        try (OutputStream out = Files.newOutputStream(ballast, StandardOpenOption.CREATE_NEW)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    private static boolean ended(String... command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
    }
}
