/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.cqube.engines.testing.Cases;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The table {@code errors.md}: what is wrong with a contract, and where. */
class ContractErrorsTest {

    private static final String VALID = "../validation/attendance.json";

    @TestFactory
    Stream<DynamicTest> errorsAreNamedAsTheTableSays() {
        String valid = Cases.text(getClass(), VALID);
        return Cases.of(getClass(), "errors.md").stream()
                .flatMap(group -> group.rows().stream())
                .map(
                        row ->
                                DynamicTest.dynamicTest(
                                        row.given() + " → " + row.expected(),
                                        () -> check(valid, row)));
    }

    private static void check(String valid, Cases.Row row) {
        String[] change = row.given().split(" » ");
        assertThat(valid).contains(change[0]);
        String changed = valid.replaceFirst(Pattern.quote(change[0]), change[1]);
        ContractException e =
                catchThrowableOfType(
                        ContractException.class,
                        () ->
                                ContractReader.read(
                                        new ByteArrayInputStream(
                                                changed.getBytes(StandardCharsets.UTF_8))));
        assertThat(e).isNotNull();
        // a pointer may hold colons, but none followed by a space
        String[] expected = (row.expected() + " ").split(": ", 2);
        String pointer = expected[0];
        String message = expected[1].strip();
        assertThat(e.errors())
                .anySatisfy(
                        error -> {
                            assertThat(error).startsWith(pointer + ": ");
                            assertThat(error).contains(message);
                        });
        assertThat(e.getMessage()).contains(pointer);
    }
}
