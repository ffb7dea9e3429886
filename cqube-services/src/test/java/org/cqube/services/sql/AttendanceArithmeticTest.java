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
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The worked examples of the domain page, and the rules of its arithmetic. */
class AttendanceArithmeticTest {

    private static final long SCHOOL = 88010100101L;
    private static final long OTHER = 88010100102L;
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

    @Test
    void holidaysAndUnknownDaysAreNeitherPresentNorMarked() throws SQLException {
        attendance.withSchool(SCHOOL, 1, null);
        attendance
                .month(SCHOOL, 1, "2020-07", "1,1,2")
                .month(SCHOOL, 2, "2020-07", "1,,5")
                .month(SCHOOL, 3, "2020-07", "2,1,1")
                .aggregate();
        assertThat(attendance.state(END_OF_JULY, "2020-07"))
                .hasToString(
                        "{\"attendance\":71.4,\"present\":5,\"marked\":7,\"students\":3,\"schools\":1,\"coverage\":77.8}");
        assertThat(
                        database.rows(
                                "select day, present, marked, students from agg.student_attendance_day order by 1"))
                .containsExactly("2020-07-01|2|3|3", "2020-07-02|2|2|2", "2020-07-03|1|2|3");
    }

    @Test
    void sumsAreDividedOnceAndNeverPercentagesAveraged() throws SQLException {
        attendance.withSchool(SCHOOL, 1, null).withSchool(OTHER, 2, null);
        attendance
                .month(SCHOOL, 1, "2020-07", "1,1,2")
                .month(SCHOOL, 2, "2020-07", "1,,5")
                .month(SCHOOL, 3, "2020-07", "2,1,1");
        for (int pupil = 11; pupil <= 20; pupil++) {
            attendance.month(OTHER, pupil, "2020-07", "2,1,1,1,1,1,1,1,1,1");
        }
        attendance.aggregate();
        JsonNode state = attendance.state(END_OF_JULY, "2020-07");
        assertThat(state.get("present").intValue()).isEqualTo(95);
        assertThat(state.get("marked").intValue()).isEqualTo(107);
        assertThat(state.get("attendance").asText()).isEqualTo("88.8");
    }

    @ParameterizedTest(name = "{0} of {1} is {2}")
    @CsvSource({
        "1, 8, 12.5",
        "1, 16, 6.3", // 6.25
        "3, 16, 18.8", // 18.75
        "1, 3, 33.3",
        "2, 3, 66.7",
        "0, 5, 0.0",
        "5, 5, 100.0"
    })
    void halvesAreRoundedAwayFromZero(int present, int marked, String percentage)
            throws SQLException {
        attendance.withSchool(SCHOOL, 1, null);
        List<String> codes = new ArrayList<>(Collections.nCopies(present, "1"));
        codes.addAll(Collections.nCopies(marked - present, "2"));
        attendance.month(SCHOOL, 1, "2020-07", String.join(",", codes)).aggregate();
        assertThat(attendance.state(END_OF_JULY, "2020-07").get("attendance").asText())
                .isEqualTo(percentage);
    }

    @Test
    void nothingMarkedIsNullAndNotZero() throws SQLException {
        attendance.withSchool(SCHOOL, 1, null).withSchool(OTHER, 1, null);
        attendance.month(SCHOOL, 1, "2020-07", "5,,5").month(OTHER, 2, "2020-07", "").aggregate();
        assertThat(attendance.state(END_OF_JULY, "2020-07"))
                .hasToString(
                        "{\"attendance\":null,\"present\":0,\"marked\":0,\"students\":2,\"schools\":0,\"coverage\":null}");
        JsonNode file = attendance.file(END_OF_JULY, "2020-07", "state");
        assertThat(file.get("dataFrom").isNull()).isTrue();
        assertThat(file.get("dataUpTo").isNull()).isTrue();
    }

    @Test
    void sundaysCountUnlessTheyAreWeeklyHolidays() throws SQLException {
        attendance.withSchool(SCHOOL, 1, null);
        // 5 July 2020 is a Sunday
        attendance.month(SCHOOL, 1, "2020-07", "1,1,1,1,2,1").aggregate();
        assertThat(attendance.state(END_OF_JULY, "2020-07").get("marked").intValue()).isEqualTo(6);
        Settings original = END_OF_JULY.withWeeklyHolidays("sunday, FRIDAY");
        for (String period : new String[] {"2020-07", "overall", "year_to_date", "last_30_days"}) {
            JsonNode state = attendance.state(original, period);
            assertThat(state.get("attendance").asText()).as(period).isEqualTo("100.0");
        }
        assertThat(attendance.state(original, "2020-07").get("marked").intValue()).isEqualTo(4);
        assertThat(attendance.file(original, "2020-07", "state").get("dataUpTo").asText())
                .isEqualTo("2020-07-06");
    }

    @Test
    void aPupilAtTwoSchoolsIsCountedAtBoth() throws SQLException {
        attendance.withSchool(SCHOOL, 1, null).withSchool(OTHER, 1, null);
        attendance.month(SCHOOL, 1, "2020-07", "1").month(OTHER, 1, "2020-07", ",1").aggregate();
        JsonNode state = attendance.state(END_OF_JULY, "2020-07");
        assertThat(state.get("students").intValue()).isEqualTo(2);
        assertThat(state.get("schools").intValue()).isEqualTo(2);
    }

    @Test
    void managementsAndCategoriesAndTheirCombinationsHaveFilesWhereThereAreSchools()
            throws SQLException {
        attendance.withSchool(SCHOOL, 1, 3).withSchool(OTHER, 2, null);
        attendance.month(SCHOOL, 1, "2020-07", "1").month(OTHER, 2, "2020-07", "2").aggregate();
        assertThat(attendance.report(END_OF_JULY).keySet())
                .filteredOn(
                        partition ->
                                partition.startsWith("period=2020-07/")
                                        && partition.endsWith("/level=state"))
                .containsExactly(
                        "period=2020-07/management=1/category=3/level=state",
                        "period=2020-07/management=1/category=all/level=state",
                        "period=2020-07/management=2/category=all/level=state",
                        "period=2020-07/management=all/category=3/level=state",
                        "period=2020-07/management=all/category=all/level=state");
    }
}
