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
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Visits by coordinator, and as a table; nobody can be told from either. */
class ObserversTest {

    private static final String SOURCE = "crc";
    private static final long FIRST = 88010100101L;
    private static final long ELSEWHERE = 88010100105L;
    private static final String OVERALL =
            "period=overall/management=all/level=observer/parent=880101";
    private static final Settings END_OF_JANUARY = Settings.asof("2021-01-31");

    private SourceDatabase database;
    private int id = 1;

    /** A cluster of four schools, two of each management, and another one of one school. */
    @BeforeEach
    void openDatabase() throws SQLException {
        database = SourceDatabase.open();
        Attendance masters = new Attendance(database).withOneBlock();
        for (long school = FIRST; school <= ELSEWHERE; school++) {
            masters.withSchool(school, (int) (school % 2) + 1, null);
        }
        database.execute(
                "insert into master.cluster (cluster_id, name, block_id, loaded_by) values (8801010002, 'C2', 880101, 1)");
        database.execute(
                "update master.school set cluster_id = 8801010002 where school_id = " + ELSEWHERE);
    }

    @AfterEach
    void closeDatabase() throws SQLException {
        database.close();
    }

    private void visit(String observer, long school, String day, boolean atSchool)
            throws SQLException {
        database.execute(
                "insert into fact.crc_visit (inspection_id, observer_id, observer_name, school_id, visit_date, start_time, is_inspection, reason_type, reason, loaded_by) values (%d, %s, 'A. Name', %d, '%s', '10:05', 2, 'training, \"science\"', 'told B. Name', 1)"
                        .formatted(id, observer, school, day));
        database.execute(
                "insert into fact.crc_location (location_id, school_id, inspection_id, lat, lon, in_school, recorded_at, loaded_by) values (%d, %d, %d, 21.5, 78.5, %s, '2021-02-03 10:00', 1)"
                        .formatted(id, school, id, atSchool));
        id++;
    }

    private void aggregate() throws SQLException {
        List<Touched> touched = new ArrayList<>();
        for (int key = 1; key < id; key++) {
            touched.add(Touched.record(SOURCE, key));
        }
        database.aggregate(SOURCE, touched);
    }

    private ReportFiles observers() throws SQLException {
        aggregate();
        return ReportFiles.of(database, SOURCE, "observers.sql", END_OF_JANUARY);
    }

    @Test
    void aCoordinatorIsANumberInTheClusterOfMostOfItsVisits() throws SQLException {
        visit("90210", FIRST, "2021-01-04", true);
        visit("90210", FIRST, "2021-01-05", true);
        visit("90210", FIRST + 1, "2021-01-06", true);
        visit("90210", FIRST + 2, "2021-01-07", false);
        visit("90210", ELSEWHERE, "2021-01-08", true);
        visit("80123", FIRST + 3, "2021-01-08", true);
        visit("null", FIRST, "2021-01-09", true);
        // of a school that no master knows
        visit("80123", 77010100101L, "2021-01-09", true);
        ReportFiles files = observers();
        assertThat(files.row(OVERALL, "8801010001-2"))
                .hasToString(
                        "{\"id\":\"8801010001-2\",\"name\":\"8801010001-2\","
                                + "\"path\":{\"district\":\"8801\",\"block\":\"880101\",\"cluster\":\"8801010001\"},"
                                + "\"values\":{\"visits\":4,\"completed\":4,\"missed\":1,\"schools\":3,"
                                + "\"ownSchools\":4,\"ownSchoolsSeen\":2,\"ownSchoolsSeenPercent\":50.0}}");
        assertThat(files.values(OVERALL, "8801010001-1").get("visits").intValue()).isEqualTo(1);
        assertThat(files.file(OVERALL).get("rows")).hasSize(2);
        assertThat(
                        files.values(
                                        OVERALL.replace("management=all", "management=2"),
                                        "8801010001-2")
                                .toString())
                .startsWith(
                        "{\"visits\":3,\"completed\":3,\"missed\":1,\"schools\":2,\"ownSchools\":2,");
        assertThat(files.files().values())
                .noneMatch(body -> body.contains("90210") || body.contains("80123"));
    }

    @Test
    void whoDidNotVisitIsListedButNotInMonthsGoneBy() throws SQLException {
        visit("90210", FIRST, "2021-01-04", true);
        visit("80123", FIRST, "2021-02-04", true);
        ReportFiles files = observers();
        assertThat(
                        files.values(OVERALL.replace("overall", "last_7_days"), "8801010001-2")
                                .get("visits")
                                .intValue())
                .isZero();
        assertThat(files.file(OVERALL.replace("overall", "2021-01")).get("rows")).hasSize(1);
        assertThat(files.file(OVERALL.replace("overall", "2021-02")).get("rows")).hasSize(1);
    }

    @Test
    void inspectionsAsATableWithoutPersons() throws SQLException {
        visit("90210", FIRST, "2021-01-04", true);
        visit("90210", FIRST + 1, "2021-01-03", false);
        aggregate();
        SortedMap<String, String> files =
                database.report(SOURCE, "visits.sql", END_OF_JANUARY, List.of());
        assertThat(files.keySet()).containsExactly("period=2021-01/level=school/parent=880101");
        List<String> lines = files.get(files.firstKey()).lines().toList();
        assertThat(lines.getFirst())
                .endsWith(
                        ",school_name,inspection_id,visit_date,start_time,end_time,is_inspection,visited,completed,distance_m,reason_type,score,total_score,"
                                + "total_class_rooms,actual_class_rooms,total_suggestion_last_month,resolved_from_that,is_offline");
        assertThat(lines.subList(1, 3))
                .containsExactly(
                        "88,State,8801,D1,880101,B1,8801010001,C1,88010100102,S2,2,2021-01-03,10:05,,2,false,false,,\"training, \"\"science\"\"\",,,,,,,",
                        "88,State,8801,D1,880101,B1,8801010001,C1,88010100101,S1,1,2021-01-04,10:05,,2,true,true,,\"training, \"\"science\"\"\",,,,,,,");
        assertThat(files.values())
                .noneMatch(
                        body ->
                                body.contains("Name")
                                        || body.contains("90210")
                                        || body.contains("78.5"));
        assertThat(
                        database.report(
                                SOURCE,
                                "visits.sql",
                                END_OF_JANUARY,
                                List.of(Touched.record(SOURCE, 1))))
                .as("no month was touched")
                .isEmpty();
    }
}
