/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.flows;

import static org.cqube.flows.SharedService.AGGREGATE_POOL;
import static org.cqube.flows.SharedService.CATALOG;
import static org.cqube.flows.SharedService.OBJECT_STORE;
import static org.cqube.flows.SharedService.POOL;
import static org.cqube.flows.SharedService.PUBLISH_POOL;

import java.util.List;

/**
 * The processors of a data source.
 *
 * <p>What a step does to many files at once it does with two tasks, so that a small file passes a
 * large one; FilterOverlap and LoadTable keep to one, because they work in the order of emission
 * anyway. {@code failure} is the world's fault: NiFi tries again before the FlowFile is parked.
 */
final class SourceSteps {

    static final int MAIN = 0;
    static final int PARKED = 1;
    static final int METRICS = 2;
    static final int MAIL = 3;

    static final Step LIST =
            Step.timed(
                            "ListEmissions",
                            new Cell(0, MAIN),
                            "#{cqube.listing.period}",
                            CATALOG,
                            POOL,
                            OBJECT_STORE)
                    .with("Data Source", "#{cqube.source}")
                    .with("Emission Bucket", "#{cqube.bucket.emission}")
                    .with("Zone", "#{cqube.zone}");
    static final Step FETCH =
            Step.queued("FetchEmission", new Cell(1, MAIN), CATALOG, POOL, OBJECT_STORE)
                    .with("Emission Bucket", "#{cqube.bucket.emission}")
                    .with("Input Bucket", "#{cqube.bucket.input}")
                    .tasks(2)
                    .retries("failure");
    static final Step CHECK =
            Step.queued("CheckManifest", new Cell(2, MAIN), CATALOG, POOL)
                    .with("Data Source", "#{cqube.source}")
                    .with("Manifest Required", "#{cqube.manifest.required}")
                    .tasks(2)
                    .ends("rejected")
                    .retries("failure");
    static final Step ARCHIVE =
            Step.queued("ArchiveEmission", new Cell(3, MAIN), CATALOG, POOL, OBJECT_STORE)
                    .with("Emission Bucket", "#{cqube.bucket.emission}")
                    .with("Input Bucket", "#{cqube.bucket.input}")
                    .with("Zone", "#{cqube.zone}")
                    .tasks(2)
                    .retries("failure");
    static final Step VALIDATE =
            Step.queued("ValidateRecords", new Cell(4, MAIN), CATALOG, POOL, OBJECT_STORE)
                    .with("Data Source", "#{cqube.source}")
                    .with("Input Bucket", "#{cqube.bucket.input}")
                    .with("Zone", "#{cqube.zone}")
                    .with("Academic Year Start Month", "#{cqube.academic.year.start.month}")
                    .with("Maximum Rejected Percent", "#{cqube.rejected.max.percent}")
                    .tasks(2)
                    .ends("rejected")
                    .retries("failure");
    static final Step FILTER =
            Step.queued("FilterOverlap", new Cell(5, MAIN), CATALOG, POOL, OBJECT_STORE)
                    .with("Data Source", "#{cqube.source}")
                    .with("Input Bucket", "#{cqube.bucket.input}")
                    .with("Academic Year Start Month", "#{cqube.academic.year.start.month}")
                    .with("Overlap Policy", "#{cqube.overlap.policy}")
                    .with("Overlap Scope", "#{cqube.overlap.scope}")
                    .with("Weekly Holidays", "#{cqube.attendance.weekly.holidays}")
                    .ends("rejected")
                    .retries("failure");
    static final Step LOAD =
            Step.queued("LoadTable", new Cell(6, MAIN), CATALOG, POOL)
                    .with("Data Source", "#{cqube.source}")
                    .with("Academic Year Start Month", "#{cqube.academic.year.start.month}")
                    .ends("success")
                    .retries("failure");
    static final Step AGGREGATE =
            Step.timed(
                            "AggregateMetrics",
                            new Cell(2, METRICS),
                            "#{cqube.aggregate.period}",
                            CATALOG,
                            AGGREGATE_POOL)
                    .with("Data Source", "#{cqube.source}")
                    .with("As Of", "#{cqube.asof}")
                    .with("Zone", "#{cqube.zone}")
                    .with("Academic Year Start Month", "#{cqube.academic.year.start.month}")
                    .with("State Name", "#{cqube.state.name}")
                    .with("Require Geo", "#{cqube.metrics.require.geo}")
                    .with("Weekly Holidays", "#{cqube.attendance.weekly.holidays}");
    static final Step PUBLISH =
            Step.queued("PublishMetrics", new Cell(4, METRICS), CATALOG, PUBLISH_POOL, OBJECT_STORE)
                    .with("Data Source", "#{cqube.source}")
                    .with("Output Bucket", "#{cqube.bucket.output}")
                    .with("Academic Year Start Month", "#{cqube.academic.year.start.month}")
                    .with("State Name", "#{cqube.state.name}")
                    .with("Require Geo", "#{cqube.metrics.require.geo}")
                    .with("Weekly Holidays", "#{cqube.attendance.weekly.holidays}")
                    .ends("success")
                    .retries("failure");
    static final Step PARK =
            Step.queued("ParkEmission", new Cell(3, PARKED), POOL, OBJECT_STORE)
                    .with("Emission Bucket", "#{cqube.bucket.emission}")
                    .with("Input Bucket", "#{cqube.bucket.input}")
                    .with("Output Bucket", "#{cqube.bucket.output}")
                    // between two looks whether an outage is over or somebody resumed; after
                    // five seconds without an answer ListEmissions takes a resumed emission
                    .penalty("2 sec");

    static final Step COMPOSE = MailSteps.compose(2, MAIL).with("Data Source", "#{cqube.source}");
    static final Step SEND = MailSteps.send(4, MAIL);

    private SourceSteps() {}

    static List<Step> all() {
        return List.of(
                LIST, FETCH, CHECK, ARCHIVE, VALIDATE, FILTER, LOAD, PARK, AGGREGATE, PUBLISH,
                COMPOSE, SEND);
    }
}
