/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.publish;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ReportSumsTest {
    private static final String COLUMNS =
            """
            "columns":[{"key":"attendance","unit":"percent","decimals":1},{"key":"present","unit":"student_days"}]""";

    private static void check(final String rows, final String totals) throws IOException {
        ReportSums.check(
                "report\tlevel=block",
                """
                {"schema":"cqube.report/1",%s,"rows":[%s],"totals":{%s}}"""
                        .formatted(COLUMNS, rows, totals)
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static String row(final String id, final String district, final String present) {
        return """
               {"id":"%s","path":{"district":"%s"},"values":{"attendance":50.0,"present":%s}}"""
                .formatted(id, district, present);
    }

    private static String total(final String present) {
        return "{\"attendance\":50.0,\"present\":%s}".formatted(present);
    }

    @Test
    void linesThatSumToTheirTotalsPass() {
        assertThatCode(
                        () ->
                                check(
                                        row("1", "A", "5") + "," + row("2", "A", "7.5"),
                                        "\"parents\":{\"A\":"
                                                + total("12.5")
                                                + "},\"all\":"
                                                + total("12.5")))
                .doesNotThrowAnyException();
    }

    @Test
    void aPercentageIsNotAdded() {
        assertThatCode(
                        () ->
                                check(
                                        row("1", "A", "5") + "," + row("2", "A", "7"),
                                        "\"all\":{\"attendance\":51.2,\"present\":12}"))
                .doesNotThrowAnyException();
    }

    @Test
    void aTotalThatIsNotTheSumIsNamed() {
        assertThatThrownBy(
                        () ->
                                check(
                                        row("1", "A", "5") + "," + row("2", "A", "7"),
                                        "\"all\":" + total("13")))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "report/level=block does not add up: present of all is 13, but its lines sum to 12");
    }

    @Test
    void aParentThatIsNotTheSumOfItsOwnLinesIsNamed() {
        assertThatThrownBy(
                        () ->
                                check(
                                        row("1", "A", "5") + "," + row("2", "B", "7"),
                                        "\"parents\":{\"A\":"
                                                + total("5")
                                                + ",\"B\":"
                                                + total("6")
                                                + "}"))
                .hasMessageContaining("present of B is 6, but its lines sum to 7");
    }

    @Test
    void nothingIsNotZeroButAddsNothing() {
        assertThatCode(
                        () ->
                                check(
                                        row("1", "A", "null") + "," + row("2", "A", "7"),
                                        "\"all\":" + total("7")))
                .doesNotThrowAnyException();
    }

    @Test
    void otherDocumentsAreLeftAlone() {
        assertThatCode(
                        () ->
                                ReportSums.check(
                                        "list",
                                        "{\"schema\":\"cqube.list/1\"}"
                                                .getBytes(StandardCharsets.UTF_8)))
                .doesNotThrowAnyException();
    }
}
