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
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The composite report: what several sources have aggregated, a line per unit. */
class SideBySideTest {

    private static final long SCHOOL = 88010100101L;
    private static final long OTHER = 88010100102L;
    private static final Settings END_OF_JULY = Settings.asof("2020-07-31");
    private static final String SCHOOLS = "management=all/level=school/parent=880101";

    private SourceDatabase database;

    @BeforeEach
    void openDatabase() throws SQLException {
        database = SourceDatabase.open();
        new Attendance(database)
                .withOneBlock()
                .withSchool(SCHOOL, 1, null)
                .withSchool(OTHER, 2, null);
    }

    @AfterEach
    void closeDatabase() throws SQLException {
        database.close();
    }

    private void attendance(long school, String day, int present, int marked) throws SQLException {
        database.execute(
                "insert into agg.student_attendance_day values (%d, '%s', %d, %d, %d)"
                        .formatted(school, day, present, marked, marked));
        database.execute(
                """
                insert into agg.student_attendance_month (school_id, month_start, present, marked, students)
                values (%1$d, date_trunc('month', date '%2$s'), %3$d, %4$d, %4$d)
                on conflict (school_id, month_start) do update
                set present = student_attendance_month.present + excluded.present, marked = student_attendance_month.marked + excluded.marked\
                """
                        .formatted(school, day, present, marked));
    }

    private void semester(long school, String year, int grade, int obtained, int possible)
            throws SQLException {
        database.execute(
                "insert into agg.semester values (%d, '%s', 1, %d, 1, %d, %d, 1)"
                        .formatted(school, year, grade, obtained, possible));
    }

    private ReportFiles composite() throws SQLException {
        return ReportFiles.of(database, "composite", "report.sql", END_OF_JULY);
    }

    @Test
    void nothingIsShownWhereNoSourceHasData() throws SQLException {
        assertThat(composite().files()).isEmpty();
    }

    /** A school without data of a source has null there, and only sources with data are columns. */
    @Test
    void whatAUnitHasNoDataForIsEmptyAndNeverNought() throws SQLException {
        attendance(SCHOOL, "2020-07-01", 1, 2);
        semester(OTHER, "2020-21", 3, 30, 40);
        assertThat(composite().values(SCHOOLS, "88010100101"))
                .hasToString(
                        "{\"schools\":1,\"student_attendance\":50.0,\"semester\":null,\"semester.grade3\":null}");
        assertThat(composite().values(SCHOOLS, "88010100102"))
                .hasToString(
                        "{\"schools\":1,\"student_attendance\":null,\"semester\":75.0,\"semester.grade3\":75.0}");
        assertThat(composite().file(SCHOOLS).at("/totals/parents/880101"))
                .hasToString(
                        "{\"schools\":2,\"student_attendance\":50.0,\"semester\":75.0,\"semester.grade3\":75.0}");
    }

    @Test
    void attendanceIsThatOfTheLatestMonthAndMarksThoseOfTheLatestSemester() throws SQLException {
        attendance(SCHOOL, "2020-06-30", 0, 50);
        attendance(SCHOOL, "2020-07-01", 5, 7);
        attendance(OTHER, "2020-07-02", 90, 100);
        semester(SCHOOL, "2019-20", 3, 1, 40);
        semester(SCHOOL, "2020-21", 4, 10, 40);
        JsonNode state = composite().values("management=all/level=state", "88");
        // 95 / 107, and not the mean of the two
        assertThat(state)
                .hasToString(
                        "{\"schools\":2,\"student_attendance\":88.8,\"semester\":25.0,\"semester.grade4\":25.0}");
        JsonNode file = composite().file("management=all/level=state");
        assertThat(file.get("dataFrom").asText()).isEqualTo("2020-07-01");
        assertThat(file.at("/totals/all")).isEqualTo(state);
    }

    @Test
    void weeklyHolidaysAreLeftOutAsInTheReportsOfAttendance() throws SQLException {
        attendance(SCHOOL, "2020-07-05", 0, 10); // a Sunday
        attendance(SCHOOL, "2020-07-06", 9, 10);
        assertThat(
                        ReportFiles.of(
                                        database,
                                        "composite",
                                        "report.sql",
                                        END_OF_JULY.withWeeklyHolidays("SUNDAY"))
                                .values("management=all/level=state", "88")
                                .get("student_attendance")
                                .asText())
                .isEqualTo("90.0");
    }

    @Test
    void aManagementHasFilesOfItsOwn() throws SQLException {
        attendance(SCHOOL, "2020-07-01", 1, 2);
        attendance(OTHER, "2020-07-01", 2, 2);
        assertThat(composite().values("management=2/level=cluster", "8801010001"))
                .hasToString("{\"schools\":1,\"student_attendance\":100.0}");
    }

    @Test
    void aMetricCanBeSwitchedOffAndBoundToLevels() throws SQLException {
        attendance(SCHOOL, "2020-07-01", 1, 2);
        semester(SCHOOL, "2020-21", 3, 30, 40);
        database.execute(
                "update config.composite_metric set in_composite = false where metric like 'semester%'");
        database.execute(
                "update config.composite_metric set levels = '{state}' where metric = 'student_attendance'");
        assertThat(composite().values("management=all/level=state", "88"))
                .hasToString("{\"schools\":2,\"student_attendance\":50.0}");
        JsonNode schools = composite().file(SCHOOLS);
        assertThat(schools.at("/rows/0/values")).hasToString("{\"schools\":1}");
        assertThat(schools.get("columns"))
                .hasToString("[{\"key\":\"schools\",\"unit\":\"count\"}]");
    }

    /** A tenth source takes part by a function of its own, and nothing else knows of it. */
    @Test
    void aSourceTakesPartByItsFunction() throws SQLException {
        database.execute(
                """
                create function agg.midday_meal_metric(period text, asof date, weekly_holidays text)
                    returns table (metric text, school_id bigint, numerator numeric, denominator numeric, banded numeric, first_day date, last_day date)
                    language sql stable as $$ values ('midday_meal', 88010100101::bigint, 1.0, 3.0, null::numeric, null::date, null::date) $$\
                """);
        JsonNode state = composite().file("management=all/level=state");
        assertThat(state.at("/rows/0/values")).hasToString("{\"schools\":2,\"midday_meal\":33.3}");
        assertThat(state.get("columns"))
                .hasToString(
                        "[{\"key\":\"schools\",\"unit\":\"count\"},{\"key\":\"midday_meal\",\"unit\":\"percent\",\"decimals\":1,\"higherIsBetter\":true}]");
    }

    @Test
    void theFiltersNameTheAxesAndTheDays() throws SQLException {
        attendance(SCHOOL, "2020-07-01", 1, 2);
        attendance(SCHOOL, "2020-07-03", 1, 2);
        database.execute(
                "insert into agg.student_register values ('2020-21', %d, 3, 12)".formatted(SCHOOL));
        assertThat(database.filters("composite", END_OF_JULY))
                .isEqualTo(
                        List.of(
                                "2020-07-01",
                                "2020-07-03",
                                "{\"metrics\":[{\"id\":\"students\",\"name\":\"Pupils\",\"unit\":\"count\"},"
                                        + "{\"id\":\"student_attendance\",\"name\":\"Student attendance\",\"unit\":\"percent\"}],"
                                        + "\"managements\":[{\"id\":\"1\",\"name\":\"1\"},{\"id\":\"2\",\"name\":\"2\"}]}"));
    }
}
