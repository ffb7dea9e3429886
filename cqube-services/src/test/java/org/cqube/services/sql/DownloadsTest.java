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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;
import org.cqube.services.publish.CsvTwin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tables for report creators, and lists of what the masters lack. */
class DownloadsTest {

    private static final long SCHOOL = 88010100101L;
    private static final Settings END_OF_JULY = Settings.asof("2020-07-31");

    private SourceDatabase database;
    private Attendance attendance;

    @BeforeEach
    void openDatabase() throws SQLException {
        database = SourceDatabase.open();
        attendance = new Attendance(database).withOneBlock();
    }

    @AfterEach
    void closeDatabase() throws SQLException {
        database.close();
    }

    @Test
    void aLinePerUnitAndThreeColumnsPerMonth() throws SQLException {
        attendance
                .withSchool(SCHOOL, 1, null)
                .month(SCHOOL, 1, "2020-06", "1,2")
                .month(SCHOOL, 1, "2020-08", "5")
                .aggregate();
        database.execute("update master.school set name = '=1+1, \"A\"'");
        SortedMap<String, String> files =
                database.report(Attendance.SOURCE, "raw.sql", END_OF_JULY, List.of());
        assertThat(files.keySet())
                .containsExactly(
                        "period=2020-21/level=block",
                        "period=2020-21/level=cluster",
                        "period=2020-21/level=district",
                        "period=2020-21/level=school",
                        "period=2020-21/level=state");
        List<String> district = files.get("period=2020-21/level=district").lines().toList();
        assertThat(district.getFirst())
                .startsWith(
                        "state_id,state_name,district_id,district_name,2020-06 attendance,2020-06 students,2020-06 schools,2020-07 attendance,")
                .endsWith(",2021-05 attendance,2021-05 students,2021-05 schools");
        assertThat(district.getLast()).startsWith("88,State,8801,D1,50.0,1,1,,,,,1,0,,,");
        assertThat(district.getFirst().split(",", -1))
                .hasSameSizeAs(district.getLast().split(",", -1));
        assertThat(files.get("period=2020-21/level=school").lines().toList().getLast())
                .startsWith(
                        "88,State,8801,D1,880101,B1,8801010001,C1,88010100101,\"'=1+1, \"\"A\"\"\",50.0,1,1,");
    }

    @Test
    void teachersInTheSameShape() throws SQLException {
        attendance.withSchool(SCHOOL, 1, null);
        database.execute(
                "insert into agg.teacher_attendance_month values (%d, '2020-06-01', 3.5, 5, 1, 0, 1, 1, 1, '2020-06-01', '2020-06-06')"
                        .formatted(SCHOOL));
        SortedMap<String, String> files =
                database.report("teacher_attendance", "raw.sql", END_OF_JULY, List.of());
        assertThat(files.get("period=2020-21/level=state"))
                .startsWith(
                        "state_id,state_name,2020-06 attendance,2020-06 teachers,2020-06 schools,")
                .contains("\n88,State,70.0,1,1,,,");
    }

    @Test
    void aSchoolIsInvalidForEveryReasonThatHolds() throws SQLException, IOException {
        attendance.withSchool(SCHOOL, 1, null).withSchool(SCHOOL + 1, 1, null);
        database.execute("update master.school set lat = 21.1, lon = 78.3");
        assertThat(database.report("school_master", "invalid.sql", END_OF_JULY, List.of()))
                .isEmpty();
        database.execute("update master.school set lat = 0 where school_id = " + SCHOOL);
        database.execute(
                "update master.school set lat = 78.3, lon = 21.1, cluster_id = 8801010009, name = '' where school_id = "
                        + (SCHOOL + 1));
        String invalid =
                database.report("school_master", "invalid.sql", END_OF_JULY, List.of())
                        .get("level=school");
        assertThat(CsvTwin.of(invalid.getBytes(StandardCharsets.UTF_8)))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(
                        """
                        school_id,name,management_id,cluster_id,block_id,district_id,lat,lon,reasons
                        88010100101,S1,1,8801010001,880101,8801,0,78.3,geo.missing
                        88010100102,,1,8801010009,880101,8801,78.3,21.1,geo.outside no-name no-cluster-name
                        """);
    }

    /** The school master is told when its units change, since it does not depend on them. */
    @Test
    void aChangedUnitMakesTheListOfInvalidSchoolsStale() throws SQLException {
        database.aggregate(
                "district_master", List.of(Touched.record("cluster_master", 8801010001L)));
        assertThat(database.rows("select owner_source, source, key_value from meta.touched"))
                .containsExactly("school_master|cluster_master|8801010001");
    }

    @Test
    void schoolsThatNoMasterKnowsAreListedWithWhatTheySent() throws SQLException {
        attendance
                .withSchool(SCHOOL, 1, null)
                .month(SCHOOL, 1, "2020-07", "1")
                .month(77010100101L, 1, "2020-07", "1")
                .month(77010100101L, 2, "2020-07", "1")
                .aggregate();
        assertThat(
                        database.report(
                                        Attendance.SOURCE,
                                        "unknown-schools.sql",
                                        END_OF_JULY,
                                        List.of())
                                .get("level=school"))
                .endsWith(
                        "\"rows\":[{\"school_id\":\"77010100101\",\"months\":1,\"student_months\":2}]}");
        database.execute(
                "insert into fact.crc_visit (inspection_id, school_id, loaded_by) values (1, 77010100101, 1)");
        database.execute(
                "insert into fact.infrastructure_school (school_id, loaded_by) values (77010100101, 1)");
        for (String source : List.of("crc", "infrastructure")) {
            assertThat(
                            database.report(source, "unknown-schools.sql", END_OF_JULY, List.of())
                                    .get("level=school"))
                    .as(source)
                    .endsWith("\"rows\":[{\"school_id\":\"77010100101\",\"records\":1}]}");
        }
    }
}
