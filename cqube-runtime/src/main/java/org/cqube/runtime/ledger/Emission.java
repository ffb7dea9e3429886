/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.ledger;

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

    /** Somebody has to do something in NiFi: a FlowFile is expected there. */
    private static final Set<String> UNDER_WAY =
            Set.of("received", "archived", "validated", "parked");

    /** Between two queues an emission is in a thread's hands, and the counts are a moment old. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    public boolean ended() {
        return ENDED.contains(state);
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
}
