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
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The known answers of the given sample files (metrics-and-outputs, 8). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIf("samplesArePresent")
class SampleAnswersTest {

    private static final Settings END_OF_JULY = Settings.asof("2020-07-31");

    private SourceDatabase database;
    private SortedMap<String, String> report;

    static boolean samplesArePresent() {
        return GivenSamples.arePresent();
    }

    @BeforeAll
    void load() throws SQLException, IOException {
        database = SourceDatabase.open();
        GivenSamples.load(database);
        for (String source : List.of("cluster_master", "block_master", "district_master")) {
            database.aggregate(source, List.of());
        }
        Set<Touched> touched = new LinkedHashSet<>();
        for (String row :
                database.rows(
                        "select distinct school_id || '|' || month_start + n from fact.student_attendance, generate_series(0, 30) n")) {
            touched.add(new Touched("student_attendance", "day", row));
        }
        database.aggregate(Attendance.SOURCE, touched);
        report = database.report(Attendance.SOURCE, "report.sql", END_OF_JULY, List.of());
    }

    @AfterAll
    void close() throws SQLException {
        database.close();
    }

    private JsonNode file(String partition) {
        assertThat(report).containsKey(partition);
        return Attendance.parse(report.get(partition));
    }

    private JsonNode values(String partition, String id) {
        for (JsonNode row : file(partition).get("rows")) {
            if (row.get("id").asText().equals(id)) {
                return row.get("values");
            }
        }
        throw new AssertionError(id + " is not in " + partition);
    }

    @ParameterizedTest(name = "{0} {1}: {4}")
    @CsvSource({
        "state, 75, 3595999, 4105844, 87.6",
        "district, 7501, 888493, 1023865, 86.8",
        "district, 7502, 898699, 1027868, 87.4",
        "district, 7503, 905460, 1027314, 88.1",
        "district, 7504, 903347, 1026797, 88.0",
        "block, 750101, 444167, 512404, 86.7",
        "block, 750102, 444326, 511461, 86.9",
        "cluster, 7501010001, 224264, 257926, 86.9",
        "school/parent=750101, 75010100101, 22892, 25870, 88.5",
        "school/parent=750101, 75010100102, 22942, 25853, 88.7",
        "school/parent=750101, 75010100103, 22290, 25846, 86.2"
    })
    void attendanceOfJuly(String level, String id, long present, long marked, String percentage) {
        JsonNode values = values("period=2020-07/management=all/category=all/level=" + level, id);
        assertThat(values.get("present").longValue()).isEqualTo(present);
        assertThat(values.get("marked").longValue()).isEqualTo(marked);
        assertThat(values.get("attendance").asText()).isEqualTo(percentage);
    }

    @ParameterizedTest(name = "management {0}: {1}")
    @CsvSource({"1, 87.9", "2, 87.3", "3, 87.8", "4, 87.5", "5, 87.3", "6, 87.8", "7, 87.8"})
    void attendanceByManagement(String management, String percentage) {
        String partition =
                "period=2020-07/management=%s/category=all/level=state".formatted(management);
        assertThat(values(partition, "75").get("attendance").asText()).isEqualTo(percentage);
    }

    @Test
    void allPupilsAndSchoolsAreCounted() {
        assertThat(
                        file("period=2020-07/management=all/category=all/level=state")
                                .get("totals")
                                .get("all"))
                .hasToString(
                        "{\"attendance\":87.6,\"present\":3595999,\"marked\":4105844,\"students\":160000,\"schools\":160,\"coverage\":82.8}");
    }

    @Test
    void lastDayAndLastSevenDays() {
        assertThat(values("period=last_day/management=all/category=all/level=state", "75"))
                .hasToString(
                        "{\"attendance\":82.1,\"present\":125315,\"marked\":152707,\"students\":160000,\"schools\":160,\"coverage\":95.4}");
        assertThat(values("period=last_7_days/management=all/category=all/level=state", "75"))
                .hasToString(
                        "{\"attendance\":87.2,\"present\":808769,\"marked\":927085,\"students\":160000,\"schools\":160,\"coverage\":82.8}");
    }

    @Test
    void withoutSundaysAsTheOriginal() throws SQLException {
        String body =
                database.report(
                                Attendance.SOURCE,
                                "report.sql",
                                END_OF_JULY.withWeeklyHolidays("SUNDAY"),
                                List.of())
                        .get("period=2020-07/management=all/category=all/level=state");
        assertThat(Attendance.parse(body).get("rows").get(0).get("values"))
                .hasToString(
                        "{\"attendance\":87.8,\"present\":3068609,\"marked\":3494119,\"students\":160000,\"schools\":160,\"coverage\":80.9}");
    }

    @Test
    void daysOfTheShiftedSundaysRestOnFewPupils() throws SQLException {
        assertThat(
                        database.rows(
                                "select extract(day from day), sum(marked), round(100.0 * sum(present) / sum(marked), 1)"
                                        + " from agg.student_attendance_day where extract(day from day) in (7, 14, 21, 28) group by 1 order by 1"))
                .containsExactly("7|666|95.0", "14|478|92.7", "21|458|91.7", "28|454|92.1");
        String body =
                database.report(
                                Attendance.SOURCE,
                                "report.sql",
                                Settings.asof("2020-07-07"),
                                List.of())
                        .get("period=last_day/management=all/category=all/level=state");
        JsonNode values = Attendance.parse(body).get("rows").get(0).get("values");
        assertThat(values.get("attendance").asText()).isEqualTo("95.0");
        assertThat(values.get("coverage").asText()).isEqualTo("0.4");
    }

    @Test
    void pointOfACluster() throws SQLException {
        assertThat(
                        file("period=2020-07/management=all/category=all/level=cluster")
                                .get("rows")
                                .get(0))
                .hasToString(
                        "{\"id\":\"7501010001\",\"name\":\"D1B1C1\",\"path\":{\"district\":\"7501\",\"block\":\"750101\"},"
                                + "\"geo\":{\"lat\":20.633889,\"lon\":74.83857},"
                                + "\"values\":{\"attendance\":86.9,\"present\":224264,\"marked\":257926,\"students\":10000,\"schools\":10,\"coverage\":83.2}}");
        assertThat(
                        database.rows(
                                "select lat, lon from master.cluster where cluster_id = 7501010001"))
                .containsExactly("20.633889|74.838570");
    }

    @Test
    void requiringCoordinatesChangesNothingHere() throws SQLException {
        assertThat(
                        database.report(
                                Attendance.SOURCE,
                                "report.sql",
                                END_OF_JULY.withRequireGeo(),
                                List.of()))
                .isEqualTo(report);
    }

    /**
     * State, four levels above schools and a file for each block, for each combination with data.
     */
    @Test
    void everyFileIsThereAndNoOther() {
        Map<String, Integer> perPeriod = new TreeMap<>();
        report.keySet()
                .forEach(partition -> perPeriod.merge(partition.split("/")[0], 1, Integer::sum));
        assertThat(perPeriod)
                .containsOnlyKeys(
                        "period=2020-07",
                        "period=last_day",
                        "period=last_7_days",
                        "period=last_30_days",
                        "period=overall",
                        "period=year_to_date");
        assertThat(Set.copyOf(perPeriod.values())).containsExactly(report.size() / 6);
    }

    @Test
    void childrenAddUpToTheirParents() {
        report.forEach(
                (partition, body) -> {
                    JsonNode file = Attendance.parse(body);
                    long marked = 0;
                    for (JsonNode row : file.get("rows")) {
                        marked += row.get("values").get("marked").longValue();
                    }
                    JsonNode totals = file.get("totals");
                    long whole = 0;
                    for (JsonNode parent : totals.get("parents")) {
                        whole += parent.get("marked").longValue();
                    }
                    if (!partition.endsWith("level=state")) {
                        assertThat(marked).as(partition).isEqualTo(whole);
                    }
                    if (totals.has("all")) {
                        assertThat(marked)
                                .as(partition)
                                .isEqualTo(totals.get("all").get("marked").longValue());
                    }
                });
    }
}
