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
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Columns by which a replay may choose rows. */
class SelectorsTest {

    private static final String VALID =
            """
            {"name": "tests", "title": "Tests", "cqube:prefixes": ["tests"], "cqube:kind": "fact", "resources": [
              {"name": "tests", "path": "tests.csv", "schema": {
                "fields": [
                  {"name": "school_id", "type": "integer", "constraints": {"required": true}},
                  {"name": "test", "type": "string", "cqube:column": "exam_code"},
                  {"name": "year", "type": "string"},
                  {"name": "remark", "type": "string", "cqube:stored": false}],
                "primaryKey": ["school_id"],
                "cqube:replay": {"exam": "exam_code"},
                "cqube:target": {"kind": "record", "table": "fact.test", "key": ["school_id"]}}}]}
            """;

    private static final String CHOICE = "\"cqube:replay\": {\"exam\": \"exam_code\"},";

    private static Selectors read(String json) throws IOException, ContractException {
        return ContractReader.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)))
                .files()
                .getFirst()
                .replay();
    }

    @Test
    void areThoseOfTheContract() throws IOException, ContractException {
        assertThat(read(VALID)).isEqualTo(new Selectors(null, null, "exam_code", null, null));
    }

    @Test
    void recordsWithASchoolMayBeChosenByItUnlessToldOtherwise()
            throws IOException, ContractException {
        String untold = VALID.replace(CHOICE, "");
        assertThat(read(untold)).isEqualTo(new Selectors(null, "school_id", null, null, null));
        assertThat(read(untold.replace("school_id", "place"))).isEqualTo(Selectors.NONE);
    }

    @Test
    void daysMayBeChosenByMonthAndSchoolUnlessToldOtherwise()
            throws IOException, ContractException {
        assertThat(
                        ContractReader.read(
                                        Path.of(
                                                "../flow-templates/student_attendance/datapackage.json"))
                                .files()
                                .getFirst()
                                .replay())
                .isEqualTo(new Selectors("month_start", "school_id", null, null, null));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{\"exam\": \"test\"}; /cqube:replay: no stored field has the column test",
                "{\"school\": \"remark\"}; /cqube:replay: no stored field has the column remark",
                "{\"period\": \"month_start\"}; /cqube:replay: no stored field has the column month_start",
                "{\"academicYear\": \"year\"}; /cqube:replay",
                "{\"teacher\": \"year\"}; /cqube:replay",
                "{}; /cqube:replay"
            })
    void sayWhatIsWrongWithThem(String choice, String message) {
        assertThatThrownBy(() -> read(VALID.replace("{\"exam\": \"exam_code\"}", choice)))
                .isInstanceOf(ContractException.class)
                .hasMessageContaining("/resources/0/schema" + message);
    }
}
