/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bands, ranks and state scores, by the examples of the domain page 2.1, on the progress card. */
class ProgressCardTest {

    private static final long FIRST = 88010100101L;
    private static final Settings END_OF_JULY = Settings.asof("2020-07-31");

    private SourceDatabase database;
    private Attendance masters;

    @BeforeEach
    void openDatabase() throws SQLException {
        database = SourceDatabase.open();
        masters = new Attendance(database).withOneBlock();
    }

    @AfterEach
    void closeDatabase() throws SQLException {
        database.close();
    }

    /** A school per value, all of the one cluster, with pupils present of a thousand. */
    private void attended(int... promille) throws SQLException {
        for (int i = 0; i < promille.length; i++) {
            masters.withSchool(FIRST + i, 1, null);
            attended(FIRST + i, "2020-07-01", promille[i]);
        }
    }

    private void attended(long school, String day, int promille) throws SQLException {
        database.execute(
                "insert into agg.student_attendance_day values (%d, '%s', %d, 1000, 1000)"
                        .formatted(school, day, promille));
    }

    private JsonNode row(String period, String file, String id) throws SQLException {
        return ReportFiles.of(database, "card", "card.sql", END_OF_JULY)
                .row("period=" + period + "/management=all/level=" + file, id);
    }

    private JsonNode box(String file, String id, String metric) throws SQLException {
        return row("overall", file, id).get("boxes").get(metric);
    }

    @Test
    void bandsCountSchoolsByTheirValue() throws SQLException {
        attended(330, 331, 600, 750, 751);
        assertThat(box("cluster/parent=880101", "8801010001", "student_attendance").get("bands"))
                .hasToString(
                        "[{\"band\":\"upTo33\",\"schools\":1,\"percent\":20.0},{\"band\":\"33to60\",\"schools\":2,\"percent\":40.0},"
                                + "{\"band\":\"60to75\",\"schools\":1,\"percent\":20.0},{\"band\":\"over75\",\"schools\":1,\"percent\":20.0}]");
        assertThat(
                        box("school/parent=880101", "88010100103", "student_attendance")
                                .get("band")
                                .asText())
                .isEqualTo("33to60");
    }

    @Test
    void tiesShareARankAndTheNextIsSkipped() throws SQLException {
        attended(900, 800, 800, 700);
        List<String> ranks = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            JsonNode box =
                    box("school/parent=880101", Long.toString(FIRST + i), "student_attendance");
            assertThat(box.at("/ranks/cluster")).isEqualTo(box.at("/ranks/state"));
            ranks.add(
                    box.at("/ranks/state/rank")
                            + " of "
                            + box.at("/ranks/state/of")
                            + ": "
                            + box.get("stateScore"));
        }
        assertThat(ranks)
                .containsExactly("1 of 4: 0.75", "2 of 4: 0.5", "2 of 4: 0.5", "4 of 4: 0.0");
        assertThat(box("cluster/parent=880101", "8801010001", "student_attendance").get("ranks"))
                .hasToString(
                        "{\"block\":{\"rank\":1,\"of\":1},\"district\":{\"rank\":1,\"of\":1},\"state\":{\"rank\":1,\"of\":1}}");
    }

    /** The best of 200 has 1 - 0.01, as half a hundredth rounds up. */
    @Test
    void theBestOfTwoHundredHasAScoreOfNinetyNine() throws SQLException {
        int[] promille = new int[200];
        for (int i = 0; i < promille.length; i++) {
            promille[i] = 1000 - i;
        }
        attended(promille);
        assertThat(
                        box("school/parent=880101", Long.toString(FIRST), "student_attendance")
                                .get("stateScore")
                                .asText())
                .isEqualTo("0.99");
        assertThat(
                        box(
                                        "school/parent=880101",
                                        Long.toString(FIRST + 199),
                                        "student_attendance")
                                .get("stateScore")
                                .asText())
                .isEqualTo("0.0");
    }

    @Test
    void theLastThirtyDaysEndWithTheRunAndTheRestIsEmpty() throws SQLException {
        attended(500, 500);
        attended(FIRST, "2020-06-30", 0);
        attended(FIRST + 1, "2020-07-02", 1000);
        assertThat(row("overall", "state", "88").at("/boxes/student_attendance/value").asText())
                .isEqualTo("50.0");
        ReportFiles files = ReportFiles.of(database, "card", "card.sql", END_OF_JULY);
        String schools = "period=last_30_days/management=all/level=school/parent=880101";
        assertThat(
                        files.row(schools, Long.toString(FIRST + 1))
                                .at("/boxes/student_attendance/value")
                                .asText())
                .isEqualTo("100.0");
        assertThat(
                        files.row(schools, Long.toString(FIRST))
                                .at("/boxes/student_attendance")
                                .isNull())
                .isTrue();
        assertThat(files.file(schools).get("dataFrom").asText()).isEqualTo("2020-07-02");
    }

    /** Domain page 2.4: bands of visits, and the score of a school is that of its band. */
    @Test
    void visitsHaveBandsAndScoresOfTheirOwn() throws SQLException {
        int[] visits = {0, 1, 2, 12};
        for (int i = 0; i < visits.length; i++) {
            masters.withSchool(FIRST + i, 1, null);
            if (visits[i] > 0) {
                database.execute(
                        "insert into agg.crc_visit_day values (%d, '2020-07-01', %2$d, %2$d, 0, 0, '{}', 0, 0)"
                                .formatted(FIRST + i, visits[i]));
            }
        }
        JsonNode cluster = box("cluster/parent=880101", "8801010001", "crc");
        assertThat(cluster.get("value").asText()).isEqualTo("75.0");
        assertThat(cluster.get("bands").findValuesAsText("schools"))
                .containsExactly("1", "2", "0", "0", "1");
        assertThat(cluster.get("stateScore").asText()).isEqualTo("0.75");
        List<String> scores = new ArrayList<>();
        for (int i = 0; i < visits.length; i++) {
            scores.add(
                    box("school/parent=880101", Long.toString(FIRST + i), "crc")
                            .get("stateScore")
                            .asText());
        }
        assertThat(scores).containsExactly("0.0", "0.25", "0.25", "1.0");
    }

    /** A facility whose share is more than 5 points below the mean of the districts. */
    @Test
    void aCardSaysWhatToFocusOn() throws SQLException {
        masters.withSchool(FIRST, 1, null).withSchool(FIRST + 1, 1, null);
        database.execute(
                "insert into agg.infrastructure values (%d, 50, '{library,toilet}', '{}'), (%d, 20, '{toilet}', '{library}')"
                        .formatted(FIRST, FIRST + 1));
        JsonNode district = box("district", "8801", "infrastructure");
        assertThat(district.get("value").asText()).isEqualTo("35");
        assertThat(district.get("parts")).hasToString("{\"library\":50,\"toilet\":100}");
        assertThat(district.get("focus")).hasToString("[]");
        assertThat(
                        box("school/parent=880101", Long.toString(FIRST + 1), "infrastructure")
                                .get("focus"))
                .hasToString("[\"library\"]");
    }

    @Test
    void basicsAreSchoolsAndPupils() throws SQLException {
        attended(500, 500);
        database.execute(
                "insert into agg.student_register values ('2019-20', %1$d, 3, 99), ('2020-21', %1$d, 3, 12), ('2020-21', %1$d, 4, 8)"
                        .formatted(FIRST));
        assertThat(row("overall", "state", "88").get("basics"))
                .hasToString("{\"schools\":2,\"students\":20}");
        assertThat(row("overall", "school/parent=880101", Long.toString(FIRST + 1)).get("basics"))
                .hasToString("{\"schools\":1,\"students\":null}");
    }

    @Test
    void nothingIsLeftWhereNoSourceHasData() throws SQLException {
        masters.withSchool(FIRST, 1, null);
        assertThat(database.report("card", "card.sql", END_OF_JULY, List.of())).isEmpty();
        assertThat(database.emptied("card", "card.sql", END_OF_JULY, List.of()))
                .containsExactly("");
    }

    @Test
    void theFiltersNameTheBoxes() throws SQLException {
        attended(500);
        assertThat(database.filters("card", END_OF_JULY))
                .containsExactly(
                        "2020-07-01",
                        "2020-07-01",
                        "{\"periods\":[\"last_30_days\",\"overall\"],\"metrics\":[{\"id\":\"student_attendance\",\"name\":\"Student attendance\"}],"
                                + "\"managements\":[{\"id\":\"1\",\"name\":\"1\"}]}");
    }
}
