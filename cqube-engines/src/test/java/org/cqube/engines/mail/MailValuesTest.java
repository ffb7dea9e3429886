/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.cqube.engines.finding.Rule;
import org.cqube.engines.finding.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailValuesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            value = {
                "Connection refused → Connection refused",
                "ERROR: invalid input syntax for type bigint: \"Asha\" → ERROR: invalid input syntax for type bigint: (value left out)",
                "ERROR: value \"9\" is out of range → ERROR: value \"9\" is out of range",
                "ERROR: duplicate key: Key (student_id)=(4711) exists → ERROR: duplicate key: Key (student_id)(value left out) exists",
                "ERROR: relation \"fact.x\" does not exist → ERROR: relation \"fact.x\" does not exist"
            })
    void whatTheDatabaseQuotesIsLeftOut(String message, String told) {
        assertThat(MailValues.withoutValues(message)).isEqualTo(told);
    }

    @Test
    void onlyTheFirstLineOfAnErrorIsTold() {
        assertThat(
                        MailValues.withoutValues(
                                "ERROR: duplicate key value violates \"pk\"\n  Detail: Key (id)=(4711)"))
                .isEqualTo("ERROR: duplicate key value violates \"pk\"");
    }

    @Test
    void countsStandByNumberThenRule() {
        assertThat(
                        MailValues.counts(
                                Map.of(
                                        "column.type",
                                        3L,
                                        "duplicate.mirror",
                                        12L,
                                        "column.size",
                                        3L)))
                .isEqualTo(
                        "        12  duplicate.mirror\n         3  column.size\n         3  column.type");
    }

    @Test
    void findingsShowNeitherValueNorMessage() {
        assertThat(
                        MailValues.findings(
                                List.of(
                                        new Violation(
                                                Rule.COLUMN_TYPE, 7, "Student Name", "Asha", "x"),
                                        new Violation(Rule.COLUMN_COUNT, 9, "", "", "y"))))
                .isEqualTo("  line 7  Student Name  column.type\n  line 9  -  column.count");
    }
}
