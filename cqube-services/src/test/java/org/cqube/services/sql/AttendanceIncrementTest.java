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
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recomputing the touched keys gives what recomputing everything gives. */
class AttendanceIncrementTest {

    private static final long[] SCHOOLS = {88010100101L, 88010100102L, 88010100103L};
    private static final List<String> MONTHS =
            List.of("2020-04", "2020-05", "2020-06", "2020-07", "2020-08");
    private static final Settings MIDDLE_OF_JULY = Settings.asof("2020-07-15");
    private static final List<String> TABLES =
            List.of(
                    "agg.student_attendance_day",
                    "agg.student_attendance_month",
                    "agg.student_seen");

    private SourceDatabase database;
    private Attendance attendance;

    @BeforeEach
    void openDatabase() throws SQLException {
        database = SourceDatabase.open();
        attendance = new Attendance(database).withOneBlock();
        for (long school : SCHOOLS) {
            attendance.withSchool(school, (int) (school % 2) + 1, (int) (school % 3));
        }
    }

    @AfterEach
    void closeDatabase() throws SQLException {
        database.close();
    }

    /**
     * Batches insert, change and delete pupils' months; after each one the aggregates are whole.
     */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 20200731})
    void incrementalEqualsFullRecomputation(long seed) throws SQLException {
        Random random = new Random(seed);
        for (int batch = 0; batch < 6; batch++) {
            for (int change = random.nextInt(12); change >= 0; change--) {
                changeSomething(random);
            }
            attendance.aggregate();
            Map<String, List<String>> incremental = aggregates();
            SortedMap<String, String> report = attendance.report(MIDDLE_OF_JULY);
            recomputeAll();
            assertThat(incremental).as("batch %d", batch).isEqualTo(aggregates());
            assertThat(report).isEqualTo(attendance.report(MIDDLE_OF_JULY));
        }
    }

    private void changeSomething(Random random) throws SQLException {
        long school = SCHOOLS[random.nextInt(SCHOOLS.length)];
        long pupil = 1 + random.nextInt(4);
        String month = MONTHS.get(random.nextInt(MONTHS.size()));
        if (random.nextInt(4) == 0) {
            database.execute(
                    "delete from fact.student_attendance where school_id = %d and student_id = %d and month_start = '%s-01'"
                            .formatted(school, pupil, month));
            attendance.touch(school, LocalDate.parse(month + "-01"));
        } else {
            StringBuilder codes = new StringBuilder();
            for (int day = 1; day <= 28; day++) {
                codes.append(day > 1 ? "," : "")
                        .append(List.of("1", "1", "2", "5", "").get(random.nextInt(5)));
            }
            attendance.month(school, pupil, month, random.nextInt(8) == 0 ? "" : codes.toString());
        }
    }

    private Map<String, List<String>> aggregates() throws SQLException {
        Map<String, List<String>> contents = new TreeMap<>();
        for (String table : TABLES) {
            contents.put(table, database.rows("select * from " + table + " order by 1, 2"));
        }
        return contents;
    }

    private void recomputeAll() throws SQLException {
        for (String table : TABLES) {
            database.execute("truncate " + table);
        }
        for (String row :
                database.rows(
                        "select distinct school_id, month_start from fact.student_attendance")) {
            String[] key = row.split("\\|");
            attendance.touch(Long.parseLong(key[0]), LocalDate.parse(key[1]));
        }
        attendance.aggregate();
    }

    /** Only the touched days of a month are counted again. */
    @Test
    void aDayInTheMiddleLeavesItsNeighbours() throws SQLException {
        attendance.month(SCHOOLS[0], 1, "2020-07", "1,1,1").aggregate();
        attendance.month(SCHOOLS[0], 1, "2020-07", "1,2,1");
        database.aggregate(
                Attendance.SOURCE,
                List.of(
                        Touched.day(SCHOOLS[0], LocalDate.of(2020, 7, 2)),
                        Touched.month(SCHOOLS[0], LocalDate.of(2020, 7, 1))));
        assertThat(
                        database.rows(
                                "select day, present, marked from agg.student_attendance_day order by 1"))
                .containsExactly("2020-07-01|1|1", "2020-07-02|0|1", "2020-07-03|1|1");
        assertThat(
                        database.rows(
                                "select present, marked, students, first_day, last_day from agg.student_attendance_month"))
                .containsExactly("2|3|1|2020-07-01|2020-07-03");
    }

    @Test
    void onlyTouchedMonthsAreWrittenAnew() throws SQLException {
        attendance.month(SCHOOLS[0], 1, "2020-06", "1").aggregate();
        attendance.month(SCHOOLS[0], 1, "2020-07", "1");
        Set<Touched> july = attendance.aggregate();
        assertThat(periods(july))
                .doesNotContain("period=2020-06")
                .contains("period=2020-07", "period=overall");
        Set<Touched> withMaster = new LinkedHashSet<>(july);
        withMaster.add(Touched.record("school_master", SCHOOLS[0]));
        assertThat(periods(withMaster)).contains("period=2020-06", "period=2020-07");
        assertThat(periods(Set.of())).contains("period=2020-06", "period=2020-07");
    }

    /** What is left out is what has not changed. */
    @Test
    void partOfTheReportEqualsTheWholeReport() throws SQLException {
        attendance.month(SCHOOLS[0], 1, "2020-06", "1").aggregate();
        attendance.month(SCHOOLS[1], 2, "2020-07", "1");
        Set<Touched> july = attendance.aggregate();
        SortedMap<String, String> whole = attendance.report(MIDDLE_OF_JULY);
        assertThat(whole)
                .containsAllEntriesOf(
                        database.report(Attendance.SOURCE, "report.sql", MIDDLE_OF_JULY, july));
    }

    private Set<String> periods(Set<Touched> touched) throws SQLException {
        Set<String> periods = new LinkedHashSet<>();
        for (String partition :
                new ArrayList<>(
                        database.report(Attendance.SOURCE, "report.sql", MIDDLE_OF_JULY, touched)
                                .keySet())) {
            periods.add(partition.split("/")[0]);
        }
        return periods;
    }
}
