/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmissionTest {

    private static final Instant CHANGED = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant SOON = CHANGED.plusSeconds(9);
    private static final Instant LATER = CHANGED.plusSeconds(11);

    @ParameterizedTest
    @ValueSource(strings = {"received", "archived", "validated", "parked"})
    void nothingInTheGroupForTenSecondsIsStalled(String state) {
        assertThat(emission(state, false).stalled(true, LATER)).isTrue();
        assertThat(emission(state, false).stalled(true, SOON)).isFalse();
        assertThat(emission(state, false).stalled(false, LATER)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "loaded",
                "aggregated",
                "published",
                "refused",
                "known",
                "expired",
                "abandoned"
            })
    void whatIsInTheTablesOrEndedNeverIs(String state) {
        assertThat(emission(state, false).stalled(true, LATER)).isFalse();
    }

    @Test
    void behindAParkedOneIsAsGoodAsParked() {
        assertThat(emission("validated", true).parked()).isTrue();
        assertThat(emission("validated", false).parked()).isFalse();
        assertThat(emission("parked", false).parked()).isTrue();
        assertThat(emission("refused", true).parked()).isFalse();
    }

    @Test
    void theEndIsDescribedWithItsCounts() {
        Emission emission = emission("refused", false);
        emission.json().put("recordsIn", 3).put("rejected", 3);
        emission.json()
                .putObject("refusal")
                .put("rule", "manifest.sha256")
                .put("message", "differs");
        assertThat(emission.describe())
                .isEqualTo(
                        "a/b.zip: refused, records 3 = loaded 0 + rejected 3 + already known 0"
                                + " (manifest.sha256: differs)");
    }

    private static Emission emission(String state, boolean behindParked) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", "1").put("object", "a/b.zip");
        return new Emission("a", state, CHANGED, behindParked, json);
    }
}
