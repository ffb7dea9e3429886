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
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The worked examples of tests with marks per question, and what counts in them. */
class ExamArithmeticTest {

    private static final long SCHOOL = 88010100101L;
    private static final long OTHER = 88010100102L;
    private static final String MATHS = "PAT030129072020";
    private static final String HINDI = "PAT030230072020";
    private static final Settings END_OF_JULY = Settings.asof("2020-07-31");
    private static final String STATE = "period=2020-07/grade=all/management=all/level=state";

    private SourceDatabase database;
    private Exams exams;

    @BeforeEach
    void openDatabase() throws SQLException {
        database = SourceDatabase.open();
        new Attendance(database)
                .withOneBlock()
                .withSchool(SCHOOL, 1, null)
                .withSchool(OTHER, 2, null);
        exams = new Exams(database, "pat");
        exams.exam(1, MATHS, 3, "Maths", "2020-07-29", null)
                .question(1, 1, "LO-1", 5)
                .question(2, 1, "LO-2", 5);
    }

    @AfterEach
    void closeDatabase() throws SQLException {
        database.close();
    }

    /** Domain page 2.6: q1 5, 2, null of 5; q2 5, 5 of 5: 17/25. */
    private void workedExample() throws SQLException {
        exams.mark(SCHOOL, MATHS, 1, 1, 5)
                .mark(SCHOOL, MATHS, 2, 1, 2)
                .mark(SCHOOL, MATHS, 3, 1, null)
                .mark(SCHOOL, MATHS, 1, 2, 5)
                .mark(SCHOOL, MATHS, 3, 2, 5);
        exams.aggregate();
    }

    private JsonNode state(String period) throws SQLException {
        return exams.report("report.sql", END_OF_JULY)
                .values("period=%s/grade=all/management=all/level=state".formatted(period), "88");
    }

    @Test
    void aQuestionNotAttemptedIsWorthNothingAndStillPossible() throws SQLException {
        exams.enrolled(SCHOOL, 3, 4);
        workedExample();
        assertThat(
                        database.rows(
                                "select question_id, obtained, possible, students_attended from agg.exam_question order by 1"))
                .containsExactly("1|7|15|3", "2|10|10|2");
        assertThat(state("2020-07"))
                .hasToString(
                        "{\"performance\":68.0,\"obtained\":17,\"possible\":25,\"studentsAttended\":3,\"studentsEnrolled\":4,\"attendance\":75.0,\"schools\":1,"
                                + "\"bandUpTo33\":0,\"band33to60\":0,\"band60to75\":1,\"bandOver75\":0,"
                                + "\"bandUpTo33Percent\":0.0,\"band33to60Percent\":0.0,\"band60to75Percent\":100.0,\"bandOver75Percent\":0.0}");
        assertThat(exams.report("report.sql", END_OF_JULY).row(STATE, "88").get("grades"))
                .hasToString(
                        "{\"3\":{\"performance\":68.0,\"obtained\":17,\"possible\":25,\"studentsAttended\":3,\"studentsEnrolled\":4,\"attendance\":75.0,\"schools\":1,"
                                + "\"subjects\":{\"Maths\":{\"performance\":68.0,\"obtained\":17,\"possible\":25,\"studentsAttended\":3,\"studentsEnrolled\":4,\"attendance\":75.0,\"schools\":1}}}}");
    }

    /** Domain page 2.1: bands of schools, competition ranks, state score. */
    @Test
    void schoolsHaveBandsAndRanksAndUnitsCountThem() throws SQLException {
        Attendance masters = new Attendance(database);
        int[] marks = {33, 60, 75, 75, 76};
        exams.question(1, 1, "LO-1", 100);
        for (int i = 0; i < marks.length; i++) {
            if (i > 1) {
                masters.withSchool(SCHOOL + i, 1, null);
            }
            exams.mark(SCHOOL + i, MATHS, i + 1, 1, marks[i]);
        }
        exams.aggregate();
        ReportFiles report = exams.report("report.sql", END_OF_JULY);
        JsonNode state = report.values(STATE, "88");
        assertThat(
                        List.of(
                                state.get("bandUpTo33").intValue(),
                                state.get("band33to60").intValue(),
                                state.get("band60to75").intValue(),
                                state.get("bandOver75").intValue()))
                .containsExactly(1, 1, 2, 1);
        assertThat(state.get("band60to75Percent").asText()).isEqualTo("40.0");
        assertThat(state.has("rank")).isFalse();
        String schools = "period=2020-07/grade=all/management=all/level=school/parent=880101";
        List<String> ranks = new ArrayList<>();
        for (int i = 0; i < marks.length; i++) {
            JsonNode row = report.row(schools, Long.toString(SCHOOL + i));
            ranks.add(
                    "%s of %s: %s"
                            .formatted(
                                    row.at("/values/rank"),
                                    row.at("/values/rankOf"),
                                    row.at("/values/stateScore")));
            assertThat(row.at("/ranks/cluster/rank")).isEqualTo(row.at("/values/rank"));
        }
        assertThat(ranks)
                .containsExactly(
                        "5 of 5: 0.0", "4 of 5: 0.2", "2 of 5: 0.6", "2 of 5: 0.6", "1 of 5: 0.8");
        assertThat(report.row(STATE.replace("state", "cluster"), "8801010001").get("ranks"))
                .hasToString(
                        "{\"block\":{\"rank\":1,\"of\":1},\"district\":{\"rank\":1,\"of\":1}}");
    }

    @Test
    void aPupilWithoutAnyMarksWasAbsent() throws SQLException {
        workedExample();
        exams.mark(SCHOOL, MATHS, 4, 1, null)
                .mark(SCHOOL, MATHS, 4, 2, null)
                .mark(OTHER, MATHS, 5, 1, null);
        exams.aggregate();
        assertThat(state("2020-07").get("performance").asText()).isEqualTo("68.0");
        assertThat(state("2020-07").get("studentsAttended").intValue()).isEqualTo(3);
        assertThat(state("2020-07").get("schools").intValue()).isEqualTo(1);
    }

    @Test
    void twoExamsOfAGradeCountAPupilOnce() throws SQLException {
        workedExample();
        exams.enrolled(SCHOOL, 3, 4)
                .exam(2, HINDI, 3, "Hindi", "2020-07-30", null)
                .question(3, 2, "LO-3", 5)
                .mark(SCHOOL, HINDI, 1, 3, 5)
                .mark(SCHOOL, HINDI, 9, 3, 0);
        exams.aggregate();
        JsonNode state = state("2020-07");
        assertThat(state.get("studentsAttended").intValue()).isEqualTo(4);
        assertThat(state.get("studentsEnrolled").intValue()).isEqualTo(4);
        assertThat(state.get("performance").asText()).isEqualTo("62.9"); // 22 of 35
        JsonNode subjects =
                exams.report("report.sql", END_OF_JULY)
                        .row(STATE, "88")
                        .get("grades")
                        .get("3")
                        .get("subjects");
        assertThat(subjects.get("Hindi").get("studentsAttended").intValue()).isEqualTo(2);
        assertThat(subjects.get("Maths").get("studentsAttended").intValue()).isEqualTo(3);
    }

    @Test
    void severalExamsOfASubjectCountAPupilOnce() throws SQLException {
        workedExample();
        exams.exam(2, "PAT030131072020", 3, "Maths", "2020-07-31", null)
                .question(3, 2, "LO-3", 5)
                .mark(SCHOOL, "PAT030131072020", 1, 3, 5);
        exams.aggregate();
        assertThat(
                        exams.report("report.sql", END_OF_JULY)
                                .row(STATE, "88")
                                .at("/grades/3/subjects/Maths/studentsAttended")
                                .intValue())
                .isEqualTo(3);
    }

    @Test
    void movingPeriodsTakeInAsOfAndSixOrTwentyNineDaysBefore() throws SQLException {
        workedExample();
        for (String[] expected :
                new String[][] {
                    {"2020-07-29", "68.0", "68.0"},
                    {"2020-08-04", "68.0", "68.0"},
                    {"2020-08-05", "null", "68.0"},
                    {"2020-08-27", "null", "68.0"},
                    {"2020-08-28", "null", "null"}
                }) {
            ReportFiles files = exams.report("report.sql", Settings.asof(expected[0]));
            for (int n = 1; n <= 2; n++) {
                String period = n == 1 ? "last_7_days" : "last_30_days";
                assertThat(
                                files.values(
                                                "period=%s/grade=all/management=all/level=state"
                                                        .formatted(period),
                                                "88")
                                        .get("performance")
                                        .asText())
                        .as("%s on %s", period, expected[0])
                        .isEqualTo(expected[n]);
            }
        }
        assertThat(state("overall").get("performance").asText()).isEqualTo("68.0");
    }

    @Test
    void gradesAndManagementsHaveFilesOfTheirOwn() throws SQLException {
        workedExample();
        exams.exam(2, "PAT040129072020", 4, "Maths", "2020-07-29", null)
                .question(3, 2, "LO-3", 5)
                .mark(OTHER, "PAT040129072020", 7, 3, 4);
        exams.aggregate();
        ReportFiles files = exams.report("report.sql", END_OF_JULY);
        assertThat(files.files().keySet())
                .filteredOn(p -> p.startsWith("period=2020-07/") && p.endsWith("level=state"))
                .containsExactly(
                        "period=2020-07/grade=3/management=1/level=state",
                        "period=2020-07/grade=3/management=all/level=state",
                        "period=2020-07/grade=4/management=2/level=state",
                        "period=2020-07/grade=4/management=all/level=state",
                        "period=2020-07/grade=all/management=1/level=state",
                        "period=2020-07/grade=all/management=2/level=state",
                        "period=2020-07/grade=all/management=all/level=state");
        assertThat(
                        files.values("period=2020-07/grade=4/management=all/level=state", "88")
                                .get("performance")
                                .asText())
                .isEqualTo("80.0");
    }

    @Test
    void theSubjectMasterNamesTheSubject() throws SQLException {
        exams.subject(1, 3, "Mathematics");
        workedExample();
        assertThat(
                        exams.report("report.sql", END_OF_JULY)
                                .row(STATE, "88")
                                .at("/grades/3/subjects/Mathematics/performance")
                                .asText())
                .isEqualTo("68.0");
    }

    @Test
    void filtersOfferTheExamsThatHaveResults() throws SQLException {
        exams.exam(2, HINDI, 3, "Hindi", "2020-07-30", null);
        workedExample();
        assertThat(database.filters("pat", END_OF_JULY))
                .containsExactly(
                        "2020-07-29",
                        "2020-07-29",
                        "{\"academicYears\":[\"2020-21\"],\"months\":[\"2020-07\"],\"periods\":[\"last_7_days\",\"last_30_days\",\"overall\"],\"semesters\":[],"
                                + "\"exams\":[{\"code\":\"PAT030129072020\",\"date\":\"2020-07-29\",\"grade\":\"3\",\"subject\":\"Maths\"}],"
                                + "\"grades\":[\"3\"],\"subjects\":[\"Maths\"],\"indicators\":[\"LO-1\", \"LO-2\"],\"managements\":[{\"id\":\"1\",\"name\":\"1\"}]}");
    }

    /** The same marks under the other constant: partitions then have the semester. */
    @Test
    void theOtherAssessmentHasSemestersAndItsOwnRows() throws SQLException {
        workedExample();
        Exams semesterTests = new Exams(database, "sat");
        semesterTests
                .exam(1, "SAT030129072020", 3, "Maths", "2020-07-29", 2)
                .question(1, 1, "LO-1", 10)
                .mark(SCHOOL, "SAT030129072020", 1, 1, 1);
        semesterTests.aggregate();
        assertThat(
                        semesterTests
                                .report("report.sql", END_OF_JULY)
                                .values(
                                        "period=overall/semester=2/grade=3/management=all/level=state",
                                        "88")
                                .get("performance")
                                .asText())
                .isEqualTo("10.0");
        assertThat(state("overall").get("performance").asText()).isEqualTo("68.0");
    }
}
