/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.processors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reports on what several sources have aggregated: nothing is emitted for them. */
class DerivedSourceTest {
    private static final String STATE = "report/management=all/level=state";

    private final World world = World.WORLD;
    private Chain attendance;
    private Chain composite;

    @BeforeEach
    void reset() {
        world.reset();
        attendance = new Chain(world, Attendance.SOURCE);
        composite = new Chain(world, "composite");
        new Chain(world, "district_master")
                .load("district_mst", "20200701080000", "DistrictId|District|IsActive\n8801|D|1\n");
        new Chain(world, "block_master")
                .load(
                        "block_mst",
                        "20200701080000",
                        "BlockId|StateId|DistrictId|Block|IsActive\n880101|88|8801|B|1\n");
        new Chain(world, "cluster_master")
                .load(
                        "cluster_mst",
                        "20200701080000",
                        "ClusterId|BlockId|Cluster|IsActive\n8801010001|880101|C|1\n");
        new Chain(world, "school_master")
                .load(
                        "school_mst",
                        "20200701080000",
                        "SchoolId|School|lowclass|highclass|SchMgt|SchCat|StateId|DistrictId|BlockId|ClusterId|Latitude|Longitude\n"
                                + Attendance.SCHOOL
                                + "|S|1|8|1|1|88|8801|880101|8801010001|21.1|78.3\n");
    }

    private void emit(final String timestamp, final String codes) {
        attendance.load(
                Attendance.SOURCE,
                timestamp,
                Attendance.csv(Attendance.row(1, 11, Attendance.SCHOOL, codes)));
    }

    /** A load alone changes no aggregate yet, and says nothing. */
    @Test
    void itFollowsTheAggregatesOfOthersAndNotTheirLoads() {
        emit("20200703080000", "12");
        assertThat(composite.step("aggregate").get("success")).isEmpty();

        assertThat(attendance.step("aggregate").get("success")).hasSize(1);
        assertThat(composite.step("aggregate").get("success")).hasSize(1);
        assertThat(composite.step("publish").get("success")).hasSize(1);

        assertThat(Published.texts(world, "composite").get(STATE))
                .contains("\"values\":{\"schools\":1,\"student_attendance\":50.0}");
        assertThat(composite.step("aggregate").get("success")).as("nothing new").isEmpty();
    }

    @Test
    void whatIsDerivedFromItFollowsInItsTurn() {
        final Chain card = new Chain(world, "card");
        emit("20200703080000", "12");
        attendance.step("aggregate");
        assertThat(card.step("aggregate").get("success")).isEmpty();

        composite.all();
        card.all();

        assertThat(Published.texts(world, "card"))
                .hasEntrySatisfying(
                        "card/period=overall/management=all/level=district",
                        text ->
                                assertThat(text)
                                        .contains(
                                                "\"student_attendance\":{\"value\":50.0,\"schools\":1"));
    }

    /** The latest day is that of the data it reports on. */
    @Test
    void asOfLatestIsTheLastDayOfAllData() {
        composite.with("aggregate", "As Of", "latest");
        emit("20200703080000", "12");
        attendance.step("aggregate");
        composite.all();

        assertThat(Published.json(world, "composite/latest.json").path("asOf").asText())
                .isEqualTo("2020-07-02");
        assertThat(Published.json(world, "composite/latest.json").path("emissions").asInt())
                .isZero();
    }

    @Test
    void itsReportsAreTablesTooWhereTheContractSaysSo() {
        emit("20200703080000", "12");
        attendance.step("aggregate");
        composite.all();

        assertThat(Published.texts(world, "composite"))
                .containsEntry(
                        "report-csv/management=all/level=district",
                        "management,district_id,district_name,lat,lon,schools,student_attendance\n"
                                + "all,8801,D,21.1,78.3,1,50.0\n");
    }
}
