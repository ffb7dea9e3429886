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
import java.util.stream.Stream;
import org.cqube.engines.contract.ReportDefinition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every report of a state of 2,000 schools. The time-out is far above what a report takes: it tells
 * a plan that grows with the square of the schools from one that does not.
 */
@EnabledIfSystemProperty(
        named = "cqube.test.full",
        matches = "true",
        disabledReason = "minutes; ./cqube test --full")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportScaleTest {

    private static final Settings RUN = Settings.asof("2020-07-31");
    private static final List<String> SOURCES =
            List.of("pat", "sat", "semester", "crc", "infrastructure", "composite", "card");

    private static final List<String> STATE =
            List.of(
                    "insert into master.district (district_id, name, loaded_by) select 8800 + d, 'D' || d, 1 from generate_series(1, 10) d",
                    "insert into master.block (block_id, name, district_id, loaded_by) select district_id * 100 + b, 'B' || b, district_id, 1 from master.district, generate_series(1, 5) b",
                    "insert into master.cluster (cluster_id, name, block_id, loaded_by) select block_id * 10000 + c, 'C' || c, block_id, 1 from master.block, generate_series(1, 5) c",
                    """
                    insert into master.school (school_id, name, state_id, district_id, block_id, cluster_id, category_id, management_id, lat, lon, loaded_by)
                    select block_id * 100000 + cluster_id % 10000 * 100 + s, 'S' || s, 88, block_id / 100, block_id, cluster_id, s % 3, 1 + s % 4, 20 + s * 0.1, 76 + s * 0.1, 1
                      from master.cluster, generate_series(1, 8) s\
                    """,
                    """
                    insert into agg.student_attendance_month (school_id, month_start, present, marked, students, first_day, last_day)
                    select school_id, '2020-07-01', 2000, 2600, 100, '2020-07-01', '2020-07-31' from master.school\
                    """,
                    """
                    insert into agg.student_attendance_day (school_id, day, present, marked, students)
                    select school_id, date '2020-06-01' + d, school_id % 100, 100, 100 from master.school, generate_series(0, 60) d\
                    """,
                    """
                    insert into fact.crc_visit (inspection_id, observer_id, school_id, visit_date, is_inspection, loaded_by)
                    select row_number() over (order by school_id, v), school_id / 100, school_id, date '2020-06-01' + v * 7 % 60, 2, 1
                      from master.school, generate_series(1, 9) v where v <= school_id % 10\
                    """,
                    """
                    insert into fact.crc_location (location_id, school_id, inspection_id, lat, lon, in_school, recorded_at, loaded_by)
                    select 1000000 + inspection_id * 2 + p, school_id, inspection_id, 20.1, 76.1, true, visit_date, 1
                      from fact.crc_visit, generate_series(0, 1) p\
                    """,
                    """
                    insert into fact.infrastructure_school (school_id, toilet, handwash, library, drinking_water, tap_water, electricity, boys_toilet, girls_toilet, loaded_by)
                    select school_id, school_id % 3, 1, school_id % 2, 1, 2, 1, null, school_id % 5, 1 from master.school\
                    """,
                    """
                    insert into fact.semester_result (school_id, academic_year, semester, grade, student_id, subject_1, subject_2, subject_3, subject_4, loaded_by)
                    select school_id, '2020-21', semester, grade, school_id * 1000 + grade * 10 + p, 20 + p, 30, 10 + school_id % 20, null, 1
                      from master.school, generate_series(1, 2) semester, generate_series(3, 8) grade, generate_series(1, 5) p where school_id % 7 <> 0\
                    """);

    private static final List<String> EXAMS =
            List.of(
                    """
                    insert into fact.exam (assessment, exam_id, academic_year, standard, subject_id, subject_name, exam_code, exam_date, total_marks, semester, loaded_by)
                    select '%1$s', grade * 10 + s, '2020-21', grade, s, 'Subject ' || s, 'E' || grade || s, date '2020-07-01' + s * 9, 20, '%2$s', 1
                      from generate_series(3, 8) grade, generate_series(1, 3) s\
                    """,
                    """
                    insert into fact.exam_question (assessment, question_id, exam_id, indicator, title, text, marks, loaded_by)
                    select '%1$s', exam_id * 10 + q, exam_id, 'LO-' || q %% 3, 'Q' || q, 'How many?', 5, 1
                      from fact.exam, generate_series(1, 5) q where assessment = '%1$s'\
                    """,
                    """
                    insert into master.enrolment (assessment, school_id, grade, students_count, loaded_by)
                    select '%1$s', school_id, grade, 10, 1 from master.school, generate_series(3, 8) grade\
                    """,
                    """
                    insert into fact.exam_result (assessment, exam_code, student_uid, question_id, school_id, grade, obtained_marks, loaded_by)
                    select '%1$s', exam_code, school_id * 1000 + standard * 10 + p, question_id, school_id, standard, (school_id + p + question_id) %% 6, 1
                      from fact.exam join fact.exam_question using (assessment, exam_id), master.school, generate_series(1, 4) p
                     where assessment = '%1$s' and school_id %% 7 <> 0\
                    """);

    private SourceDatabase database;

    @BeforeAll
    @Timeout(600)
    void load() throws SQLException {
        database = SourceDatabase.open();
        for (String sql : STATE) {
            database.execute(sql);
        }
        for (Map.Entry<String, String> semester : Map.of("pat", "none", "sat", "1").entrySet()) {
            for (String sql : EXAMS) {
                database.execute(sql.formatted(semester.getKey(), semester.getValue()));
            }
        }
        database.execute("analyze");
        aggregate("crc", "key", "select inspection_id from fact.crc_visit");
        aggregate("infrastructure", "key", "select school_id from fact.infrastructure_school");
        aggregate(
                "semester",
                "class",
                "select distinct school_id || '|' || academic_year || '|' || semester || '|' || grade from fact.semester_result");
        for (String assessment : List.of("pat", "sat")) {
            aggregate(
                    assessment,
                    "result",
                    "select distinct school_id || '|' || exam_code from fact.exam_result where assessment = '%s'"
                            .formatted(assessment));
        }
        database.execute("analyze");
    }

    private void aggregate(String source, String kind, String keys) throws SQLException {
        database.aggregate(
                source,
                database.rows(keys).stream().map(key -> new Touched(source, kind, key)).toList());
    }

    @AfterAll
    void close() throws SQLException {
        database.close();
    }

    static Stream<Arguments> reports() {
        return SOURCES.stream()
                .flatMap(
                        source ->
                                FlowTemplates.contract(source).reports().stream()
                                        .filter(report -> !report.id().equals("unknown-schools"))
                                        .map(report -> Arguments.of(source, report)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("reports")
    @Timeout(120)
    void ofTwoThousandSchools(String source, ReportDefinition report) throws SQLException {
        assertThat(database.report(source, report.sql(), RUN, List.of()))
                .anySatisfy(
                        (partition, body) ->
                                assertThat(partition).containsPattern("level=(school|observer)"));
    }
}
