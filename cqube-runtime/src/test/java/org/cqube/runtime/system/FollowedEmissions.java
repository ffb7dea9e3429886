/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cqube.runtime.ledger.Emission;
import org.cqube.runtime.ledger.Ledger;

/**
 * What the ledger says of emissions, in the shape of {@code status --json}.
 *
 * @param cqube whose ledger it is
 */
record FollowedEmissions(RunningCqube cqube) {

    private static final Set<String> ENDS =
            Set.of("published", "refused", "known", "expired", "abandoned");
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** The one emission of an object, as it is now. */
    JsonNode read(String key) throws SQLException {
        List<Emission> emissions = all(key);
        assertThat(emissions).as("emissions of " + key).hasSize(1);
        return emissions.getFirst().json();
    }

    private List<Emission> all(String key) throws SQLException {
        try (Connection connection = cqube.connect()) {
            return new Ledger(connection).emissions(key, Instant.EPOCH);
        }
    }

    /** Waits until the one emission of this object has ended. */
    JsonNode ended(String key) {
        return ended(List.of(key)).get(key);
    }

    /** Waits until every one of these objects has ended; each holds one CSV. */
    Map<String, JsonNode> ended(Collection<String> keys) {
        Map<String, JsonNode> ends = new LinkedHashMap<>();
        keys.forEach(key -> ends.put(key, reaching(key, ENDS, PATIENCE)));
        return ends;
    }

    /** Waits until the one emission of this object is in this state. */
    JsonNode reaching(String key, String state) {
        return reaching(key, Set.of(state), PATIENCE);
    }

    private JsonNode reaching(String key, Set<String> states, Duration patience) {
        return await("%s to be %s".formatted(key, states))
                .atMost(patience)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptionsMatching(SQLException.class::isInstance)
                .until(
                        () -> {
                            List<Emission> emissions = all(key);
                            return emissions.isEmpty() ? null : emissions.getFirst().json();
                        },
                        json -> json != null && states.contains(json.path("state").asText()));
    }
}
