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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Weights of the facilities, and what configuration does to them. */
class WeightsTest {
    private static final String HEADER = "cqube_column|state_column|status|encoding\n";
    private static final String WEIGHTS =
            """
            infrastructure_name|infrastructure_category|score
            toilet|toilet|%d
            handwash|toilet|10
            boys_toilet|toilet|10
            girls_toilet|toilet|10
            drinking_water|water|10
            tap_water|water|10
            hand_pumps|water|10
            library|study|%d
            electricity|energy resource|10
            solar_panel|energy resource|10
            """;

    private final World world = World.WORLD;
    private Chain configuration;

    @BeforeEach
    void reset() {
        Configurations.reset(world);
        configuration = new Chain(world, Configurations.SOURCE);
    }

    private List<String> active() {
        return world.database.lines(
                "select facility, weight from config.infra_facility where active order by weight desc, facility");
    }

    private String sum() {
        return world.database.one(
                "select sum(weight)::text from config.infra_facility where active");
    }

    private long configure(final String timestamp, final String rows) {
        return configuration.load("config_infrastructure", timestamp, HEADER + rows);
    }

    @Test
    void tenFacilitiesWeighTenAtFirst() {
        assertThat(active()).hasSize(10).allMatch(line -> line.endsWith("|10.00"));
        assertThat(world.database.one("select count(*) from config.infra_facility"))
                .isEqualTo("22");
    }

    @Test
    void weightsOfFacilitiesThatAreSwitchedOffGoToTheOthersInProportion() {
        final long emission = configure("20200701080000", "solar_panel|-|0|\nhand_pumps|-|0|\n");

        assertThat(active()).hasSize(8).allMatch(line -> line.endsWith("|12.50"));
        assertThat(world.database.rules(emission)).containsExactly("warning|weights.scaled|1");
    }

    @Test
    void theHundredthsOfTheRoundingGoToTheHeaviest() {
        configure("20200701080000", "solar_panel|-|0|\n");

        assertThat(sum()).isEqualTo("100.00");
        assertThat(active()).hasSize(9).startsWith("boys_toilet|11.12").endsWith("toilet|11.11");
    }

    @Test
    void aFacilityThatIsBackHasItsWeightBack() {
        configure("20200701080000", "solar_panel|-|0|\n");
        final long emission = configure("20200702080000", "solar_panel|solarpanel_yn|1|yn\n");

        assertThat(active()).hasSize(10).allMatch(line -> line.endsWith("|10.00"));
        assertThat(world.database.rules(emission)).isEmpty();
    }

    @Test
    void aFacilityThatIsSwitchedOnCountsWithoutWeightUntilItGetsOne() {
        final long emission = configure("20200701080000", "cctv|HaveCCTV|1|boolean\n");

        assertThat(active()).hasSize(11).endsWith("cctv|0.00");
        assertThat(world.database.rules(emission)).isEmpty();
    }

    @Test
    void newWeightsEndTheProportion() {
        configure("20200701080000", "solar_panel|-|0|\n");
        final String weights =
                WEIGHTS.formatted(10, 20).replace("solar_panel|energy resource|10\n", "");
        final long emission = configuration.load("infrastructure_score", "20200702080000", weights);

        assertThat(world.database.counts(emission)).isEqualTo("loaded|9|1|0|8");
        assertThat(active()).hasSize(9).startsWith("library|20.00").endsWith("toilet|10.00");
    }

    @Test
    void aFacilityThatIsSwitchedOffDoesNotCountInTheSum() {
        configure("20200701080000", "solar_panel|-|0|\n");

        final long emission =
                configuration.load(
                        "infrastructure_score", "20200702080000", WEIGHTS.formatted(10, 10));

        assertThat(
                        world.database.one(
                                "select refusal ->> 'message' from meta.emission where emission_id = ?",
                                emission))
                .isEqualTo("the weights of the active facilities sum to 90, must be exactly 100");
    }

    @Test
    void encodingReachesWhoeverReadsTheColumn() {
        assertThat(encoding("toilet")).isEqualTo("count");

        configure("20200701080000", "toilet|toilet_yn|1|yn\n");

        assertThat(encoding("toilet")).isEqualTo("yn");
    }

    private String encoding(final String facility) {
        return world.database.one(
                "select encoding from config.infra_facility where facility = ?", facility);
    }

    @Test
    void thePublishedFileCanBeEmittedAgain() {
        configure("20200701080000", "solar_panel|-|0|\n");
        configuration.all();
        final String key =
                world.database.one(
                        "select object_key from meta.publication where source = 'config' and report = 'infrastructure_score'");
        final String published = new String(world.bytes(World.OUTPUT, key), StandardCharsets.UTF_8);
        final List<String> before = active();

        final long emission =
                configuration.load("infrastructure_score", "20200702080000", published);

        assertThat(
                        world.database.one(
                                "select state from meta.emission where emission_id = ?", emission))
                .isEqualTo("loaded");
        assertThat(active()).isEqualTo(before);
    }

    @Test
    void whatWouldDeleteWeightsGivesTheDefaultsBack() {
        configuration.load("infrastructure_score", "20200701080000", WEIGHTS.formatted(5, 15));

        world.database.execute("delete from config.infra_weight where facility <> 'cctv'");

        assertThat(active()).hasSize(10).allMatch(line -> line.endsWith("|10.00"));
    }

    @Test
    void byHandTheSumHoldsToo() {
        assertThatThrownBy(
                        () ->
                                world.database.execute(
                                        "update config.infra_weight set weight = 11 where facility = 'toilet'"))
                .hasMessageContaining("sum to 101");
    }

    @Test
    void whoeverDependsOnConfigurationIsToldOfTheChange() {
        configuration.load("infrastructure_score", "20200701080000", WEIGHTS.formatted(5, 15));

        assertThat(
                        world.database.lines(
                                "select owner_source, key_value from meta.touched where source = 'config'"
                                        + " and owner_source = 'infrastructure' order by 2"))
                .containsExactly("infrastructure|library", "infrastructure|toilet");
    }
}
