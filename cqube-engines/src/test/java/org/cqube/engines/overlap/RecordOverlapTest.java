/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.overlap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.cqube.engines.contract.Overlap.Policy;
import org.cqube.engines.contract.SqlType;
import org.cqube.engines.finding.Rule;
import org.cqube.engines.finding.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** Every case of records.txt, and what a table cannot say. */
class RecordOverlapTest {

    private static final List<RecordOverlap.Column> COLUMNS =
            List.of(
                    new RecordOverlap.Column("score", SqlType.NUMERIC),
                    new RecordOverlap.Column("name", SqlType.TEXT),
                    new RecordOverlap.Column("recorded at", SqlType.TIMESTAMP));

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "records.txt", delimiter = '|', numLinesToSkip = 1)
    void decidesAsTheTableSays(
            String name,
            Policy policy,
            Correction correction,
            String stored,
            String incoming,
            String result,
            String afterwards) {
        RecordOverlap overlap = new RecordOverlap(policy, correction, COLUMNS);

        Decision decision =
                overlap.decide(
                        2, "id", "7", values(incoming), stored.equals("-") ? null : values(stored));

        assertThat(describe(decision)).as(name).isEqualTo(result);
        if (decision instanceof Decision.LoadRecord load) {
            assertThat(load.values()).isEqualTo(values(afterwards));
        }
    }

    @Test
    void aRefusalNamesLineKeyAndHeadersAsEmitted() {
        RecordOverlap overlap = new RecordOverlap(Policy.REJECT, Correction.NONE, COLUMNS);

        assertThat(overlap.decide(9, "VisitId", "7", values("1; A;"), values("1; B;")))
                .isEqualTo(
                        new Decision.Reject(
                                new Violation(
                                        Rule.OVERLAP_ID,
                                        9,
                                        "VisitId",
                                        "7",
                                        "This id is stored with other values in name; the stored record"
                                                + " stays")));
    }

    @Test
    void policiesOfDaysAreRefusedAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RecordOverlap(Policy.OPEN_CELLS, Correction.NONE, COLUMNS))
                .withMessageContaining("policy of days");
    }

    @ParameterizedTest
    @CsvSource({
        "BIGINT,    7,                   07,                         true",
        "NUMERIC,   21.10,               21.1,                       true",
        "NUMERIC,   21.10,               21.11,                      false",
        "TIME,      09:30,               09:30:00,                   true",
        "TIME,      09:30,               09:31,                      false",
        "TIMESTAMP, 2020-07-01 10:00:00, 2020-07-01T10:00:00.000,    true",
        "TIMESTAMP, 2020-07-01 10:00:00, 2020-07-01 10:00:00.000001, false",
        "TEXT,      a,                   A,                          false",
        "DATE,      2020-07-01,          2020-07-02,                 false",
        "BOOLEAN,   t,                   f,                          false",
        "BOOLEAN,   ,                    f,                          false",
        "BOOLEAN,   ,                    ,                           true",
    })
    void valuesCompareByType(SqlType type, String left, String right, boolean same) {
        assertThat(SameValue.test(type, left, right)).isEqualTo(same);
        assertThat(SameValue.test(type, right, left)).isEqualTo(same);
    }

    private static List<String> values(String text) {
        List<String> values = new ArrayList<>();
        for (String value : text.split(";", -1)) {
            values.add(value.isBlank() ? null : value.strip());
        }
        return values;
    }

    private static String describe(Decision decision) {
        return switch (decision) {
            case Decision.LoadRecord load -> load.created() ? "load" : "update";
            case Decision.Known known -> "known";
            case Decision.Reject reject ->
                    reject.violation().rule().id()
                            + reject.violation().message().replaceAll(".* in (.*); .*", ": $1");
            case Decision.LoadDays load -> "days";
        };
    }
}
