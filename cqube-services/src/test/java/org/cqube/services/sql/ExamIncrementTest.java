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

/** Recomputing the touched exams gives what recomputing everything gives, in whatever order. */
class ExamIncrementTest {

    private static final long[] SCHOOLS = {88010100101L, 88010100102L, 88010100103L};
    private static final String[] DAYS = {"2020-06-29", "2020-07-10", "2020-07-29"};
    private static final Settings END_OF_JULY = Settings.asof("2020-07-31");
    private static final List<String> TABLES =
            List.of("agg.exam_question", "agg.exam_indicator", "agg.exam_school");

    private static final List<String> REPORTS =
            List.of("report.sql", "heatmap.sql", "lo_table.sql", "exceptions.sql", "raw.sql");

    private SourceDatabase database;
    private Exams exams;

    @BeforeEach
    void openDatabase() throws SQLException {
        database = SourceDatabase.open();
        Attendance masters = new Attendance(database).withOneBlock();
        for (long school : SCHOOLS) {
            masters.withSchool(school, (int) (school % 2) + 1, null);
        }
        exams = new Exams(database, "sat");
    }

    @AfterEach
    void closeDatabase() throws SQLException {
        database.close();
    }

    /**
     * Masters and marks come, change and go in any order; after each batch the sums are whole, and
     * what stands published, of which a batch rewrites a part, is what a first publication makes.
     */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 20200731})
    void incrementalEqualsFullRecomputation(long seed) throws SQLException {
        Random random = new Random(seed);
        Map<String, SortedMap<String, String>> published = new TreeMap<>();
        for (int batch = 0; batch < 8; batch++) {
            for (int change = random.nextInt(15); change >= 0; change--) {
                changeSomething(random);
            }
            Set<Touched> touched = exams.aggregate();
            Map<String, List<String>> incremental = aggregates();
            for (String report : REPORTS) {
                database.publish(
                        published.computeIfAbsent(report, key -> new TreeMap<>()),
                        "sat",
                        report,
                        END_OF_JULY,
                        touched);
            }
            recomputeAll();
            assertThat(incremental).as("batch %d", batch).isEqualTo(aggregates());
            for (String report : REPORTS) {
                assertThat(published.get(report))
                        .as("batch %d, %s", batch, report)
                        .isEqualTo(exams.report(report, END_OF_JULY).files());
            }
        }
    }

    private void changeSomething(Random random) throws SQLException {
        int exam = 1 + random.nextInt(3);
        long school = SCHOOLS[random.nextInt(SCHOOLS.length)];
        switch (random.nextInt(10)) {
            case 0 ->
                    exams.exam(
                            exam,
                            "E" + exam,
                            3 + random.nextInt(2),
                            "S" + random.nextInt(2),
                            DAYS[random.nextInt(DAYS.length)],
                            1 + exam % 2);
            case 1 ->
                    exams.question(
                            exam * 10 + random.nextInt(2),
                            1 + random.nextInt(3),
                            "LO-" + random.nextInt(2),
                            5 + random.nextInt(3));
            case 2 -> exams.enrolled(school, 3 + random.nextInt(2), 5 + random.nextInt(10));
            case 3 -> exams.removeMarks(school, "E" + exam, 1 + random.nextInt(4));
            default ->
                    exams.mark(
                            school,
                            "E" + exam,
                            1 + random.nextInt(4),
                            exam * 10 + random.nextInt(2),
                            random.nextInt(4) == 0 ? null : random.nextInt(6));
        }
    }

    private Map<String, List<String>> aggregates() throws SQLException {
        Map<String, List<String>> contents = new TreeMap<>();
        for (String table : TABLES) {
            contents.put(table, database.rows("select * from " + table + " order by 1, 2, 3, 4"));
        }
        return contents;
    }

    private void recomputeAll() throws SQLException {
        for (String table : TABLES) {
            database.execute("truncate " + table);
        }
        exams.touchAll();
        exams.aggregate();
    }

    @Test
    void marksWaitForExamAndQuestion() throws SQLException {
        exams.mark(SCHOOLS[0], "E1", 1, 10, 4);
        exams.aggregate();
        assertThat(exams.report("report.sql", END_OF_JULY).files()).isEmpty();
        exams.question(10, 1, "LO-1", 5);
        exams.aggregate();
        assertThat(exams.report("report.sql", END_OF_JULY).files()).isEmpty();
        exams.exam(1, "E1", 3, "Maths", "2020-07-29", 1);
        exams.aggregate();
        assertThat(
                        exams.report("report.sql", END_OF_JULY)
                                .values(
                                        "period=2020-07/semester=1/grade=all/management=all/level=state",
                                        "88")
                                .get("performance")
                                .asText())
                .isEqualTo("80.0");
    }
}
