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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Groups of rows that a commit names as changed, and partitions by a constant. */
class TargetGroupsTest {

    private static final String VALID =
            """
            {"name": "tests", "title": "Tests", "cqube:prefixes": ["tests"], "cqube:kind": "fact", "resources": [
              {"name": "tests", "path": "tests.csv", "schema": {
                "fields": [
                  {"name": "school", "type": "integer", "constraints": {"required": true}},
                  {"name": "pupil", "type": "integer", "constraints": {"required": true}},
                  {"name": "place", "type": "string"}],
                "primaryKey": ["school", "pupil"],
                "cqube:target": {"kind": "record", "table": "fact.test", "constants": {"kind": "oral"},
                  "key": ["kind", "pupil"], "partitionBy": "kind",
                  "touch": {"kind": "visit", "columns": ["school"]}}}}]}
            """;

    private static SourceContract read(String json) throws IOException, ContractException {
        return ContractReader.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void areReadFromTheTarget() throws IOException, ContractException {
        Target target = read(VALID).files().getFirst().target();
        assertThat(target.partitionBy()).isEqualTo("kind");
        assertThat(target.touch()).isEqualTo(new Touch("visit", List.of("school")));
    }

    @ParameterizedTest(name = "{1} in place of {0}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "\"columns\": [\"school\"]; \"columns\": [\"place\"]; /touch: no field that must be there has the column place",
                "\"columns\": [\"school\"]; \"columns\": [\"kind\", \"town\"]; /touch: no field that must be there has the column town",
                "\"kind\": \"visit\"; \"kind\": \"a visit\"; /touch/kind",
                "\"partitionBy\": \"kind\"; \"partitionBy\": \"school\"; /partitionBy: must name a constant",
                "\"partitionBy\": \"kind\"; \"partitionBy\": \"sort\"; /partitionBy: sort is not in the key",
                "\"oral\"; \"by mouth\"; /partitionBy: must name a constant whose value is a name",
            })
    void sayWhatIsWrongWithThem(String text, String replacement, String message) {
        assertThat(VALID).contains(text);
        assertThatThrownBy(() -> read(VALID.replace(text, replacement)))
                .isInstanceOf(ContractException.class)
                .hasMessageContaining("/resources/0/schema/cqube:target" + message);
    }
}
