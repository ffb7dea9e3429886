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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Days without data, in the report and in the view. */
class MissingDaysTest {
    private static final long FIRST = 88010100101L;

    private SourceDatabase database;
    private Attendance attendance;

    @BeforeEach
    void openDatabase() throws SQLException {
        database = SourceDatabase.open();
        attendance = new Attendance(database).withOneBlock();
    }

    @AfterEach
    void closeDatabase() throws SQLException {
        database.close();
    }

    private ReportFiles report() throws SQLException {
        attendance.aggregate();
        return ReportFiles.of(
                database, Attendance.SOURCE, "missing-days.sql", Settings.asof("2020-07-31"));
    }

    private static List<String> days(ReportFiles report, String month) {
        List<String> days = new ArrayList<>();
        for (JsonNode row : report.file("period=" + month + "/level=state").get("rows")) {
            days.add(
                    "%s %s %s"
                            .formatted(
                                    row.get("day").asText(),
                                    row.get("schools"),
                                    row.get("missing")));
        }
        return days;
    }

    @Test
    void daysBetweenFirstAndLastThatSchoolsLackAreListed() throws SQLException {
        attendance
                .withSchool(FIRST, 1, null)
                .withSchool(FIRST + 1, 1, null)
                .month(FIRST, 1, "2020-07", ",1,1,,1")
                .month(FIRST + 1, 2, "2020-07", ",,1,,1");

        assertThat(days(report(), "2020-07")).containsExactly("2020-07-02 1 1", "2020-07-04 0 2");
    }

    @Test
    void aLaterMonthMakesTheEndOfTheFormerAndItsOwnBeginningMissing() throws SQLException {
        attendance
                .withSchool(FIRST, 1, null)
                .month(FIRST, 1, "2020-06", "1" + ",1".repeat(28))
                .month(FIRST, 1, "2020-07", ",1,1");

        ReportFiles report = report();

        assertThat(days(report, "2020-06")).containsExactly("2020-06-30 0 1");
        assertThat(days(report, "2020-07")).containsExactly("2020-07-01 0 1");
    }

    @Test
    void withoutAGapThereIsNoFile() throws SQLException {
        attendance.withSchool(FIRST, 1, null).month(FIRST, 1, "2020-07", "1,1,2");

        assertThat(report().files()).isEmpty();
    }

    @Test
    void teachersHaveTheirOwn() throws SQLException {
        attendance.withSchool(FIRST, 1, null);
        database.execute(
                "insert into agg.teacher_attendance_day select %d, day, 1, 1, 0, 0, 0, 0, 1 from unnest('{2020-07-01,2020-07-03}'::date[]) as day"
                        .formatted(FIRST));
        database.execute(
                "insert into agg.teacher_attendance_month values (%d, '2020-07-01', 2, 2, 0, 0, 0, 0, 1, '2020-07-01', '2020-07-03')"
                        .formatted(FIRST));

        assertThat(
                        days(
                                ReportFiles.of(
                                        database,
                                        "teacher_attendance",
                                        "missing-days.sql",
                                        Settings.asof("2020-07-31")),
                                "2020-07"))
                .containsExactly("2020-07-02 0 1");
    }

    @Test
    void theViewNamesEachSchool() throws SQLException {
        database.execute(
                "insert into meta.processed_period (source, scope_id, day, emission_id, rows) values"
                        + " ('s', 'A', '2020-07-01', 1, 1), ('s', 'A', '2020-07-02', 1, 1), ('s', 'A', '2020-07-04', 1, 1),"
                        + " ('s', 'B', '2020-07-02', 1, 1), ('s', 'B', '2020-07-04', 1, 1), ('other', 'C', '2020-07-03', 1, 1)");

        assertThat(missing()).containsExactly("s null 2020-07-03", "s B 2020-07-01");
    }

    private List<String> missing() throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Statement statement = database.connection().createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select source, scope_id, day from meta.missing_day order by scope_id nulls first, day")) {
            while (row.next()) {
                lines.add(
                        "%s %s %s".formatted(row.getString(1), row.getString(2), row.getString(3)));
            }
        }
        return lines;
    }
}
