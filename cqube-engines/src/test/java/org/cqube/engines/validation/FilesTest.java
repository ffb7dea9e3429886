/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.cqube.engines.finding.Refusal;
import org.cqube.engines.testing.Cases;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The table {@code files.md}: which files are refused as a whole. */
class FilesTest {

    @TestFactory
    Stream<DynamicTest> filesFareAsTheTableSays() {
        return Cases.of(getClass(), "files.md").stream()
                .flatMap(
                        group ->
                                group.rows().stream()
                                        .map(
                                                row ->
                                                        DynamicTest.dynamicTest(
                                                                group.name() + ": " + row.given(),
                                                                () -> check(row))));
    }

    private static void check(Cases.Row row) throws Exception {
        String[] expected = row.expected().split(": ", 2);
        String actual;
        try {
            ValidationResult result =
                    Validated.of(row.given(), Validated.contract("school")).result();
            actual = "accepted " + result.accepted();
            if (!result.warnings().isEmpty()) {
                actual += " with " + String.join(",", result.warnings().keySet());
            }
            assertThat(result.rejected()).isZero();
        } catch (Refusal refusal) {
            actual = refusal.rule().id() + " " + refusal.recordsIn();
            if (expected.length > 1) {
                assertThat(refusal.violation().message()).contains(expected[1]);
            }
        }
        assertThat(actual).isEqualTo(expected[0]);
    }
}
