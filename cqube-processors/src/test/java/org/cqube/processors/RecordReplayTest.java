/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.processors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Replays of sources whose rows are chosen by exam, semester or day of a visit. */
class RecordReplayTest {
    private static final String FIRST = "SAT030110092020";
    private static final String SECOND = "SAT030110032021";

    private final World world = World.WORLD;

    @BeforeEach
    void reset() {
        world.reset();
    }

    /** Two exams of a class, one in each semester, and later marks that the load refused. */
    private void emitExams() {
        final Chain chain = new Chain(world, "sat");
        chain.load(
                "semester_exam_mst",
                "20200901080000",
                "exam_id|medium|standard|division|subject_id|exam_type_id|exam_code|exam_date|total_questions|total_marks|assessment_year|exam_type|subject_name|semester\n"
                        + "1|Hindi|3|A|1|2|"
                        + FIRST
                        + "|2020-09-10|1|5|2020-21|Semester|Maths|1\n"
                        + "2|Hindi|3|A|1|2|"
                        + SECOND
                        + "|2021-03-10|1|5|2020-21|Semester|Maths|2\n");
        chain.load(
                "semester_exam_qst_mst",
                "20200901090000",
                "question_id|exam_id|indicator_id|indicator_title|indicator|question_title|question|question_marks\n"
                        + "1|1|1|LO-1|Adds|Q1|1 + 1|5\n2|2|1|LO-1|Adds|Q1|2 + 2|5\n");
        chain.load("semester_exam_result_trans", "20210401080000", results("3", "3"));
        chain.load("semester_exam_result_trans", "20210402080000", results("4", "4"));
        assertThat(world.database.rules(chain.newest())).contains("row|overlap.id|2");
    }

    private static String results(final String first, final String second) {
        return "id|exam_id|exam_code|student_id|student_uid|school_id|studying_class|section|question_id|obtained_marks\n"
                + result(1, FIRST, first)
                + result(2, SECOND, second);
    }

    private static String result(final int exam, final String code, final String marks) {
        return "%1$d|%1$d|%2$s|7|990000000000001|88010100101|3|A|%1$d|%3$s\n"
                .formatted(exam, code, marks);
    }

    private String replay(final String source, final String selection) {
        world.database.execute("select meta.request_replay(?, ?::jsonb, false)", source, selection);
        Steps.runner(world, null, "replay").run();
        return world.database.one(
                "select concat_ws('|', state, files, rows_deleted, records_in, loaded, rejected, already_known)"
                        + " from meta.replay order by replay_id desc limit 1");
    }

    private List<String> marks() {
        return world.database.lines(
                "select exam_code, obtained_marks from fact.exam_result order by 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"semester\": \"1\", \"academicYear\": \"2020-21\"}; SAT030110092020",
                "{\"semester\": \"2\"}; SAT030110032021",
                "{\"from\": \"2020-09-01\", \"to\": \"2020-09-30\"}; SAT030110092020"
            })
    void resultsGoWithTheExamsThatAreChosen(final String selection, final String code) {
        emitExams();

        final String result = replay("sat", selection);

        // the exam itself, and the pupil's mark, which came twice
        assertThat(result).isEqualTo("done|3|2|3|3|0|0");
        assertThat(marks())
                .containsExactly(
                        SECOND + "|" + (code.equals(SECOND) ? 4 : 3),
                        FIRST + "|" + (code.equals(FIRST) ? 4 : 3));
        assertThat(world.database.one("select count(*) from fact.exam")).isEqualTo("2");
        assertThat(
                        world.database.lines(
                                "select distinct key_value from meta.touched where owner_source = 'sat' and key_kind = 'result'"))
                .contains("88010100101|" + code);
    }

    /** The school narrows the results; exams are of no school. */
    @Test
    void aSchoolOfASemesterTakesResultsOnly() {
        emitExams();

        assertThat(replay("sat", "{\"semester\": \"1\", \"school\": \"88010100101\"}"))
                .isEqualTo("done|2|1|2|2|0|0");
        assertThat(replay("sat", "{\"semester\": \"1\", \"school\": \"88010100102\"}"))
                .isEqualTo("done|2|0|0|0|0|0");
        assertThat(marks()).containsExactly(SECOND + "|3", FIRST + "|4");
    }

    @Test
    void aSemesterWithoutExamsTakesNothing() {
        emitExams();

        assertThat(replay("sat", "{\"semester\": \"1\", \"academicYear\": \"2019-20\"}"))
                .isEqualTo("done|3|0|0|0|0|0");
        assertThat(marks()).containsExactly(SECOND + "|3", FIRST + "|3");
    }

    @Test
    void visitsAndTheirPlacesGoByTheirDay() {
        final Chain chain = new Chain(world, "crc");
        chain.load(
                "inspection_master",
                "20210201080000",
                "InspectionId|ObserverId|ObserverName|SchoolId|BeginningStandard|EndStandard|TotalClassRooms|VisitDate|VisitStartTime|VisitEndTime|ActualClassRooms|TotalSuggestionLastMonth|ResolvedFromThat|IsInspection|ReasonType|ReasonDesc|TotalScore|Score|IsOffline\n"
                        + "71|420|A|88010100101|1|8|6|2021-01-18|10:05|13:40|6|2|1|2|||900|71.5|FALSE\n"
                        + "72|420|A|88010100101|1|8|6|2021-02-01|10:05|13:40|6|2|1|2|||900|71.5|FALSE\n");
        chain.load(
                "user_location_master",
                "20210201090000",
                "UserLocationMasterId|UserMasterId|SchoolId|InspectionId|Latitude|Longitude|InSchoolLocation|CreatedOn\n"
                        + "31|420|88010100101|71|21.104|78.330|TRUE|2021-01-31 23:59:59.999999999\n"
                        + "32|420|88010100101|72|21.104|78.330|TRUE|2021-02-01 00:00:00\n");
        world.database.execute("update fact.crc_visit set score = 1");
        world.database.execute("update fact.crc_location set in_school = false");

        final String result = replay("crc", "{\"from\": \"2021-01-01\", \"to\": \"2021-01-31\"}");

        assertThat(result).isEqualTo("done|2|2|2|2|0|0");
        assertThat(
                        world.database.lines(
                                "select inspection_id, score, in_school from fact.crc_visit join fact.crc_location using (inspection_id) order by 1"))
                .containsExactly("71|71.5|t", "72|1|f");
    }
}
