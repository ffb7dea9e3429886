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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the masters derive: which schools count, where the higher units lie, what is published. */
class MasterTablesTest {

    private static final Settings ANY_DAY = Settings.asof("2020-07-31");

    private SourceDatabase database;

    @BeforeEach
    void openDatabase() throws SQLException {
        database = SourceDatabase.open();
        database.execute(
                "insert into master.district (district_id, name, loaded_by) values (101, 'D1', 1), (102, 'D2', 1)");
        database.execute(
                """
                insert into master.block (block_id, name, district_id, is_active, loaded_by)
                values (10101, 'B1', 101, null, 1), (10102, 'B2', 101, true, 1), (10201, 'B3', 102, false, 1)\
                """);
        database.execute(
                """
                insert into master.cluster (cluster_id, name, block_id, loaded_by)
                values (101010001, 'C1', 10101, 1), (101010002, 'C2', 10101, 1), (101020001, 'C3', 10102, 1), (102010001, 'C4', 10201, 1)\
                """);
    }

    @AfterEach
    void closeDatabase() throws SQLException {
        database.close();
    }

    private void school(long id, long cluster, String latitude, String longitude, Integer status)
            throws SQLException {
        database.execute(
                """
                insert into master.school (school_id, name, state_id, district_id, block_id, cluster_id, lat, lon, status, loaded_by)
                values (%d, 'S', 1, %d, %d, %d, %s, %s, %s, 1)\
                """
                        .formatted(
                                id,
                                cluster / 1_000_000,
                                cluster / 10_000,
                                cluster,
                                latitude,
                                longitude,
                                status));
    }

    @Test
    void aSchoolHasAPlaceOnTheMapOnlyInsideTheBox() throws SQLException {
        school(1, 101010001, "21.5", "78.25", null);
        school(2, 101010001, "0", "0", null);
        school(3, 101010001, "null", "78.25", null);
        school(4, 101010001, "78.25", "21.5", null);
        assertThat(database.rows("select school_id, has_geo from master.school order by 1"))
                .containsExactly("1|t", "2|f", "3|f", "4|f");
    }

    @Test
    void closedSchoolsAndSchoolsOfInactiveOrUnknownUnitsDoNotCount() throws SQLException {
        school(1, 101010001, "21.5", "78.25", null);
        school(2, 101010001, "21.6", "78.25", 0);
        school(3, 101010001, "21.7", "78.25", 1);
        school(4, 101010001, "21.8", "78.25", 4);
        school(5, 102010001, "21.9", "78.25", 0);
        school(6, 109990001, "22.0", "78.25", 0);
        school(9999, 101010001, "22.1", "78.25", 0);
        assertThat(
                        database.rows(
                                "select school, cluster, block, district, state from master.school_place order by 1"))
                .containsExactly(
                        "00000000001|0101010001|010101|0101|01",
                        "00000000002|0101010001|010101|0101|01",
                        "00000000004|0101010001|010101|0101|01");
    }

    @Test
    void pointsAreDiscreteMediansWeighedByNumberOfSchools() throws SQLException {
        // cluster 1: four schools, the second of four; cluster 2: one; cluster 3: three
        school(1, 101010001, "21.1", "78.4", null);
        school(2, 101010001, "21.2", "78.3", null);
        school(3, 101010001, "21.3", "78.2", null);
        school(4, 101010001, "21.4", "78.1", null);
        school(5, 101010002, "25.123456789", "79", null);
        school(6, 101020001, "30", "80", null);
        school(7, 101020001, "31", "81", null);
        school(8, 101020001, "32", "82", null);
        school(9, 101020001, "0", "0", null);
        for (String source : List.of("cluster_master", "block_master", "district_master")) {
            database.aggregate(source, List.of());
        }
        assertThat(database.rows("select cluster_id, lat, lon from master.cluster order by 1"))
                .containsExactly(
                        "101010001|21.200000|78.200000",
                        "101010002|25.123457|79.000000",
                        "101020001|31.000000|81.000000",
                        "102010001||");
        // five schools: four at cluster 1, one at cluster 2
        assertThat(database.rows("select block_id, lat, lon from master.block order by 1"))
                .containsExactly(
                        "10101|21.200000|78.200000", "10102|31.000000|81.000000", "10201||");
        // eight schools, the fourth: of block 1
        assertThat(database.rows("select district_id, lat, lon from master.district order by 1"))
                .containsExactly("101|21.200000|78.200000", "102||");
    }

    @Test
    void pointsFollowTheirSchools() throws SQLException {
        school(1, 101010001, "21.1", "78.4", null);
        database.aggregate("cluster_master", List.of());
        database.execute("update master.school set lat = 22.2");
        database.aggregate("cluster_master", List.of());
        assertThat(database.rows("select lat from master.cluster where cluster_id = 101010001"))
                .containsExactly("22.200000");
        database.execute("update master.school set lat = 0");
        database.aggregate("cluster_master", List.of());
        assertThat(database.rows("select lat from master.cluster where cluster_id = 101010001"))
                .containsExactly("");
    }

    @Test
    void listsKeepLeadingZerosAndNamesAsLoaded() throws SQLException {
        school(1, 101010001, "21.10", "78.4", 1);
        database.execute("update master.school set name = 'A \"quoted\" [name] \u0939\u093f'");
        database.execute(
                "insert into master.school_management (management_id, name, is_default, loaded_by) values (2, 'B & C', true, 1), (10, 'D', null, 1)");
        assertThat(database.report("district_master", "list.sql", ANY_DAY, List.of()))
                .containsOnlyKeys("level=district")
                .extractingByKey("level=district")
                .asString()
                .endsWith(
                        "\"rows\":[{\"district_id\":\"0101\",\"name\":\"D1\",\"state_id\":\"01\",\"is_active\":true,\"lat\":21.1,\"lon\":78.4},"
                                + "{\"district_id\":\"0102\",\"name\":\"D2\",\"state_id\":\"01\",\"is_active\":true,\"lat\":null,\"lon\":null}]}");
        assertThat(database.report("school_master", "list.sql", ANY_DAY, List.of()))
                .containsOnlyKeys("level=school/parent=010101")
                .extractingByKey("level=school/parent=010101")
                .satisfies(
                        body ->
                                assertThat(
                                                Attendance.parse(body)
                                                        .get("rows")
                                                        .get(0)
                                                        .get("name")
                                                        .asText())
                                        .isEqualTo("A \"quoted\" [name] \u0939\u093f"));
        assertThat(database.report("school_management_master", "list.sql", ANY_DAY, List.of()))
                .extractingByKey("level=management")
                .asString()
                .endsWith(
                        "[{\"management_id\":\"2\",\"name\":\"B & C\",\"is_default\":true},{\"management_id\":\"10\",\"name\":\"D\",\"is_default\":false}]}");
    }

    @Test
    void anEmptyMasterHasNoFile() throws SQLException {
        database.execute("delete from master.district");
        assertThat(database.report("district_master", "list.sql", ANY_DAY, List.of())).isEmpty();
        assertThat(database.report("school_master", "list.sql", ANY_DAY, List.of())).isEmpty();
    }
}
