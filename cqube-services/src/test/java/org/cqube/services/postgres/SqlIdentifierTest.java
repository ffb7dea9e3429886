/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlIdentifierTest {

    @Test
    void namesAreQuotedWhateverTheyHold() {
        assertThat(SqlIdentifier.quote("school_id")).isEqualTo("\"school_id\"");
        assertThat(SqlIdentifier.quote("a\"; DROP TABLE x; --"))
                .isEqualTo("\"a\"\"; DROP TABLE x; --\"");
        assertThat(TableName.of("fact", "student_attendance"))
                .hasToString("\"fact\".\"student_attendance\"");
        assertThat(TableName.parse("master.school")).isEqualTo(TableName.of("master", "school"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\0b"})
    void whatIsNoNameIsRefused(String name) {
        assertThatThrownBy(() -> new SqlIdentifier(name))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aNameThatPostgresWouldCutIsRefused() {
        assertThat(new SqlIdentifier("क".repeat(21)).name()).hasSize(21);
        assertThatThrownBy(() -> new SqlIdentifier("क".repeat(22)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("63 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"school", "a.b.c", ".b", "a."})
    void aTableHasExactlyOneSchema(String name) {
        assertThatThrownBy(() -> TableName.parse(name))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
