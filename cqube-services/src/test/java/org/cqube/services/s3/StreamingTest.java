/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamingTest {
    @TempDir Path folder;

    @Test
    void anObjectManyTimesLargerThanTheHeapGoesThere() throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("large"));
        try (ObjectServer server = new ObjectServer(folder)) {
            Path output = folder.resolve("output.txt");
            Process process =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-Xmx32m",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    StreamingProbe.class.getName(),
                                    server.endpoint())
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
            try {
                assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
            } finally {
                process.destroyForcibly();
            }
            assertThat(output).content().contains(String.valueOf(StreamingProbe.BYTES));
            assertThat(folder.resolve("large/large.bin")).hasSize(StreamingProbe.BYTES);
        }
    }
}
