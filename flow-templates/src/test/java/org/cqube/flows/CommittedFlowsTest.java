/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.flows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The committed flow definitions are those that the generator makes. */
class CommittedFlowsTest {

    private static final Path FOLDER = Path.of("").toAbsolutePath();
    private static final String HOW =
            "write it anew with: mvn -q -pl flow-templates process-classes exec:java@write-flows";

    @Test
    void eachCommittedFileIsWhatTheGeneratorMakes() throws IOException {
        for (Map.Entry<Path, String> file : FlowFiles.make(FOLDER).entrySet()) {
            Path committed = FOLDER.resolve(file.getKey());
            assertThat(committed).as(HOW).exists();
            assertThat(Files.readString(committed))
                    .as(committed + ": " + HOW)
                    .isEqualTo(file.getValue());
        }
    }

    @Test
    void thereIsAFlowForEachContractAndNoneWithout() throws IOException {
        List<Path> made = List.copyOf(FlowFiles.make(FOLDER).keySet());
        try (Stream<Path> folders = Files.list(FOLDER)) {
            List<Path> committed =
                    folders.map(folder -> folder.getFileName().toString())
                            .map(name -> Path.of(name, name + ".json"))
                            .filter(file -> Files.exists(FOLDER.resolve(file)))
                            .sorted()
                            .toList();
            assertThat(committed).as("a flow without a contract is left over").isEqualTo(made);
        }
        assertThat(made)
                .contains(Path.of("cqube", "cqube.json"), Path.of("inbox", "inbox.json"))
                .contains(Path.of("student_attendance", "student_attendance.json"));
    }
}
