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
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The registers of pupils and teachers: counted, never listed. */
class RegistersTest {

    private static final Settings ANY_DAY = Settings.asof("2020-07-31");
    private static final String STATE = "period=2020-21/management=all/level=state";

    private SourceDatabase database;

    @BeforeEach
    void openDatabase() throws SQLException {
        database = SourceDatabase.open();
        new Attendance(database)
                .withOneBlock()
                .withSchool(88010100101L, 1, null)
                .withSchool(88010100102L, 2, null);
    }

    @AfterEach
    void closeDatabase() throws SQLException {
        database.close();
    }

    private void load(String source, String file, String csv) throws SQLException, IOException {
        EmittedFile.of(source, file, csv).load(database);
    }

    @Test
    void pupilsAreCountedByClass() throws SQLException, IOException {
        load(
                "student_master",
                "student_mst",
                """
                StudentId|AcademicYear|SchoolId|StudyingClass|Section|Medium|Stream
                880302004120077|2020-21|88010100101|6|A|Hindi|Other Streams
                880302004120077|2019-20|88010100102|5|A|Hindi|Other Streams
                880302004120078|2020-21|88010100102|7|A|Hindi|
                880302004120079|2020-21|77010100102|7|A|Hindi|
                """);
        database.aggregate(
                "student_master",
                List.of(
                        Touched.record("student_master", "880302004120077|2020-21"),
                        Touched.record("student_master", "880302004120077|2019-20")));
        ReportFiles files = ReportFiles.of(database, "student_master", "report.sql", ANY_DAY);
        assertThat(files.values(STATE, "88"))
                .hasToString(
                        "{\"students\":2,\"schools\":2,\"grade1\":0,\"grade2\":0,\"grade3\":0,\"grade4\":0,\"grade5\":0,"
                                + "\"grade6\":1,\"grade7\":1,\"grade8\":0,\"grade9\":0,\"grade10\":0,\"grade11\":0,\"grade12\":0}");
        assertThat(files.files().keySet())
                .contains("period=2019-20/management=2/level=school/parent=880101");
        assertThat(files.files().values()).noneMatch(body -> body.contains("88030200412007"));
        assertThat(unknownSchools("student_master"))
                .hasToString("[{\"school_id\":\"77010100102\",\"students\":1}]");
        // a pupil changes the school
        database.execute(
                "update master.student set school_id = 88010100102 where student_id = 880302004120077 and academic_year = '2020-21'");
        database.aggregate(
                "student_master",
                List.of(Touched.record("student_master", "880302004120077|2020-21")));
        ReportFiles after = ReportFiles.of(database, "student_master", "report.sql", ANY_DAY);
        assertThat(after.values(STATE, "88").get("schools").intValue()).isEqualTo(1);
    }

    @Test
    void teachersAreCountedByEmployment() throws SQLException, IOException {
        load(
                "teacher_master",
                "teacher_mst",
                """
                TeacherId|SchoolId|AcademicYear|Designation|NatureOfEmployment|DateOfJoining
                50231|88010100101|2020-21|Head teacher|Regular|2014-06-16
                50232|88010100101|2020-21|Teacher|Contract|
                50233|88010100102|2020-21|Teacher||
                50234|77010100102|2020-21|Teacher||
                50235|77010100102|2019-20|Teacher||
                """);
        database.aggregate("teacher_master", List.of(Touched.record("teacher_master", "50231")));
        ReportFiles files = ReportFiles.of(database, "teacher_master", "report.sql", ANY_DAY);
        assertThat(files.values(STATE, "88"))
                .hasToString(
                        "{\"teachers\":3,\"schools\":2,\"regular\":1,\"contract\":1,\"partTime\":0}");
        assertThat(files.files().values()).noneMatch(body -> body.contains("5023"));
        assertThat(unknownSchools("teacher_master"))
                .hasToString("[{\"school_id\":\"77010100102\",\"teachers\":2}]");
    }

    private JsonNode unknownSchools(String source) throws SQLException {
        return ReportFiles.of(database, source, "unknown-schools.sql", ANY_DAY)
                .file("level=school")
                .get("rows");
    }

    @Test
    void theSampleRegistersAreThoseOfTheAttendance() throws IOException {
        List<String> pupils = ids("student_master/student_mst.csv", 0);
        assertThat(ids("student_attendance/student_attendance.csv", 1)).isSubsetOf(pupils);
        assertThat(ids("teacher_attendance/teacher_attendance.csv", 1))
                .isSubsetOf(ids("teacher_master/teacher_mst.csv", 0));
    }

    private static List<String> ids(String sample, int column) throws IOException {
        return Files.readAllLines(FlowTemplates.FOLDER.resolve("samples").resolve(sample)).stream()
                .skip(1)
                .map(line -> line.split("\\|")[column])
                .toList();
    }
}
