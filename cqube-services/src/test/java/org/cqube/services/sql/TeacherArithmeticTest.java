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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Teachers' attendance: the worked example of the domain page, and the shares beside it. */
class TeacherArithmeticTest {

    private static final String SOURCE = "teacher_attendance";
    private static final long SCHOOL = 88010100101L;
    private static final long OTHER = 88010100102L;
    private static final Settings END_OF_JULY = Settings.asof("2020-07-31");

    private SourceDatabase database;
    private Attendance pupils;
    private final List<Touched> touched = new ArrayList<>();

    @BeforeEach
    void openDatabase() throws SQLException {
        database = SourceDatabase.open();
        pupils =
                new Attendance(database)
                        .withOneBlock()
                        .withSchool(SCHOOL, 1, 2)
                        .withSchool(OTHER, 2, null);
    }

    @AfterEach
    void closeDatabase() throws SQLException {
        database.close();
    }

    private void month(long school, long teacher, String month, String codes) throws SQLException {
        LocalDate start = LocalDate.parse(month + "-01");
        database.execute(
                "create table if not exists fact.\"teacher_attendance_%1$s\" partition of fact.teacher_attendance for values from ('%1$s') to ('%2$s')"
                        .formatted(start, start.plusMonths(1)));
        List<String> days = new ArrayList<>(Arrays.asList(codes.split(",", -1)));
        while (days.size() < 31) {
            days.add("");
        }
        days.replaceAll(day -> day.isEmpty() ? "null" : day);
        database.execute(
                "insert into fact.teacher_attendance (school_id, teacher_id, month_start, academic_year, days, known_days, emission_id) values (%d, %d, '%s', '', array[%s]::smallint[], 0, 1)"
                        .formatted(school, teacher, start, String.join(",", days)));
        touched.add(new Touched(SOURCE, "month", school + "|" + start));
        for (LocalDate day = start; day.getMonth() == start.getMonth(); day = day.plusDays(1)) {
            touched.add(new Touched(SOURCE, "day", school + "|" + day));
        }
    }

    private ReportFiles report() throws SQLException {
        database.aggregate(SOURCE, touched);
        return ReportFiles.of(database, SOURCE, "report.sql", END_OF_JULY);
    }

    private static String state(String period) {
        return "period=%s/management=all/category=all/level=state".formatted(period);
    }

    @Test
    void dutyAndTrainingArePresenceAndHalfALeaveIsHalf() throws SQLException {
        month(SCHOOL, 1, "2020-07", "1,1,3,6,5,4");
        assertThat(report().values(state("2020-07"), "88"))
                .hasToString(
                        "{\"attendance\":70.0,\"present\":3.5,\"marked\":5,\"teachers\":1,\"schools\":1,\"coverage\":100.0,"
                                + "\"onDuty\":20.0,\"inTraining\":0.0,\"onHalfLeave\":20.0,\"onFullLeave\":20.0,\"studentsPerTeacher\":null}");
    }

    @ParameterizedTest(name = "code {0}: present {1}, marked {2}")
    @CsvSource({"1, 1, 1", "2, 0, 1", "3, 0.5, 1", "4, 0, 1", "5, 0, 0", "6, 1, 1", "7, 1, 1"})
    void everyCode(String code, String present, int marked) throws SQLException {
        month(SCHOOL, 1, "2020-07", code);
        JsonNode values = report().values(state("2020-07"), "88");
        assertThat(values.get("present").asText()).isEqualTo(present);
        assertThat(values.get("marked").intValue()).isEqualTo(marked);
    }

    @Test
    void aTeacherAtTwoSchoolsIsCountedAtBoth() throws SQLException {
        month(SCHOOL, 1, "2020-07", "1");
        month(OTHER, 1, "2020-07", ",1");
        assertThat(report().values(state("2020-07"), "88").get("teachers").intValue()).isEqualTo(2);
    }

    @Test
    void longPeriodsCountTeachersOnce() throws SQLException {
        month(SCHOOL, 1, "2020-06", "1");
        month(SCHOOL, 1, "2020-07", "1");
        month(SCHOOL, 2, "2020-07", "1");
        ReportFiles files = report();
        for (String period : List.of("overall", "year_to_date", "2020-07")) {
            assertThat(files.values(state(period), "88").get("teachers").intValue())
                    .as(period)
                    .isEqualTo(2);
        }
        assertThat(files.values(state("last_7_days"), "88").get("marked").intValue()).isZero();
    }

    @Test
    void pupilsPerTeacherOfTheSchoolsThatReportedBoth() throws SQLException {
        month(SCHOOL, 1, "2020-07", "1");
        month(SCHOOL, 2, "2020-07", "1");
        month(OTHER, 3, "2020-07", "1");
        for (int pupil = 1; pupil <= 45; pupil++) {
            pupils.month(SCHOOL, pupil, "2020-07", "1");
        }
        pupils.aggregate();
        ReportFiles files = report();
        assertThat(files.values(state("2020-07"), "88").get("studentsPerTeacher").asText())
                .isEqualTo("22.5");
        assertThat(files.values(state("overall"), "88").get("studentsPerTeacher").isNull())
                .isTrue();
    }

    /** After the pupils are counted, and not before. */
    @Test
    void theAggregationOfPupilsTellsTheTeachersReports() throws SQLException {
        pupils.month(SCHOOL, 1, "2020-07", "1").aggregate();
        assertThat(
                        database.rows(
                                "select owner_source, source, key_kind, key_value from meta.touched"))
                .containsExactly(
                        "teacher_attendance|student_attendance|month|" + SCHOOL + "|2020-07-01");
    }

    @Test
    void aMonthIsWrittenAnewWhenItsPupilsChange() throws SQLException {
        month(SCHOOL, 1, "2020-06", "1");
        month(SCHOOL, 1, "2020-07", "1");
        report();
        ReportFiles files =
                ReportFiles.of(
                        database,
                        SOURCE,
                        "report.sql",
                        END_OF_JULY,
                        List.of(Touched.month(SCHOOL, LocalDate.of(2020, 6, 1))));
        assertThat(files.files()).containsKey(state("2020-06")).doesNotContainKey(state("2020-07"));
    }
}
