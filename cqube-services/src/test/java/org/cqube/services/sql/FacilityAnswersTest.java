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
 * The known answers of the given facilities (metrics-and-outputs, 8), loaded through their
 * contract.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIf("samplesArePresent")
class FacilityAnswersTest {

    private static final String STATE = "management=all/level=state";

    private SourceDatabase database;
    private ReportFiles report;

    static boolean samplesArePresent() {
        return GivenSamples.arePresent();
    }

    @BeforeAll
    void load() throws SQLException, IOException {
        database = SourceDatabase.open();
        GivenSamples.loadMasters(database);
        EmittedFile.given("infrastructure", "infra_trans", "infra_trans").load(database);
        database.aggregate("infrastructure", List.of());
        report =
                ReportFiles.of(
                        database, "infrastructure", "report.sql", Settings.asof("2021-06-30"));
    }

    @AfterAll
    void close() throws SQLException {
        database.close();
    }

    @ParameterizedTest(name = "{0}: {1} of {2}")
    @CsvSource({
        "toilet, 160, 160",
        "handwash, 160, 160",
        "library, 153, 160",
        "drinking_water, 156, 160",
        "tap_water, 156, 160",
        "electricity, 160, 160",
        "boys_toilet, 103, 103",
        "girls_toilet, 87, 87",
        "solar_panel, 0, 0",
        "hand_pumps, 0, 0"
    })
    void schoolsHavingAndReporting(String facility, int value, int reported) {
        var cell = report.row(STATE, "75").get("facilities").get(facility);
        assertThat(cell.get("value").intValue()).isEqualTo(value);
        assertThat(cell.get("reported").intValue()).isEqualTo(reported);
    }

    @Test
    void scoreOfTheState() throws SQLException {
        assertThat(report.values(STATE, "75").get("score").intValue()).isEqualTo(71);
        assertThat(database.rows("select trim_scale(sum(score)), count(*) from agg.infrastructure"))
                .containsExactly("11350|160");
    }
}
