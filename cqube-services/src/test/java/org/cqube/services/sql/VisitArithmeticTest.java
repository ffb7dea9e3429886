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

/**
 * Visits of the coordinators: the worked examples of the domain page, and what counts as a visit.
 */
class VisitArithmeticTest {

    private static final String SOURCE = "crc";
    private static final long[] SCHOOLS = {88010100101L, 88010100102L, 88010100103L, 88010100104L};
    private static final Settings END_OF_JANUARY = Settings.asof("2021-01-31");
    private static final String JANUARY = "period=2021-01/management=all/level=";

    private SourceDatabase database;
    private int id = 1;

    @BeforeEach
    void openDatabase() throws SQLException {
        database = SourceDatabase.open();
        Attendance masters = new Attendance(database).withOneBlock();
        for (long school : SCHOOLS) {
            masters.withSchool(school, 1, null);
        }
    }

    @AfterEach
    void closeDatabase() throws SQLException {
        database.close();
    }

    /** An inspection with one place of the phone for each flag; returns its id. */
    private int visit(long school, String day, int state, boolean... atSchool) throws SQLException {
        int inspection = id++;
        database.execute(
                "insert into fact.crc_visit (inspection_id, observer_id, school_id, visit_date, is_inspection, loaded_by) values (%d, 420, %d, %s, %d, 1)"
                        .formatted(
                                inspection, school, day == null ? "null" : "'" + day + "'", state));
        for (boolean at : atSchool) {
            location(inspection, school, at, "21.1", "78.3");
        }
        return inspection;
    }

    private void location(
            int inspection, long school, boolean atSchool, String latitude, String longitude)
            throws SQLException {
        database.execute(
                "insert into fact.crc_location (location_id, school_id, inspection_id, lat, lon, in_school, recorded_at, loaded_by) values (%d, %d, %d, %s, %s, %s, '2021-02-03 10:00', 1)"
                        .formatted(id++, school, inspection, latitude, longitude, atSchool));
    }

    private void aggregate() throws SQLException {
        List<Touched> touched = new ArrayList<>();
        for (int key = 1; key < id; key++) {
            touched.add(Touched.record(SOURCE, key));
        }
        database.aggregate(SOURCE, touched);
    }

    private ReportFiles report(Settings settings) throws SQLException {
        return ReportFiles.of(database, SOURCE, "report.sql", settings);
    }

    @Test
    void schoolsFallIntoBandsByTheirVisitsInThePeriod() throws SQLException {
        visit(SCHOOLS[1], "2021-01-04", 2, true);
        visit(SCHOOLS[2], "2021-01-04", 2, true);
        visit(SCHOOLS[2], "2021-01-05", 0, true);
        for (int day = 10; day < 22; day++) {
            visit(SCHOOLS[3], "2021-01-" + day, 1, true);
        }
        aggregate();
        JsonNode cluster = report(END_OF_JANUARY).values(JANUARY + "cluster", "8801010001");
        assertThat(cluster)
                .hasToString(
                        "{\"schools\":4,\"visited\":3,\"notVisited\":1,\"visits\":15,\"completed\":2,\"missed\":0,"
                                + "\"band0\":25.0,\"band1to2\":50.0,\"band3to5\":0.0,\"band6to10\":0.0,\"bandOver10\":25.0,"
                                + "\"visitsPerSchool\":3.8,\"schoolsPerCrc\":4.0,\"medianDistanceM\":null,\"withinRadius\":null,\"observers\":1,\"score\":0.75}");
        ReportFiles files = report(END_OF_JANUARY);
        String schools = JANUARY + "school/parent=880101";
        assertThat(files.values(schools, "88010100101").get("score").asText()).isEqualTo("0.0");
        assertThat(files.values(schools, "88010100103").get("score").asText()).isEqualTo("0.25");
        assertThat(files.values(schools, "88010100104").get("score").asText()).isEqualTo("1.0");
    }

    @Test
    void anInspectionIsAVisitAMissedVisitOrNothing() throws SQLException {
        visit(SCHOOLS[0], "2021-01-04", 2, false, true);
        visit(SCHOOLS[0], "2021-01-05", 2, false, false);
        visit(SCHOOLS[0], "2021-01-06", 2);
        // the phone was at another school
        location(visit(SCHOOLS[0], "2021-01-07", 2), SCHOOLS[1], true, "21", "78");
        // of a school that the master does not know
        visit(77010100101L, "2021-01-08", 2, true);
        aggregate();
        JsonNode state = report(END_OF_JANUARY).values(JANUARY + "state", "88");
        assertThat(state.get("visits").intValue()).isEqualTo(1);
        assertThat(state.get("missed").intValue()).isEqualTo(1);
        assertThat(state.get("completed").intValue()).isEqualTo(1);
        assertThat(database.rows("select inspection_id from agg.crc_visit order by 1"))
                .containsExactly("1", "4", "10");
    }

    @Test
    void withoutADateTheEarliestPlaceTellsTheDay() throws SQLException {
        visit(SCHOOLS[0], null, 2, true);
        aggregate();
        assertThat(database.rows("select visit_date from agg.crc_visit_day"))
                .containsExactly("2021-02-03");
    }

    @Test
    void distanceIsThatOfTheNearestPlace() throws SQLException {
        database.execute("update master.school set lat = 20.120634, lon = 73.998746");
        int inspection = visit(SCHOOLS[0], "2021-01-04", 2);
        location(inspection, SCHOOLS[0], true, "20.121", "73.999");
        location(inspection, SCHOOLS[0], true, "20.130", "74.010");
        aggregate();
        JsonNode state = report(END_OF_JANUARY).values(JANUARY + "state", "88");
        assertThat(state.get("medianDistanceM").asText()).isEqualTo("48.6");
        assertThat(state.get("withinRadius").asText()).isEqualTo("100.0");
        // the school's point is mended
        database.execute("update master.school set lat = 20.130, lon = 74.010");
        database.aggregate(SOURCE, List.of(Touched.record("school_master", SCHOOLS[0])));
        assertThat(
                        report(END_OF_JANUARY)
                                .values(JANUARY + "state", "88")
                                .get("medianDistanceM")
                                .asText())
                .isEqualTo("0.0");
    }

    @Test
    void bandsGoByCompletedVisitsWhereAStateSaysSo() throws SQLException {
        visit(SCHOOLS[0], "2021-01-04", 0, true);
        visit(SCHOOLS[1], "2021-01-04", 2, true);
        aggregate();
        database.execute("update config.crc_setting set value = 'completed' where name = 'bands'");
        JsonNode state = report(END_OF_JANUARY).values(JANUARY + "state", "88");
        assertThat(state.get("visited").intValue()).isEqualTo(2);
        assertThat(state.get("band0").asText()).isEqualTo("75.0");
    }

    @Test
    void aChangedSettingWritesAllReportsAnew() throws SQLException {
        visit(SCHOOLS[0], "2021-01-04", 0, true);
        aggregate();
        database.execute("delete from meta.touched");
        database.execute("update config.crc_setting set value = '50' where name = 'radius_m'");
        assertThat(
                        database.rows(
                                "select owner_source, source, key_kind, key_value from meta.touched"))
                .containsExactly("crc|config|setting|radius_m");
        assertThat(
                        ReportFiles.of(
                                        database,
                                        SOURCE,
                                        "report.sql",
                                        END_OF_JANUARY,
                                        List.of(new Touched("config", "setting", "radius_m")))
                                .files())
                .containsKey(JANUARY + "state");
    }

    @Test
    void periodsEndWithTheDayOfTheRun() throws SQLException {
        visit(SCHOOLS[0], "2021-01-31", 2, true);
        visit(SCHOOLS[0], "2021-01-25", 2, true);
        visit(SCHOOLS[0], "2021-01-24", 2, true);
        visit(SCHOOLS[0], "2021-01-02", 2, true);
        visit(SCHOOLS[0], "2021-01-01", 2, true);
        visit(SCHOOLS[0], "2021-02-01", 2, true);
        aggregate();
        ReportFiles files = report(END_OF_JANUARY);
        for (String expected :
                List.of(
                        "last_day 1",
                        "last_7_days 2",
                        "last_30_days 4",
                        "2021-01 5",
                        "2021-02 1",
                        "overall 6")) {
            String[] period = expected.split(" ");
            assertThat(
                            files.values(
                                            "period=%s/management=1/level=state"
                                                    .formatted(period[0]),
                                            "88")
                                    .get("visits")
                                    .asText())
                    .as(period[0])
                    .isEqualTo(period[1]);
        }
    }
}
