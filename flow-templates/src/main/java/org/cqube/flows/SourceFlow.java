/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.flows;

import java.util.List;
import java.util.Map;

/**
 * The canonical flow of a data source, the same for all of them.
 *
 * <p>Four rows, read from left to right: an emission on its way from the zip to the tables; what
 * waits because the world was at fault; and the metrics, made by the clock from what the first row
 * has changed in the database; and the mails. {@code rejected} and what succeeds for good end here:
 * the ledger holds the outcome.
 */
final class SourceFlow {

    /** From ListEmissions to LoadTable. */
    private static final int COLUMNS = 7;

    private SourceFlow() {}

    /**
     * The flow of one data source.
     *
     * @param overrides parameters that the source's folder sets
     */
    static FlowPlan of(String source, Map<String, String> overrides) {
        return new FlowPlan(
                source,
                source,
                "cQube data source, made from the canonical flow. Needs the services of the group"
                        + " cQube.",
                Settings.of(source, overrides),
                List.of(),
                SourceSteps.all(),
                SourceQueues.all(),
                List.of(
                        Band.row(
                                SourceSteps.MAIN,
                                COLUMNS,
                                "1. From zip to tables: each emission is fetched, checked, archived,"
                                        + " validated and loaded once, in the order of emission",
                                "#dbeafe"),
                        Band.row(
                                SourceSteps.PARKED,
                                COLUMNS,
                                "2. Parked: stopped by an outage; goes on by itself, or by ./cqube resume",
                                "#fde8d0"),
                        Band.row(
                                SourceSteps.METRICS,
                                COLUMNS,
                                "3. Metrics: by the clock, whatever the loads have changed is summed"
                                        + " up and published; many files become one publication",
                                "#dcf2df"),
                        Band.row(
                                SourceSteps.MAIL,
                                COLUMNS,
                                "4. Mail: emitter and operator are told what was refused, is parked or"
                                        + " late; data never wait for it",
                                "#f3e8ff")));
    }
}
