/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.flows;

import static org.cqube.flows.SourceSteps.AGGREGATE;
import static org.cqube.flows.SourceSteps.COMPOSE;
import static org.cqube.flows.SourceSteps.PARK;
import static org.cqube.flows.SourceSteps.PUBLISH;
import static org.cqube.flows.SourceSteps.SEND;

import java.util.List;
import java.util.Map;

/**
 * The process group of a source that nothing is emitted for: of the canonical flow the steps from
 * the metrics on. It reports on what other sources have aggregated.
 */
final class DerivedFlow {

    private static final int METRICS = 0;
    private static final int PARKED = 1;
    private static final int MAIL = 2;
    private static final int COLUMNS = 2;

    private DerivedFlow() {}

    /**
     * The flow of one such source.
     *
     * @param overrides parameters that the source's folder sets
     */
    static FlowPlan of(String source, Map<String, String> overrides) {
        Step aggregate = AGGREGATE.at(new Cell(0, METRICS));
        Step publish = PUBLISH.at(new Cell(1, METRICS));
        Step park =
                PARK.at(new Cell(1, PARKED))
                        .ends("fetch", "check", "archive", "validate", "filter", "load");
        Step compose = COMPOSE.at(new Cell(0, MAIL));
        Step send = SEND.at(new Cell(1, MAIL));
        return new FlowPlan(
                source,
                source,
                "cQube reports on several data sources, made from the canonical flow. Needs the"
                        + " services of the group cQube.",
                Settings.ofDerived(source, overrides),
                List.of(),
                List.of(aggregate, publish, park, compose, send),
                List.of(
                        Queue.of(
                                "metrics to publish",
                                aggregate,
                                "success",
                                publish,
                                Limit.PUBLICATIONS),
                        Lane.down(
                                Queue.of("failed to publish", publish, "failure", park, Limit.NONE),
                                publish,
                                park),
                        Lane.up(
                                Queue.of("publish again", park, "publish", publish, Limit.NONE),
                                publish,
                                park),
                        MailSteps.queue(compose, send)),
                List.of(
                        Band.row(
                                METRICS,
                                COLUMNS,
                                "1. Metrics: whenever a source has summed up anew, and when the day changes",
                                "#dcf2df"),
                        Band.row(
                                PARKED,
                                COLUMNS,
                                "2. Parked: stopped by an outage; goes on by itself",
                                "#fde8d0"),
                        Band.row(
                                MAIL,
                                COLUMNS,
                                "3. Mail: the operator is told when a publication is stuck",
                                "#f3e8ff")));
    }
}
