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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Matrices of questions, learning outcomes and exams by units. */
class ExamMatricesTest {

    private static final long SCHOOL = 88010100101L;
    private static final long OTHER = 88010100102L;
    private static final String MATHS = "PAT030129072020";
    private static final Settings END_OF_JULY = Settings.asof("2020-07-31");
    private static final String QUESTIONS =
            "period=2020-07/grade=3/view=question/management=all/level=";
    private static final String OUTCOMES =
            "period=2020-07/grade=3/view=indicator/management=all/level=";
    private static final String EXAMS = "period=2020-07/grade=3/management=all/level=";

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
        // domain page 2.6: q1 5, 2, null of 5; q2 5, 5 of 5; both ask for the same outcome
        exams.exam(1, MATHS, 3, "Maths", "2020-07-29", null)
                .question(1, 1, "LO-1", 5)
                .question(2, 1, "LO-1", 5)
                .enrolled(SCHOOL, 3, 4)
                .mark(SCHOOL, MATHS, 1, 1, 5)
                .mark(SCHOOL, MATHS, 2, 1, 2)
                .mark(SCHOOL, MATHS, 3, 1, null)
                .mark(SCHOOL, MATHS, 1, 2, 5)
                .mark(SCHOOL, MATHS, 3, 2, 5);
    }

    @AfterEach
    void closeDatabase() throws SQLException {
        database.close();
    }

    @Test
    void aCellHasShareMeanPupilsAndSchools() throws SQLException {
        exams.aggregate();
        assertThat(exams.report("heatmap.sql", END_OF_JULY).files().get(QUESTIONS + "district"))
                .isEqualTo(
                        "{\"schema\":\"cqube.heatmap/1\",\"source\":\"pat\",\"report\":\"heatmap\",\"view\":\"question\","
                                + "\"filters\":{\"academicYear\":\"2020-21\",\"month\":\"2020-07\",\"grade\":\"3\",\"management\":\"all\"},"
                                + "\"level\":\"district\",\"columns\":[{\"id\":\"8801\",\"name\":\"D1\",\"parent\":\"88\"}],"
                                + "\"rows\":[{\"exam\":\"PAT030129072020\",\"date\":\"2020-07-29\",\"grade\":3,\"subject\":\"Maths\",\"questionId\":\"1\",\"indicator\":\"LO-1\"},"
                                + "{\"exam\":\"PAT030129072020\",\"date\":\"2020-07-29\",\"grade\":3,\"subject\":\"Maths\",\"questionId\":\"2\",\"indicator\":\"LO-1\"}],"
                                + "\"percent\":[[46.7],[100.0]],\"marks\":[[2.3],[5.0]],\"attended\":[[3],[2]],\"enrolled\":[[4],[4]],\"schools\":[[1],[1]]}");
    }

    /** A pupil with several questions for one outcome is one pupil. */
    @Test
    void anOutcomeCountsItsPupilsOnce() throws SQLException {
        exams.aggregate();
        JsonNode state = exams.report("heatmap.sql", END_OF_JULY).file(OUTCOMES + "state");
        assertThat(state.get("percent")).hasToString("[[68.0]]");
        assertThat(state.get("attended")).hasToString("[[3]]");
        assertThat(state.get("marks")).hasToString("[[5.7]]"); // 17 / 3
        assertThat(state.get("rows").get(0).has("questionId")).isFalse();
    }

    @Test
    void aUnitWithoutTheQuestionHasAnEmptyCell() throws SQLException {
        exams.mark(OTHER, MATHS, 9, 2, 1);
        exams.aggregate();
        JsonNode schools =
                exams.report("heatmap.sql", END_OF_JULY).file(QUESTIONS + "school/parent=880101");
        assertThat(schools.get("columns"))
                .hasToString(
                        "[{\"id\":\"88010100101\",\"name\":\"S1\",\"parent\":\"8801010001\"},{\"id\":\"88010100102\",\"name\":\"S2\",\"parent\":\"8801010001\"}]");
        assertThat(schools.get("percent")).hasToString("[[46.7,null],[100.0,20.0]]");
        assertThat(schools.get("enrolled")).hasToString("[[4,null],[4,null]]");
        assertThat(schools.get("schools")).hasToString("[[1,null],[1,1]]");
    }

    @Test
    void theTableOfExamsHasTheTotalsOfTheUnitAbove() throws SQLException {
        exams.exam(2, "PAT030230072020", 3, "Hindi", "2020-07-30", null)
                .question(3, 2, "LO-2", 10)
                .mark(OTHER, "PAT030230072020", 1, 3, 4);
        exams.aggregate();
        JsonNode schools =
                exams.report("lo_table.sql", END_OF_JULY).file(EXAMS + "school/parent=880101");
        assertThat(schools.get("view").asText()).isEqualTo("exam");
        assertThat(schools.get("rows"))
                .hasToString(
                        "[{\"exam\":\"PAT030129072020\",\"date\":\"2020-07-29\",\"grade\":3,\"subject\":\"Maths\"},"
                                + "{\"exam\":\"PAT030230072020\",\"date\":\"2020-07-30\",\"grade\":3,\"subject\":\"Hindi\"}]");
        assertThat(schools.get("percent")).hasToString("[[68.0,null],[null,40.0]]");
        assertThat(schools.get("totals"))
                .hasToString(
                        "{\"percent\":[68.0,40.0],\"marks\":[5.7,4.0],\"attended\":[3,1],\"enrolled\":[4,null],\"schools\":[1,1]}");
        for (String level : new String[] {"state", "district", "block/parent=8801"}) {
            assertThat(exams.report("lo_table.sql", END_OF_JULY).file(EXAMS + level).get("totals"))
                    .as(level)
                    .isEqualTo(schools.get("totals"));
        }
    }

    @Test
    void theTableForReportCreatorsHasALinePerSchoolAndExam() throws SQLException {
        exams.exam(1, MATHS, 3, "Maths, \"oral\"", "2020-07-29", null);
        exams.aggregate();
        assertThat(exams.report("raw.sql", END_OF_JULY).files())
                .containsOnlyKeys("period=2020-07/level=school/parent=880101")
                .containsValue(
                        "state_id,state_name,district_id,district_name,block_id,block_name,cluster_id,cluster_name,school_id,school_name,"
                                + "exam_code,exam_date,academic_year,semester,grade,subject,students_attended,students_enrolled,marks_obtained,marks_possible,performance\n"
                                + "88,State,8801,D1,880101,B1,8801010001,C1,88010100101,S1,PAT030129072020,2020-07-29,2020-21,,3,\"Maths, \"\"oral\"\"\",3,4,17,25,68.0\n");
    }
}
