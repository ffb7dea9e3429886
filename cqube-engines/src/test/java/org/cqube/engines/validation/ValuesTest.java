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

import java.util.List;
import java.util.stream.Stream;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.testing.Cases;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The table {@code values.md}: which values pass, and what becomes of them. */
class ValuesTest {

    /** Enough good records around the one at test that its bytes do not refuse the file. */
    private static final int OTHERS = 200;

    private static final String CONTRACT =
            """
            {"name": "t", "title": "T", "cqube:prefixes": ["t"], "cqube:kind": "fact",
             "resources": [{"name": "t", "path": "t.csv", "dialect": {"delimiter": "|"}, "schema": {
               "fields": [{"name": "id", "type": "integer", "constraints": {"required": true}}, FIELD],
               "primaryKey": ["id"], "missingValues": ["", "NULL"],
               "cqube:overlap": {"policy": "reject"},
               "cqube:target": {"kind": "record", "table": "fact.t", "key": ["id"]}}}]}
            """;

    @TestFactory
    Stream<DynamicTest> valuesBecomeWhatTheTableSays() {
        return Cases.of(getClass(), "values.md").stream()
                .flatMap(
                        group ->
                                group.rows().stream()
                                        .map(
                                                row ->
                                                        DynamicTest.dynamicTest(
                                                                group.name() + ": " + row.given(),
                                                                () -> check(group, row))));
    }

    private static void check(Cases group, Cases.Row row) throws Exception {
        String field = group.settings().get("field").replaceFirst("\\{", "{\"name\": \"value\", ");
        FileContract contract = Validated.read(CONTRACT.replace("FIELD", field));
        boolean mandatory = contract.fields().get(1).required();
        String others = mandatory ? "" : "0|␊".repeat(OTHERS);
        Validated validated =
                Validated.of("id|value␊" + others + "1|" + row.given() + "␊", contract);
        List<List<String>> findings = validated.findingRecords();
        String actual;
        if (validated.result().rejected() == 0) {
            String value = validated.canonicalRecords().getLast().get(2);
            actual = value.isEmpty() ? "null" : value;
            actual += findings.isEmpty() ? "" : " with " + findings.getFirst().get(1);
        } else {
            assertThat(findings).hasSize(1);
            actual = findings.getFirst().get(1);
            if (row.expected().contains(": ")) {
                assertThat(findings.getFirst().get(4)).contains(row.expected().split(": ")[1]);
                actual = row.expected().replaceFirst("^[a-z.-]+", actual);
            }
        }
        assertThat(actual).isEqualTo(row.expected());
    }
}
