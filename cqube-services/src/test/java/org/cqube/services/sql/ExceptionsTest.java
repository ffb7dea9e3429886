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
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Schools without data (metrics-and-outputs, 2.8), of pupils and of teachers. */
class ExceptionsTest {

    private static final long FIRST = 88010100101L;
    private static final Settings END_OF_JULY = Settings.asof("2020-07-31");

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

    private ReportFiles exceptions() throws SQLException {
        attendance.aggregate();
        return ReportFiles.of(database, Attendance.SOURCE, "exceptions.sql", END_OF_JULY);
    }

    private static String july(String level) {
        return "period=2020-07/management=all/category=all/level=" + level;
    }

    @Test
    void shareOfSchoolsHasTwoDecimals() throws SQLException {
        for (int school = 0; school < 48; school++) {
            attendance.withSchool(FIRST + school, 1, null);
            if (school >= 7) {
                attendance.month(FIRST + school, 1, "2020-07", "1");
            }
        }
        ReportFiles files = exceptions();
        assertThat(files.values(july("district"), "8801"))
                .hasToString("{\"schools\":48,\"missing\":7,\"missingPercent\":14.58}");
        JsonNode schools = files.file(july("school/parent=880101"));
        assertThat(schools.get("rows")).hasSize(7);
        assertThat(schools.get("rows").get(0).get("name").asText()).isEqualTo("S1");
        assertThat(schools.at("/totals/parents/880101/schools").intValue()).isEqualTo(48);
    }

    /** Unlike in the original, where a unit without a missing school is not listed. */
    @Test
    void aCompleteUnitIsListedAndHasNoFileOfSchools() throws SQLException {
        attendance.withSchool(FIRST, 1, null).month(FIRST, 1, "2020-07", "2");
        ReportFiles files = exceptions();
        assertThat(files.values(july("block"), "880101"))
                .hasToString("{\"schools\":1,\"missing\":0,\"missingPercent\":0.0}");
        assertThat(files.files()).doesNotContainKey(july("school/parent=880101"));
    }

    @Test
    void holidaysAloneAreNoData() throws SQLException {
        attendance.withSchool(FIRST, 1, null).month(FIRST, 1, "2020-07", "5,5");
        assertThat(exceptions().values(july("state"), "88").get("missing").intValue()).isEqualTo(1);
    }

    @Test
    void aSchoolMayBeMissingOnTheLastDayAndNotInTheMonth() throws SQLException {
        attendance.withSchool(FIRST, 1, 2).month(FIRST, 1, "2020-07", "1");
        ReportFiles files = exceptions();
        for (String expected :
                List.of(
                        "last_day 1",
                        "last_7_days 1",
                        "last_30_days 1",
                        "2020-07 0",
                        "overall 0")) {
            String[] period = expected.split(" ");
            String partition = "period=%s/management=1/category=2/level=state".formatted(period[0]);
            assertThat(files.values(partition, "88").get("missing").asText())
                    .as(period[0])
                    .isEqualTo(period[1]);
        }
    }

    @Test
    void onlyTouchedMonthsAreWrittenAnew() throws SQLException {
        attendance
                .withSchool(FIRST, 1, null)
                .month(FIRST, 1, "2020-06", "1")
                .month(FIRST, 1, "2020-07", "1");
        attendance.aggregate();
        ReportFiles files =
                ReportFiles.of(
                        database,
                        Attendance.SOURCE,
                        "exceptions.sql",
                        END_OF_JULY,
                        List.of(Touched.month(FIRST, LocalDate.of(2020, 6, 1))));
        assertThat(files.files().keySet())
                .anyMatch(partition -> partition.startsWith("period=2020-06/"))
                .noneMatch(partition -> partition.startsWith("period=2020-07/"));
    }

    @Test
    void teachersHaveTheirOwn() throws SQLException {
        attendance.withSchool(FIRST, 1, null).withSchool(FIRST + 1, 1, null);
        database.execute(
                "insert into agg.teacher_attendance_day values (%d, '2020-07-31', 1, 1, 0, 0, 0, 0, 1)"
                        .formatted(FIRST));
        database.execute(
                "insert into agg.teacher_attendance_month values (%d, '2020-07-01', 1, 1, 0, 0, 0, 0, 1, '2020-07-31', '2020-07-31')"
                        .formatted(FIRST));
        ReportFiles files =
                ReportFiles.of(database, "teacher_attendance", "exceptions.sql", END_OF_JULY);
        assertThat(files.values("period=last_day/management=all/category=all/level=state", "88"))
                .hasToString("{\"schools\":2,\"missing\":1,\"missingPercent\":50.0}");
    }
}
