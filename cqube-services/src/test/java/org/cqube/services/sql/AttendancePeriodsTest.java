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
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which days and pupils belong to a period, at the borders of months and academic years. */
class AttendancePeriodsTest {

    private static final long SCHOOL = 88010100101L;

    /** Opens a database for all tests of a nested class. */
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    abstract static class OneSchool {
        private SourceDatabase database;
        Attendance attendance;

        @BeforeAll
        void openDatabase() throws SQLException {
            database = SourceDatabase.open();
            attendance = new Attendance(database).withOneBlock().withSchool(SCHOOL, 1, null);
            load();
            attendance.aggregate();
        }

        abstract void load() throws SQLException;

        SourceDatabase database() {
            return database;
        }

        int value(String asof, String period, String key) throws SQLException {
            return attendance.state(Settings.asof(asof), period).get(key).intValue();
        }

        @AfterAll
        void closeDatabase() throws SQLException {
            database.close();
        }
    }

    /** One pupil, present every day from May 2020 to March 2021. */
    @Nested
    class PresentFromMayToMarch extends OneSchool {

        @Override
        void load() throws SQLException {
            for (YearMonth month = YearMonth.of(2020, 5);
                    month.isBefore(YearMonth.of(2021, 4));
                    month = month.plusMonths(1)) {
                String codes =
                        IntStream.rangeClosed(1, month.lengthOfMonth())
                                .mapToObj(day -> "1")
                                .collect(Collectors.joining(","));
                attendance.month(SCHOOL, 1, month.toString(), codes);
            }
        }

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
            // May belongs to the year that began in June 2019
            "2020-05-31, year_to_date, 31",
            "2020-06-01, year_to_date, 1",
            "2020-06-01, last_7_days, 7",
            // from June to 1 January
            "2021-01-01, year_to_date, 215",
            "2021-01-03, last_7_days, 7",
            // 31 January to 1 March: three months
            "2021-03-01, last_30_days, 30",
            "2021-03-31, year_to_date, 304",
            // nothing was delivered for these days
            "2021-04-30, last_day, 0",
            "2021-04-06, last_7_days, 1",
            // everything loaded, also what lies after the day
            "2020-04-30, overall, 335",
            "2020-04-30, 2021-01, 31"
        })
        void countsTheDaysOfThePeriod(String asof, String period, int days) throws SQLException {
            assertThat(value(asof, period, "marked")).isEqualTo(days);
        }

        @Test
        void aPeriodWithoutDataHasLinesWithoutValues() throws SQLException {
            assertThat(attendance.state(Settings.asof("2022-01-01"), "last_7_days"))
                    .hasToString(
                            "{\"attendance\":null,\"present\":0,\"marked\":0,\"students\":0,\"schools\":0,\"coverage\":null}");
        }

        @Test
        void academicYearBeginsInTheMonthThatIsSet() throws SQLException {
            Settings fromApril = Settings.asof("2020-06-30").withStartMonth(4);
            // the year began in April; May and June have data
            assertThat(attendance.state(fromApril, "year_to_date").get("marked").intValue())
                    .isEqualTo(61);
            assertThat(database().report(Attendance.SOURCE, "trend.sql", fromApril, List.of()))
                    .containsKey("period=2020-21/management=all/category=all/level=state")
                    .doesNotContainKey("period=2019-20/management=all/category=all/level=state");
            assertThat(
                            database()
                                    .report(
                                            Attendance.SOURCE,
                                            "trend.sql",
                                            Settings.asof("2020-06-30"),
                                            List.of()))
                    .containsKeys(
                            "period=2019-20/management=all/category=all/level=state",
                            "period=2020-21/management=all/category=all/level=state");
        }

        @Test
        void theTrendHasTwelvePointsFromTheFirstMonthOfTheYear() throws SQLException {
            String body =
                    database()
                            .report(
                                    Attendance.SOURCE,
                                    "trend.sql",
                                    Settings.asof("2020-06-30"),
                                    List.of())
                            .get("period=2020-21/management=all/category=all/level=state");
            var series = Attendance.parse(body).get("rows").get(0).get("series");
            assertThat(series).hasSize(12);
            assertThat(series.get(0))
                    .hasToString(
                            "{\"month\":\"2020-06\",\"attendance\":100.0,\"students\":1,\"schools\":1}");
            assertThat(series.get(11))
                    .hasToString(
                            "{\"month\":\"2021-05\",\"attendance\":null,\"students\":null,\"schools\":null}");
        }

        @Test
        void filtersNameTheMonthsAndYearsThatHaveFiles() throws SQLException {
            List<String> filters =
                    database().filters(Attendance.SOURCE, Settings.asof("2021-03-31"));
            assertThat(filters.subList(0, 2)).containsExactly("2020-05-01", "2021-03-31");
            var choices = Attendance.parse(filters.get(2));
            assertThat(choices.get("academicYears")).hasToString("[\"2019-20\",\"2020-21\"]");
            assertThat(choices.get("months")).hasSize(11);
            assertThat(choices.at("/monthCounts/2020-05"))
                    .hasToString(
                            "{\"districts\":1,\"blocks\":1,\"clusters\":1,\"schools\":1,\"students\":1,"
                                    + "\"dataFrom\":\"2020-05-01\",\"dataUpTo\":\"2020-05-31\"}");
            // the month of the run is complete up to the run's day, one that lies after it up to
            // its data
            var earlier =
                    Attendance.parse(
                            database()
                                    .filters(Attendance.SOURCE, Settings.asof("2020-06-10"))
                                    .get(2));
            assertThat(earlier.at("/monthCounts/2020-06/dataUpTo").asText())
                    .isEqualTo("2020-06-10");
            assertThat(earlier.at("/monthCounts/2020-07/dataUpTo").asText())
                    .isEqualTo("2020-07-31");
            assertThat(choices.get("managements")).hasToString("[{\"id\":\"1\",\"name\":\"1\"}]");
            assertThat(choices.get("categories")).isEmpty();
        }
    }

    /** Pupil 1 comes in June and October, 2 in June and August, 3 from July on, 4 in September. */
    @Nested
    class PupilsWhoComeAndGo extends OneSchool {

        @Override
        void load() throws SQLException {
            attendance
                    .month(SCHOOL, 1, "2020-06", "1")
                    .month(SCHOOL, 1, "2020-10", "1")
                    .month(SCHOOL, 2, "2020-06", "1")
                    .month(SCHOOL, 2, "2020-08", "1")
                    .month(SCHOOL, 3, "2020-07", "1")
                    .month(SCHOOL, 3, "2020-08", "1")
                    .month(SCHOOL, 3, "2020-09", "1")
                    .month(SCHOOL, 4, "2020-09", "");
        }

        @ParameterizedTest(name = "{1} as of {0}: {2} pupils")
        @CsvSource({
            "2020-07-31, last_day, 1",
            "2020-07-31, last_30_days, 1",
            // June to July: 1, 2, 3
            "2020-07-03, last_7_days, 3",
            // July to August: 2 and 3; pupil 1 was there before and after, but not in between
            "2020-08-05, last_7_days, 2",
            // August to September: 2, 3, 4, again without pupil 1
            "2020-09-02, last_7_days, 3",
            // June to August, and to September
            "2020-08-31, year_to_date, 3",
            "2020-09-30, year_to_date, 4",
            "2020-09-30, overall, 4",
            "2020-09-30, 2020-06, 2",
            "2020-12-31, last_30_days, 0"
        })
        void countsDistinctPupilsOfTheMonthsThatThePeriodTouches(
                String asof, String period, int pupils) throws SQLException {
            assertThat(value(asof, period, "students")).isEqualTo(pupils);
        }
    }
}
