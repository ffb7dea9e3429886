/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.infer;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.Set;

/**
 * Whatever the bytes are: no contract is proposed, or one that its own file breaks only where no
 * contract could help.
 */
class InferenceFuzzTest {

    /** Faults of records by themselves, and days that no month has. */
    static final Set<String> FAULTS_OF_THE_FILE =
            Set.of(
                    "column.line",
                    "column.count",
                    "characters",
                    "duplicate.mirror",
                    "domain.day",
                    "column.unknown");

    @FuzzTest(maxDuration = "2m")
    void anyBytes(byte[] bytes) throws IOException {
        check(bytes);
    }

    static void check(byte[] bytes) throws IOException {
        InferredFile inferred;
        try {
            inferred = InferredFile.of(bytes, "any.csv");
        } catch (NotInferableException none) {
            assertThat(none.getMessage()).isNotBlank();
            return;
        }
        assertThat(inferred.result().rejectedByRule().keySet())
                .as(inferred.findings())
                .isSubsetOf(FAULTS_OF_THE_FILE);
        assertThat(inferred.result().cellsByRule().keySet()).isSubsetOf(FAULTS_OF_THE_FILE);
        assertThat(inferred.result().warnings().keySet()).isSubsetOf(FAULTS_OF_THE_FILE);
    }
}
