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

import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which days and pupils belong to a period, at the borders of months and academic years. */
class AttendancePeriodsTest {

    private static final long SCHOOL = 88010100101L;
    private static final String WHOLE_MONTH =
            IntStream.rangeClosed(1, 31).mapToObj(day -> "1").collect(Collectors.joining(","));

    private SourceDatabase database;
    private Attendance attendance;

    @BeforeEach
    void openDatabase() throws SQLException {
        database = SourceDatabase.open();
        attendance = new Attendance(database).withOneBlock().withSchool(SCHOOL, 1, null);
    }

    @AfterEach
    void closeDatabase() throws SQLException {
        database.close();
    }

    /** One pupil, present every day from May 2020 to March 2021; January's 31 days among them. */
    @ParameterizedTest(name = "{1} as of {0}: {2} days")
    @CsvSource({
        "2020-07-31, last_day, 1",
        "2020-07-31, last_7_days, 7",
        "2020-07-31, last_30_days, 30",
        "2020-07-31, year_to_date, 61",
        "2020-08-01, last_day, 1",
        "2020-08-03, last_7_days, 7",
        // 2 May is the first of the 30 days
        "2020-05-31, last_30_days, 30",
        "2020-05-31, year_to_date, 31",
        "2020-06-01, year_to_date, 1",
        "2020-06-01, last_7_days, 7",
        // before June the academic year is that of the year before
        "2021-01-01, year_to_date, 215",
        "2021-01-03, last_7_days, 7",
        // 31 January to 1 March: three months
        "2021-03-01, last_30_days, 30",
        "2021-03-31, year_to_date, 304",
        // nothing was delivered for these days
        "2021-04-30, last_day, 0",
        "2021-04-06, last_7_days, 1",
        "2020-04-30, overall, 335",
    })
    void countsTheDaysOfThePeriod(String asof, String period, int days) throws SQLException {
        for (String month :
                new String[] {
                    "2020-05", "2020-06", "2020-07", "2020-08", "2020-09", "2020-10", "2020-11",
                    "2020-12", "2021-01", "2021-02", "2021-03"
                }) {
            int length = java.time.YearMonth.parse(month).lengthOfMonth();
            attendance.month(SCHOOL, 1, month, WHOLE_MONTH.substring(0, 2 * length - 1));
        }
        attendance.aggregate();
        assertThat(attendance.state(Settings.asof(asof), period).get("marked").intValue())
                .isEqualTo(days);
    }

    @Test
    void academicYearBeginsInTheMonthThatIsSet() throws SQLException {
        attendance
                .month(SCHOOL, 1, "2020-03", "1,1")
                .month(SCHOOL, 1, "2020-04", "1")
                .month(SCHOOL, 1, "2020-06", "2")
                .aggregate();
        Settings inApril = Settings.asof("2020-06-30").withStartMonth(4);
        assertThat(attendance.state(inApril, "year_to_date").get("marked").intValue()).isEqualTo(2);
        assertThat(database.report(Attendance.SOURCE, "trend.sql", inApril, java.util.List.of()))
                .containsKeys(
                        "period=2019-20/management=all/category=all/level=state",
                        "period=2020-21/management=all/category=all/level=state");
        assertThat(database.filters(Attendance.SOURCE, inApril).get(2))
                .contains("\"academicYears\":[\"2019-20\", \"2020-21\"]");
    }

    /** Pupil 1 comes only in June, 2 in June and August, 3 from July on, 4 only in September. */
    @ParameterizedTest(name = "{1} as of {0}: {2} pupils")
    @CsvSource({
        "2020-07-31, last_day, 1",
        "2020-07-31, last_30_days, 1",
        // June to July: pupils 1, 2, 3
        "2020-07-03, last_7_days, 3",
        // July to August: 2 and 3
        "2020-08-05, last_7_days, 2",
        // August to September: 2, 3, 4
        "2020-09-02, last_7_days, 3",
        "2020-08-31, year_to_date, 3",
        "2020-09-30, year_to_date, 4",
        "2020-09-30, overall, 4",
        "2020-09-30, 2020-06, 2"
    })
    void countsDistinctPupilsOfTheMonthsThatThePeriodTouches(String asof, String period, int pupils)
            throws SQLException {
        attendance
                .month(SCHOOL, 1, "2020-06", "1")
                .month(SCHOOL, 2, "2020-06", "1")
                .month(SCHOOL, 2, "2020-08", "1")
                .month(SCHOOL, 3, "2020-07", "1")
                .month(SCHOOL, 3, "2020-08", "1")
                .month(SCHOOL, 3, "2020-09", "1")
                .month(SCHOOL, 4, "2020-09", "")
                .aggregate();
        assertThat(attendance.state(Settings.asof(asof), period).get("students").intValue())
                .isEqualTo(pupils);
    }

    /** Seen before and after the window, but not in it. */
    @Test
    void aPupilWhoWasAwayForThePeriodIsNotCounted() throws SQLException {
        attendance
                .month(SCHOOL, 1, "2020-06", "1")
                .month(SCHOOL, 1, "2020-09", "1")
                .month(SCHOOL, 2, "2020-07", "1")
                .aggregate();
        assertThat(
                        attendance
                                .state(Settings.asof("2020-08-05"), "last_7_days")
                                .get("students")
                                .intValue())
                .isEqualTo(1);
    }

    @Test
    void aPeriodWithoutDataHasLinesWithoutValues() throws SQLException {
        attendance.month(SCHOOL, 1, "2020-06", "1").aggregate();
        assertThat(attendance.state(Settings.asof("2022-01-01"), "last_7_days"))
                .hasToString(
                        "{\"attendance\":null,\"present\":0,\"marked\":0,\"students\":0,\"schools\":0}");
    }
}
