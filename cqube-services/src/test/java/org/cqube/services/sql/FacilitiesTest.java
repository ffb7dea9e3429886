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
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Infrastructure: the worked example of the domain page, encodings, and what was not reported. */
class FacilitiesTest {

    private static final String SOURCE = "infrastructure";
    private static final long SCHOOL = 88010100101L;
    private static final long OTHER = 88010100102L;
    private static final Settings ANY_DAY = Settings.asof("2020-07-31");

    private SourceDatabase database;

    @BeforeEach
    void openDatabase() throws SQLException {
        database = SourceDatabase.open();
        new Attendance(database)
                .withOneBlock()
                .withSchool(SCHOOL, 1, null)
                .withSchool(OTHER, 2, null);
        weigh(20, 30, 50);
    }

    /** Makes water, toilet and library the only facilities that count; the weights sum to 100. */
    private void weigh(int water, int toilet, int library) throws SQLException {
        database.execute(
                """
                update config.infra_weight
                   set default_active = facility in ('tap_water', 'toilet', 'library'),
                       weight = case facility when 'tap_water' then %d when 'toilet' then %d when 'library' then %d else 0 end\
                """
                        .formatted(water, toilet, library));
    }

    @AfterEach
    void closeDatabase() throws SQLException {
        database.close();
    }

    private void school(long id, String water, String toilet, String library) throws SQLException {
        database.execute(
                """
                insert into fact.infrastructure_school (school_id, tap_water, toilet, library, loaded_by) values (%d, %s, %s, %s, 1)
                on conflict (school_id) do update set tap_water = excluded.tap_water, toilet = excluded.toilet, library = excluded.library\
                """
                        .formatted(id, water, toilet, library));
    }

    private ReportFiles report(long... touched) throws SQLException {
        database.aggregate(
                SOURCE, LongStream.of(touched).mapToObj(id -> Touched.record(SOURCE, id)).toList());
        return ReportFiles.of(database, SOURCE, "report.sql", ANY_DAY);
    }

    @Test
    void scoresAreWeightsOfWhatIsThere() throws SQLException {
        school(SCHOOL, "4", "2", "0");
        school(OTHER, "1", "0", "1");
        ReportFiles files = report(SCHOOL, OTHER);
        assertThat(files.row("management=all/level=state", "88"))
                .hasToString(
                        "{\"id\":\"88\",\"name\":\"State\",\"path\":{},\"values\":{\"score\":60,\"schools\":2,\"schoolsWithData\":2,"
                                + "\"averageFacilities\":2.0,\"averagePercent\":67,\"accessStudy\":50,\"accessToilet\":50,\"accessWater\":100},"
                                + "\"facilities\":{\"library\":{\"value\":1,\"reported\":2,\"percent\":50},"
                                + "\"tap_water\":{\"value\":2,\"reported\":2,\"percent\":100},"
                                + "\"toilet\":{\"value\":1,\"reported\":2,\"percent\":50}}}");
        String schools = "management=all/level=school/parent=880101";
        assertThat(files.values(schools, "88010100101").get("score").intValue()).isEqualTo(50);
        assertThat(files.values(schools, "88010100102").get("score").intValue()).isEqualTo(70);
    }

    @Test
    void notReportedIsWorthNothingAndCountsNowhere() throws SQLException {
        school(SCHOOL, "4", "2", "0");
        school(OTHER, "1", "0", "null");
        ReportFiles files = report(SCHOOL, OTHER);
        assertThat(files.values("management=all/level=state", "88").get("score").intValue())
                .isEqualTo(35);
        assertThat(files.row("management=all/level=state", "88").at("/facilities/library"))
                .hasToString("{\"value\":0,\"reported\":1,\"percent\":0}");
    }

    @Test
    void reportCreatorsGetWhatWasEmitted() throws SQLException {
        school(SCHOOL, "4", "null", "0");
        school(77010100101L, "1", "1", "1");
        report(SCHOOL, 77010100101L);
        assertThat(database.report(SOURCE, "raw.sql", ANY_DAY, List.of()))
                .containsExactly(
                        Map.entry(
                                "level=school/parent=880101",
                                """
                                state_id,state_name,district_id,district_name,block_id,block_name,cluster_id,cluster_name,school_id,school_name,score,library,tap_water,toilet
                                88,State,8801,D1,880101,B1,8801010001,C1,88010100101,S1,20.00,0,4,
                                """));
    }

    @Test
    void whatAYesIsDependsOnTheEncoding() throws SQLException {
        database.execute(
                "insert into fact.infrastructure_school (school_id, toilet, handwash, library, loaded_by) values (%d, 2, 2, 2, 1)"
                        .formatted(SCHOOL));
        assertThat(
                        database.rows(
                                "select facility, available from fact.infrastructure where facility in ('toilet', 'handwash', 'library', 'cctv') order by 1"))
                .containsExactly("cctv|", "handwash|f", "library|f", "toilet|t");
    }

    @Test
    void otherWeightsChangeEveryScore() throws SQLException {
        school(SCHOOL, "4", "2", "0");
        school(OTHER, "1", "0", "1");
        report(SCHOOL, OTHER);
        weigh(80, 10, 10);
        database.aggregate(SOURCE, List.of(Touched.record("config", "tap_water")));
        assertThat(database.rows("select school_id, score from agg.infrastructure order by 1"))
                .containsExactly(SCHOOL + "|90.00", OTHER + "|90.00");
    }

    @Test
    void theStatesConfigurationSaysHowValuesAreReadAndWhatIsSwitchedOff() throws SQLException {
        school(SCHOOL, "2", "2", "1");
        database.execute(
                """
                insert into config.field (source, file, field, state_column, status, encoding, loaded_by)
                values ('infrastructure', 'infra_trans', 'toilet', 'toilet_yn', '1', 'yn', 1),
                       ('infrastructure', 'infra_trans', 'library', '-', '0', '', 1)\
                """);
        ReportFiles files = report(SCHOOL);
        assertThat(files.row("management=1/level=state", "88").get("facilities"))
                .hasToString(
                        "{\"tap_water\":{\"value\":1,\"reported\":1,\"percent\":100},\"toilet\":{\"value\":0,\"reported\":1,\"percent\":0}}");
        // of the 50 that are left, water has 20
        assertThat(files.values("management=1/level=state", "88").get("score").intValue())
                .isEqualTo(40);
    }

    @Test
    void withoutAnyWeightThereIsNoScore() throws SQLException {
        database.execute("set session_replication_role = replica");
        database.execute("update config.infra_weight set weight = 0");
        database.execute("set session_replication_role = default");
        school(SCHOOL, "2", "2", "1");
        ReportFiles files = report(SCHOOL);
        assertThat(files.values("management=1/level=state", "88").get("score").isNull()).isTrue();
        assertThat(files.values("management=1/level=state", "88").get("averageFacilities").asText())
                .isEqualTo("3.0");
        assertThat(database.filters(SOURCE, ANY_DAY).get(2)).contains("\"weight\":null");
    }

    @Test
    void aSchoolWithoutDataIsCountedAndHasNoScore() throws SQLException {
        school(SCHOOL, "4", "2", "0");
        ReportFiles files = report(SCHOOL);
        assertThat(files.values("management=all/level=state", "88").get("schools").intValue())
                .isEqualTo(2);
        assertThat(files.values("management=2/level=state", "88"))
                .hasToString(
                        "{\"score\":null,\"schools\":1,\"schoolsWithData\":0,\"averageFacilities\":null,\"averagePercent\":null,"
                                + "\"accessStudy\":null,\"accessToilet\":null,\"accessWater\":null}");
    }
}
