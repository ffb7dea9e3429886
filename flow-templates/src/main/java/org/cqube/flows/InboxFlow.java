/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.flows;

import static org.cqube.flows.SharedService.CATALOG;
import static org.cqube.flows.SharedService.OBJECT_STORE;
import static org.cqube.flows.SharedService.POOL;
import static org.cqube.flows.SharedService.PUBLISH_POOL;

import java.util.List;

/** The group beside the data sources that reports what belongs to none, and cleans up. */
final class InboxFlow {

    static final String NAME = "inbox";

    private InboxFlow() {}

    static FlowPlan plan() {
        Step expire =
                Step.timed(
                                "ExpireEmissions",
                                new Cell(0, 0),
                                "#{cqube.inbox.period}",
                                CATALOG,
                                POOL,
                                OBJECT_STORE)
                        .with("Emission Bucket", "#{cqube.bucket.emission}")
                        .with("Retention", "#{cqube.retention.emission}");
        Step generations =
                Step.timed(
                                "ExpireGenerations",
                                new Cell(1, 0),
                                "#{cqube.retention.period}",
                                CATALOG,
                                PUBLISH_POOL,
                                OBJECT_STORE)
                        .with("Output Bucket", "#{cqube.bucket.output}")
                        .with("Generations To Keep", "#{cqube.retention.generations}");
        Step compose = MailSteps.compose(0, 1);
        Step send = MailSteps.send(1, 1);
        Step acts =
                Step.timed(
                                "ArchiveActs",
                                new Cell(0, 2),
                                "#{cqube.inbox.period}",
                                CATALOG,
                                POOL,
                                OBJECT_STORE)
                        .with("Input Bucket", "#{cqube.bucket.input}");
        return new FlowPlan(
                NAME,
                NAME,
                "Reports zips of unknown sources, removes what was left in the emission bucket and old generations from the output bucket,"
                        + " keeps acts in the input bucket, and carries out replays and rebuilds."
                        + " Needs the services of the group cQube.",
                Settings.common(),
                List.of(),
                List.of(
                        expire,
                        generations,
                        compose,
                        send,
                        acts,
                        again("ReplayEmissions", 1),
                        again("RebuildTables", 2)),
                List.of(MailSteps.queue(compose, send)),
                List.of(
                        Band.row(
                                0,
                                2,
                                "Inbox: zips of unknown sources are refused, old ones removed",
                                "#e8e4f3"),
                        Band.row(
                                1,
                                2,
                                "Mail: the operator is told of zips of unknown sources",
                                "#f3e8ff"),
                        Band.row(
                                2,
                                3,
                                "Acts: kept in the input bucket; replay and rebuild from there, when asked for",
                                "#e4f0e8")));
    }

    /** What loads archived files again, by the settings that the sources' own steps have. */
    private static Step again(String processor, int column) {
        return Step.timed(
                        processor,
                        new Cell(column, 2),
                        "#{cqube.inbox.period}",
                        CATALOG,
                        POOL,
                        OBJECT_STORE)
                .with("Input Bucket", "#{cqube.bucket.input}")
                .with("Zone", "#{cqube.zone}")
                .with("Academic Year Start Month", "#{cqube.academic.year.start.month}");
    }
}
