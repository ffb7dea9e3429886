/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * One emission of the ledger.
 *
 * @param source name of its data source
 * @param state as the ledger has it
 * @param changedAt when the ledger last changed it
 * @param behindParked whether an older emission of its source is parked, which it waits for
 * @param json in the shape of {@code status --json}
 */
public record Emission(
        String source, String state, Instant changedAt, boolean behindParked, ObjectNode json) {

    /** How {@code status} calls an emission of which nothing is left in NiFi. */
    public static final String STALLED = "stalled";

    /** Nothing happens any more without a new act. */
    private static final Set<String> ENDED =
            Set.of("published", "refused", "known", "expired", "abandoned");

    private static final Set<String> LOADED = Set.of("loaded", "aggregated", "published");

    /** Somebody has to do something in NiFi: a FlowFile is expected there. */
    private static final Set<String> UNDER_WAY =
            Set.of("received", "archived", "validated", "parked");

    /** Between two queues an emission is in a thread's hands, and the counts are a moment old. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    public String object() {
        return json.path("object").asText();
    }

    public String id() {
        return json.path("id").asText();
    }

    public boolean ended() {
        return ENDED.contains(state);
    }

    public boolean published() {
        return state.equals("published");
    }

    /** Whether its records are in the tables. */
    public boolean loaded() {
        return LOADED.contains(state);
    }

    /** Whether it stands still until somebody or something else moves. */
    public boolean parked() {
        return state.equals("parked") || (!ended() && behindParked);
    }

    /**
     * Whether its FlowFile is gone.
     *
     * @param groupIdle nothing is queued in its group and nothing is worked on
     */
    public boolean stalled(boolean groupIdle, Instant now) {
        return groupIdle && UNDER_WAY.contains(state) && changedAt.plus(PATIENCE).isBefore(now);
    }

    /** One line on what became of it so far. */
    public String describe() {
        String text = object() + ": " + state;
        if (ended()) {
            text +=
                    ", records %d = loaded %d + rejected %d + already known %d"
                            .formatted(
                                    json.path("recordsIn").asLong(),
                                    json.path("loaded").asLong(),
                                    json.path("rejected").asLong(),
                                    json.path("alreadyKnown").asLong());
        }
        JsonNode refusal = json.path("refusal");
        JsonNode failure = json.path("failure");
        if (refusal.isObject()) {
            text +=
                    " ("
                            + refusal.path("rule").asText()
                            + ": "
                            + refusal.path("message").asText()
                            + ")";
        } else if (state.equals("parked") && failure.isObject()) {
            text +=
                    " ("
                            + failure.path("step").asText()
                            + ": "
                            + failure.path("message").asText()
                            + ")";
        }
        return text;
    }
}
