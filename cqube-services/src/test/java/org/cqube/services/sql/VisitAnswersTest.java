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
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The known answers of the given visits (metrics-and-outputs, 8), loaded through their contract.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIf("samplesArePresent")
class VisitAnswersTest {

    private SourceDatabase database;
    private ReportFiles report;

    static boolean samplesArePresent() {
        return GivenSamples.arePresent();
    }

    @BeforeAll
    void load() throws SQLException, IOException {
        database = SourceDatabase.open();
        GivenSamples.loadMasters(database);
        EmittedFile.given("crc", "inspection_master", "inspection_master").load(database);
        EmittedFile.given("crc", "user_location_master", "user_location_master").load(database);
        List<Touched> all =
                database.rows("select inspection_id from fact.crc_visit").stream()
                        .map(id -> Touched.record("crc", id))
                        .toList();
        database.aggregate("crc", all);
        report = ReportFiles.of(database, "crc", "report.sql", Settings.asof("2021-06-30"));
    }

    @AfterAll
    void close() throws SQLException {
        database.close();
    }

    @Test
    void theStateOverall() {
        assertThat(report.values("period=overall/management=all/level=state", "75"))
                .hasToString(
                        "{\"schools\":160,\"visited\":160,\"notVisited\":0,\"visits\":170,\"completed\":64,\"missed\":0,"
                                + "\"band0\":0.0,\"band1to2\":100.0,\"band3to5\":0.0,\"band6to10\":0.0,\"bandOver10\":0.0,"
                                + "\"visitsPerSchool\":1.1,\"schoolsPerCrc\":10.0,\"medianDistanceM\":44.8,\"withinRadius\":100.0,"
                                + "\"observers\":10,\"score\":1.0}");
        assertThat(
                        rows(
                                "select round(min(distance_m), 1), round(max(distance_m), 1) from agg.crc_visit"))
                .containsExactly("6.6|71.6");
    }

    private List<String> rows(String sql) {
        try {
            return database.rows(sql);
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    @ParameterizedTest(name = "{0}: {1} visits")
    @CsvSource({"2021-03, 40", "2021-04, 40", "2021-05, 80", "2021-06, 10"})
    void monthsByVisitDate(String month, int visits) {
        JsonNode state =
                report.values("period=%s/management=all/level=state".formatted(month), "75");
        assertThat(state.get("visits").intValue()).isEqualTo(visits);
    }

    @ParameterizedTest(name = "{0}: {1} visits")
    @CsvSource({"7501, 44", "7502, 44", "7503, 42", "7504, 40"})
    void districts(String district, int visits) {
        JsonNode values = report.values("period=overall/management=all/level=district", district);
        assertThat(values.get("visits").intValue()).isEqualTo(visits);
        assertThat(values.get("visited").intValue()).isEqualTo(40);
    }
}
