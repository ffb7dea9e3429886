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

/** The worked example of the semester results, and what counts in them. */
class SemesterArithmeticTest {

    private static final long SCHOOL = 88010100101L;
    private static final long OTHER = 88010100102L;
    private static final String YEAR = "2020-21";
    private static final String STATE = "period=2020-21/semester=1/management=all/level=state";
    private static final String SCHOOLS =
            "period=2020-21/semester=1/management=all/level=school/parent=880101";

    private SourceDatabase database;
    private SemesterMarks marks;

    @BeforeEach
    void openDatabase() throws SQLException {
        database = SourceDatabase.open();
        new Attendance(database).withOneBlock().withSchool(SCHOOL, 1, null).withSchool(OTHER, 2, 3);
        marks = new SemesterMarks(database);
    }

    @AfterEach
    void closeDatabase() throws SQLException {
        database.close();
    }

    private JsonNode state() throws SQLException {
        return marks.report("report.sql").values(STATE, "88");
    }

    /** Domain page 2.5: (30 + 20 + 10 + 40 + 0) / (5 x 40). */
    @Test
    void aMissingMarkCountsNowhereAndANoughtCounts() throws SQLException {
        marks.pupil(SCHOOL, YEAR, 1, 4, 1, "30,,20").pupil(SCHOOL, YEAR, 1, 4, 2, "10,40,0");
        marks.aggregate();
        assertThat(state().get("performance").asText()).isEqualTo("50.0");
        assertThat(state().get("grade4").asText()).isEqualTo("50.0");
        assertThat(state().get("grade3").isNull()).isTrue();
        assertThat(state().get("students").intValue()).isEqualTo(2);
        assertThat(marks.report("report.sql").row(STATE, "88").get("bySubject"))
                .hasToString(
                        "{\"4\":{\"Environment studies\":50.0,\"State language\":100.0,\"Mathematics\":25.0}}");
        assertThat(
                        database.rows(
                                "select subject_no, obtained, possible, students from agg.semester order by 1"))
                .containsExactly("1|40|80|2", "2|40|40|1", "3|20|80|2");
    }

    @Test
    void upperClassesHaveEightyMarksAndOthersHaveNoMaximum() throws SQLException {
        marks.pupil(SCHOOL, YEAR, 1, 5, 1, "40")
                .pupil(SCHOOL, YEAR, 1, 6, 2, "40")
                .pupil(SCHOOL, YEAR, 1, 9, 3, "40");
        marks.aggregate();
        assertThat(state().get("grade5").asText()).isEqualTo("100.0");
        assertThat(state().get("grade6").asText()).isEqualTo("50.0");
        // 80 of 120
        assertThat(state().get("performance").asText()).isEqualTo("66.7");
        assertThat(state().get("students").intValue()).isEqualTo(2);
    }

    @Test
    void aSchoolWithoutAnyMarkAboveNoughtHasNoData() throws SQLException {
        marks.pupil(SCHOOL, YEAR, 1, 4, 1, "20").pupil(OTHER, YEAR, 1, 4, 2, "0,0");
        marks.aggregate();
        assertThat(state().get("schools").intValue()).isEqualTo(1);
        assertThat(state().get("performance").asText()).isEqualTo("50.0");
        assertThat(marks.report("report.sql").file(SCHOOLS).get("rows")).hasSize(1);
    }

    /** Domain page 2.1: 33.0, 33.1, 60.0, 75.0, 75.1. */
    @Test
    void bandsTakeInTheirUpperBound() throws SQLException {
        String[] values = {"330", "331", "600", "750", "751"};
        for (int n = 0; n < values.length; n++) {
            long school = 88010100201L + n;
            new Attendance(database).withSchool(school, 1, null);
            database.execute(
                    "insert into agg.semester values (%1$d, '2020-21', 1, 4, 1, %2$s, 1000, 1)"
                            .formatted(school, values[n]));
            database.execute(
                    "insert into agg.semester_class values (%d, '2020-21', 1, 4, 1)"
                            .formatted(school));
        }
        JsonNode state = state();
        assertThat(state.get("bandUpTo33").intValue()).isEqualTo(1);
        assertThat(state.get("band33to60").intValue()).isEqualTo(2);
        assertThat(state.get("band60to75").intValue()).isEqualTo(1);
        assertThat(state.get("bandOver75").intValue()).isEqualTo(1);
        assertThat(state.get("bandUpTo33Percent").asText()).isEqualTo("20.0");
        assertThat(state.get("band33to60Percent").asText()).isEqualTo("40.0");
    }

    @Test
    void yearsAndSemestersStandApart() throws SQLException {
        marks.pupil(SCHOOL, YEAR, 1, 4, 1, "20")
                .pupil(SCHOOL, YEAR, 2, 4, 1, "30")
                .pupil(SCHOOL, "2021-22", 1, 5, 1, "40");
        marks.aggregate();
        assertThat(marks.report("report.sql").files().keySet())
                .filteredOn(partition -> partition.endsWith("management=all/level=state"))
                .containsExactly(
                        "period=2020-21/semester=1/management=all/level=state",
                        "period=2020-21/semester=2/management=all/level=state",
                        "period=2021-22/semester=1/management=all/level=state");
        assertThat(state().get("performance").asText()).isEqualTo("50.0");
        assertThat(database.filters(SemesterMarks.SOURCE, SemesterMarks.ANY_DAY).getLast())
                .startsWith(
                        "{\"academicYears\":[\"2020-21\", \"2021-22\"],\"periods\":[\"2020-21\", \"2021-22\"],\"semesters\":[{\"academicYear\":\"2020-21\",\"semester\":\"1\"}");
    }
}
