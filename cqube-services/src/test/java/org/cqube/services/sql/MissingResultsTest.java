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

/** Which schools are listed for want of results. */
class MissingResultsTest {

    private static final int SCHOOLS = 48;
    private static final long FIRST = 88010100101L;
    private static final Settings END_OF_JULY = Settings.asof("2020-07-31");
    private static final String STATE = "period=overall/grade=all/management=all/level=state";

    private SourceDatabase database;
    private Exams exams;

    @BeforeEach
    void openDatabase() throws SQLException {
        database = SourceDatabase.open();
        Attendance masters = new Attendance(database).withOneBlock();
        for (int n = 0; n < SCHOOLS; n++) {
            masters.withSchool(FIRST + n, 1, null);
        }
        exams = new Exams(database, "pat");
        exams.exam(1, "E1", 3, "Maths", "2020-07-29", null).question(1, 1, "LO-1", 5);
    }

    @AfterEach
    void closeDatabase() throws SQLException {
        database.close();
    }

    private ReportFiles report() throws SQLException {
        return exams.report("exceptions.sql", END_OF_JULY);
    }

    /** Domain page 2.8: 7 of 48. */
    @Test
    void aSchoolWithoutResultOfAnyExamIsMissing() throws SQLException {
        for (int n = 7; n < SCHOOLS; n++) {
            exams.mark(FIRST + n, "E1", n, 1, 5);
        }
        exams.aggregate();
        assertThat(report().values(STATE, "88"))
                .hasToString("{\"schools\":48,\"missing\":7,\"missingPercent\":14.58}");
        JsonNode schools =
                report().file("period=overall/grade=all/management=all/level=school/parent=880101");
        assertThat(schools.get("rows")).hasSize(7);
        assertThat(schools.at("/rows/6/id").asText()).isEqualTo("88010100107");
    }

    @Test
    void aCompleteUnitIsListedWithNought() throws SQLException {
        for (int n = 0; n < SCHOOLS; n++) {
            exams.mark(FIRST + n, "E1", n + 1, 1, 0);
        }
        exams.aggregate();
        assertThat(report().values(STATE, "88"))
                .hasToString(
                        "{\"schools\":48,\"missing\":0,\"missingPercent\":0.00}"
                                .replace("0.00", "0.0"));
        assertThat(report().files().keySet()).noneMatch(name -> name.contains("level=school"));
    }

    @Test
    void aPeriodWithoutExamsMissesNothing() throws SQLException {
        exams.aggregate();
        ReportFiles later = exams.report("exceptions.sql", Settings.asof("2020-12-31"));
        assertThat(
                        later.values(
                                        "period=last_30_days/grade=all/management=all/level=state",
                                        "88")
                                .get("missing")
                                .intValue())
                .isZero();
        assertThat(later.values(STATE, "88").get("missing").intValue()).isEqualTo(SCHOOLS);
    }

    @Test
    void inAGradeOnlySchoolsWithPupilsAreAskedFor() throws SQLException {
        exams.exam(2, "E2", 3, "Hindi", "2020-07-30", null)
                .question(2, 2, "LO-2", 5)
                .exam(3, "E3", 4, "Maths", "2020-07-30", null)
                .enrolled(FIRST, 3, 20)
                .enrolled(FIRST + 1, 3, 20)
                .enrolled(FIRST + 2, 3, 0)
                .enrolled(FIRST, 4, 9)
                .enrolled(FIRST, 5, 9)
                .mark(FIRST, "E1", 1, 1, 5)
                .mark(FIRST + 3, "E2", 2, 2, 5);
        exams.aggregate();
        assertThat(report().row(STATE, "88").get("byGrade"))
                .hasToString(
                        "{\"3\":{\"schools\":2,\"missing\":1,\"missingPercent\":50.0,\"bySubject\":{\"Hindi\":{\"schools\":2,\"missing\":2,\"missingPercent\":100.0},"
                                + "\"Maths\":{\"schools\":2,\"missing\":1,\"missingPercent\":50.0}}},"
                                + "\"4\":{\"schools\":1,\"missing\":1,\"missingPercent\":100.0,\"bySubject\":{\"Maths\":{\"schools\":1,\"missing\":1,\"missingPercent\":100.0}}}}");
        assertThat(
                        report().file(
                                        "period=overall/grade=3/management=all/level=school/parent=880101")
                                .get("rows"))
                .hasSize(1)
                .allSatisfy(row -> assertThat(row.get("id").asText()).isEqualTo("88010100102"));
    }

    @Test
    void aSemesterAsksEverySchoolForMarksAboveNought() throws SQLException {
        SemesterMarks marks = new SemesterMarks(database);
        for (int n = 7; n < SCHOOLS; n++) {
            marks.pupil(FIRST + n, "2020-21", 1, 4, n, "30");
        }
        marks.pupil(FIRST, "2020-21", 1, 4, 1, "0,0").aggregate();
        ReportFiles files = marks.report("exceptions.sql");
        assertThat(
                        files.values(
                                "period=2020-21/semester=1/management=all/level=cluster",
                                "8801010001"))
                .hasToString("{\"schools\":48,\"missing\":7,\"missingPercent\":14.58}");
        assertThat(
                        files.file(
                                        "period=2020-21/semester=1/management=all/level=school/parent=880101")
                                .get("rows"))
                .hasSize(7);
    }
}
