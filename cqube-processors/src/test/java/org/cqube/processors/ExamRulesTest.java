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
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests with marks per question, from zip to published file. */
class ExamRulesTest {
    private static final String EXAM = "periodic_exam_mst";
    private static final String QUESTION = "periodic_exam_qst_mst";
    private static final String RESULT = "periodic_exam_result_trans";
    private static final String CODE = "PAT030129072020";
    private static final long SCHOOL = 88010100101L;
    private static final Path GIVEN = Path.of("..", "..", "shared", "samples", "cqube_emission");

    private final World world = World.WORLD;
    private Chain chain;

    @BeforeEach
    void reset() {
        world.reset();
        chain = new Chain(world, "pat").with("aggregate", "As Of", "latest");
        masters();
    }

    private void masters() {
        world.database.execute(
                "insert into master.district (district_id, name, loaded_by) values (8801, 'D1', 1)");
        world.database.execute(
                "insert into master.block (block_id, name, district_id, loaded_by) values (880101, 'B1', 8801, 1)");
        world.database.execute(
                "insert into master.cluster (cluster_id, name, block_id, loaded_by) values (8801010001, 'C1', 880101, 1)");
        world.database.execute(
                "insert into master.school (school_id, name, state_id, district_id, block_id, cluster_id, loaded_by)"
                        + " values (88010100101, 'S1', 88, 8801, 880101, 8801010001, 1)");
    }

    private static String exams(final String... rows) {
        return "exam_id|medium|standard|division|subject_id|exam_type_id|exam_code|exam_date|total_questions|total_marks|assessment_year|exam_type|subject_name\n"
                + String.join("\n", rows)
                + "\n";
    }

    private static String exam(final int id, final String code, final String day) {
        return "%d|Hindi|3|A|1|2|%s|%s|2|10|2020-21|Periodic Assessment|Maths"
                .formatted(id, code, day);
    }

    private static String questions(final String... rows) {
        return "question_id|exam_id|indicator_id|indicator_title|indicator|question_title|question|question_marks\n"
                + String.join("\n", rows)
                + "\n";
    }

    /** Marks as pupil:question:marks. */
    private static String results(final String... marks) {
        final StringBuilder csv =
                new StringBuilder(
                        "id|exam_id|exam_code|student_id|student_uid|school_id|studying_class|section|question_id|obtained_marks\n");
        int id = 1;
        for (final String mark : marks) {
            final String[] parts = mark.split(":", -1);
            csv.append(
                    "%d|1|%s|7|99000000000000%s|%d|3|A|%s|%s\n"
                            .formatted(id++, CODE, parts[0], SCHOOL, parts[1], parts[2]));
        }
        return csv.toString();
    }

    private void loadMasters() {
        chain.load(EXAM, "20200728080000", exams(exam(1, CODE, "2020-07-29")));
        chain.load(
                QUESTION,
                "20200728090000",
                questions("1|1|1|LO-1|Adds|Q1|1 + 1|5", "2|1|2|LO-2|Halves|Q2|5 / 2|5"));
    }

    private String state() {
        return Published.texts(world, "pat")
                .get("report/period=2020-07/grade=all/management=all/level=state");
    }

    /** The worked example of the domain page; nothing of a pupil is in what is published. */
    @Test
    void marksBecomePerformance() {
        loadMasters();
        final long emission =
                chain.publish(
                        RESULT,
                        "20200730080000",
                        results("1:1:5", "2:1:2", "3:1:", "1:2:5", "3:2:5"));
        assertThat(world.database.counts(emission)).isEqualTo("published|5|5|0|0");
        assertThat(world.database.rules(emission)).isEmpty();
        assertThat(state()).contains("\"performance\":68.0,\"obtained\":17,\"possible\":25");
        assertThat(Published.texts(world, "pat").values())
                .noneMatch(text -> text.contains("99000000000000"));
    }

    /** What is kept of a change until it is published names schools and exams. */
    @Test
    void aCommitNamesNoPupil() {
        chain.load(RESULT, "20200730080000", results("1:1:5", "2:1:2"));
        assertThat(world.database.lines("select key_kind, key_value from meta.touched"))
                .containsExactly("result|" + SCHOOL + "|" + CODE);
    }

    @Test
    void marksThatComeBeforeTheirMastersCountWhenTheseCome() {
        final long emission = chain.publish(RESULT, "20200730080000", results("1:1:4", "1:2:5"));
        assertThat(world.database.counts(emission)).isEqualTo("published|2|2|0|0");
        assertThat(world.database.rules(emission))
                .containsExactly("warning|ref.exam|2", "warning|ref.question|2");
        assertThat(Published.texts(world, "pat").keySet())
                .allMatch(name -> name.startsWith("loads/"));
        chain.publish(QUESTION, "20200730090000", questions("1|1|1|LO-1|Adds|Q1|1 + 1|5"));
        chain.publish(EXAM, "20200730100000", exams(exam(1, CODE, "2020-07-29")));
        assertThat(state()).contains("\"performance\":80.0,\"obtained\":4,\"possible\":5");
        chain.publish(QUESTION, "20200731090000", questions("2|1|2|LO-2|Halves|Q2|5 / 2|10"));
        assertThat(state()).contains("\"performance\":60.0,\"obtained\":9,\"possible\":15");
    }

    @Test
    void marksAboveTheQuestionsAreRefused() {
        loadMasters();
        final long emission =
                chain.load(RESULT, "20200730080000", results("1:1:5", "2:1:5.5", "3:2:-1"));
        assertThat(world.database.counts(emission)).isEqualTo("loaded|3|1|2|0");
        assertThat(world.database.rules(emission)).containsExactly("row|domain.range|2");
        assertThat(rejects(emission))
                .contains("3,domain.range,obtained_marks,5.5,")
                .contains("4,domain.range,obtained_marks,");
    }

    private String rejects(final long emission) {
        return new String(
                world.bytes(
                        World.INPUT,
                        world.database.one(
                                "select rejects_key from meta.emission where emission_id = ?",
                                emission)),
                StandardCharsets.UTF_8);
    }

    @Test
    void aStoredMarkIsKnownAndOtherMarksForItAreRefused() {
        loadMasters();
        chain.load(RESULT, "20200730080000", results("1:1:5", "2:1:2"));
        final long again =
                chain.load(RESULT, "20200731080000", results("1:1:5.0", "2:1:3", "3:1:1"));
        assertThat(world.database.counts(again)).isEqualTo("loaded|3|1|1|1");
        assertThat(world.database.rules(again)).containsExactly("row|overlap.id|1");
        chain.correct(RESULT, "20200801080000", results("2:1:3"), again, true);
        chain.load();
        final long corrected = chain.newest();
        assertThat(world.database.counts(corrected)).isEqualTo("loaded|1|1|0|0");
        assertThat(
                        world.database.one(
                                "select sum(obtained_marks) from fact.exam_result where assessment = 'pat'"))
                .isEqualTo("9");
    }

    @Test
    void mastersComeBackToWhatTheyWere() {
        final String first = questions("1|1|1|LO-1|Adds|Q1|1 + 1|5");
        chain.load(QUESTION, "20200728080000", first);
        chain.load(QUESTION, "20200728090000", questions("1|1|1|LO-1|Adds|Q1|1 + 1|6"));
        final long third = chain.load(QUESTION, "20200728100000", first);
        assertThat(world.database.counts(third)).isEqualTo("loaded|1|1|0|0");
        assertThat(world.database.one("select marks from fact.exam_question")).isEqualTo("5");
    }

    /** No report shows more than all marks: not by a question that is worth less afterwards. */
    @Test
    void aQuestionIsWorthAtLeastTheMarksThatAreStored() {
        loadMasters();
        final long marks = chain.load(RESULT, "20200730080000", results("1:1:5", "2:2:3"));

        final long lowered =
                chain.load(
                        QUESTION,
                        "20200731080000",
                        questions("1|1|1|LO-1|Adds|Q1|1 + 1|4.5", "2|1|2|LO-2|Halves|Q2|5 / 2|3"));

        assertThat(world.database.counts(lowered)).isEqualTo("loaded|2|1|1|0");
        assertThat(world.database.rules(lowered)).containsExactly("row|domain.range|1");
        assertThat(rejects(lowered))
                .contains(
                        "2,domain.range,question_marks,4.5,\"a stored mark of question 1 is 5: correct the marks first, or give the question at least as many\"");
        assertThat(
                        world.database.lines(
                                "select question_id, marks from fact.exam_question order by 1"))
                .containsExactly("1|5", "2|3");

        chain.correct(RESULT, "20200801080000", results("1:1:4"), marks, true);
        chain.load();
        chain.correct(
                QUESTION,
                "20200802080000",
                questions("1|1|1|LO-1|Adds|Q1|1 + 1|4.5"),
                lowered,
                false);
        chain.load();
        assertThat(
                        world.database.lines(
                                "select question_id, marks from fact.exam_question order by 1"))
                .containsExactly("1|4.5", "2|3");
    }

    @Test
    void resultsThatCameFirstHoldTheirQuestionToThem() {
        chain.load(RESULT, "20200730080000", results("1:1:7"));

        final long question =
                chain.load(QUESTION, "20200731080000", questions("1|1|1|LO-1|Adds|Q1|1 + 1|5"));

        assertThat(world.database.rules(question)).contains("row|domain.range|1");
        assertThat(world.database.lines("select question_id from fact.exam_question")).isEmpty();
    }

    @Test
    void aCodeStaysWithItsExam() {
        loadMasters();
        final long emission =
                chain.load(
                        EXAM,
                        "20200729080000",
                        exams(
                                exam(2, CODE, "2020-07-29"),
                                exam(3, "PAT030130072020", "2020-07-31"),
                                exam(4, "DRILL", "2020-07-31")));
        assertThat(world.database.counts(emission)).isEqualTo("loaded|3|2|1|0");
        assertThat(world.database.rules(emission))
                .containsExactly("row|overlap.key|1", "warning|ref.parent|1");
    }

    /** An exam that moves to another month leaves the month it was in. */
    @Test
    void aChangedDayMovesTheMarks() {
        loadMasters();
        chain.publish(RESULT, "20200730080000", results("1:1:5"));
        chain.load(EXAM, "20200731080000", exams(exam(1, CODE, "2020-06-29")));
        assertThat(
                        world.database.lines(
                                "select key_kind || ' ' || key_value from meta.touched"
                                        + " where run_id is null and key_kind = 'exam' order by 1"))
                .containsExactly("exam 2020-06-29|" + CODE, "exam 2020-07-29|" + CODE);
        chain.all();
        assertThat(Published.texts(world, "pat"))
                .containsKey("report/period=2020-06/grade=all/management=all/level=state")
                .allSatisfy((name, text) -> assertThat(name).doesNotContain("period=2020-07"));
    }

    /** The files that the field publishes, unchanged: nothing is refused. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"pat, periodic_exam", "sat, semester_exam"})
    void givenMastersLoadAsTheyAre(final String source, final String prefix) throws IOException {
        assumeThat(GIVEN).exists();
        chain = new Chain(world, source);
        int hour = 10;
        for (final String file :
                List.of("_mst", "_qst_mst", "_subject_details", "_grade_details")) {
            final Path zip = GIVEN.resolve(source).resolve(prefix + file + ".zip");
            final long emission =
                    chain.load(prefix + file, "20200801%d0000".formatted(hour++), only(zip));
            assertThat(
                            world.database.one(
                                    "select rejected = 0 and loaded = records_in and loaded > 0 from meta.emission where emission_id = ?",
                                    emission))
                    .as(prefix + file)
                    .isEqualTo("t");
        }
        assertThat(
                        world.database.lines(
                                "select grade, sum(students_count) from master.enrolment where assessment = ? group by 1 order by 1",
                                source))
                .containsExactly("3|23716", "4|25360", "5|28024", "6|26688", "7|26722", "8|29490");
        assertThat(
                        world.database.one(
                                "select count(*) || ' ' || count(distinct exam_code) || ' ' || sum(total_marks) from fact.exam where assessment = ?",
                                source))
                .isEqualTo("12 12 300");
    }

    private static String only(final Path zip) throws IOException {
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            assertThat(in.getNextEntry()).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "0", "x", ""})
    void aSemesterIsOneOrTwo(final String semester) {
        chain = new Chain(world, "sat");
        final long emission =
                chain.load(
                        "semester_exam_mst",
                        "20200728080000",
                        "exam_id|medium|standard|division|subject_id|exam_type_id|exam_code|exam_date|total_questions|total_marks|assessment_year|exam_type|subject_name|semester\n"
                                + "1|Hindi|3|A|1|2|SAT030129072020|2020-07-29|2|10|2020-21|Semester|Maths|"
                                + semester
                                + "\n2|Hindi|3|A|2|2|SAT030229072020|2020-07-29|2|10|2020-21|Semester|Hindi|2\n");
        assertThat(world.database.counts(emission)).isEqualTo("loaded|2|1|1|0");
    }

    /** Ids may begin anew with each semester; codes may not. */
    @Test
    void anIdOfAnotherSemesterIsAnotherExam() {
        chain = new Chain(world, "sat");
        chain.load("semester_exam_mst", "20200728080000", semesterExam("SAT030129072020", 1));

        final long next =
                chain.load(
                        "semester_exam_mst", "20200728090000", semesterExam("SAT030129012021", 2));
        final long sameCode =
                chain.load(
                        "semester_exam_mst", "20200728100000", semesterExam("SAT030129072020", 2));

        assertThat(world.database.counts(next)).isEqualTo("loaded|1|1|0|0");
        assertThat(world.database.rules(sameCode)).contains("row|overlap.key|1");
        assertThat(rejects(sameCode)).contains("the code is that of exam 1 of 2020-21, semester 1");
        assertThat(
                        world.database.lines(
                                "select exam_id, semester, exam_code from fact.exam order by 2"))
                .containsExactly("1|1|SAT030129072020", "1|2|SAT030129012021");
    }

    private static String semesterExam(final String code, final int semester) {
        return "exam_id|medium|standard|division|subject_id|exam_type_id|exam_code|exam_date|total_questions|total_marks|assessment_year|exam_type|subject_name|semester\n"
                + "1|Hindi|3|A|1|2|%s|2020-07-29|2|10|2020-21|Semester|Maths|%d\n"
                        .formatted(code, semester);
    }
}
