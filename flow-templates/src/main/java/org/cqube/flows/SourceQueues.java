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
import static org.cqube.flows.SourceSteps.ARCHIVE;
import static org.cqube.flows.SourceSteps.CHECK;
import static org.cqube.flows.SourceSteps.FETCH;
import static org.cqube.flows.SourceSteps.FILTER;
import static org.cqube.flows.SourceSteps.LIST;
import static org.cqube.flows.SourceSteps.LOAD;
import static org.cqube.flows.SourceSteps.PARK;
import static org.cqube.flows.SourceSteps.PUBLISH;
import static org.cqube.flows.SourceSteps.VALIDATE;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The queues of a data source.
 *
 * <p>Bounded up to the validation, unbounded from there on: see {@link Limit#NONE}. On a cluster
 * the files spread over all nodes twice, after the listing, which one node does, and after the zips
 * have been opened, because one zip may hold several large files; afterwards they stay where they
 * are, because to send a file costs as much as to filter it.
 */
final class SourceQueues {

    private SourceQueues() {}

    static List<Queue> all() {
        List<Queue> queues = new ArrayList<>(mainLine());
        queues.addAll(detours());
        queues.addAll(parking());
        queues.add(MailSteps.queue(SourceSteps.COMPOSE, SourceSteps.SEND));
        return queues;
    }

    private static List<Queue> mainLine() {
        return List.of(
                Queue.of("zips to fetch", LIST, "success", FETCH, Limit.ARRIVALS)
                        .spread(Spread.ROUND_ROBIN),
                Queue.of("zips to check", FETCH, "success", CHECK, Limit.FILES),
                Queue.of("files to archive", CHECK, "success", ARCHIVE, Limit.FILES)
                        .spread(Spread.ROUND_ROBIN),
                Queue.of("files to validate", ARCHIVE, "success", VALIDATE, Limit.FILES),
                Queue.of("records to compare", VALIDATE, "success", FILTER, Limit.NONE),
                Queue.of("records to load", FILTER, "success", LOAD, Limit.NONE),
                Queue.of("metrics to publish", AGGREGATE, "success", PUBLISH, Limit.PUBLICATIONS));
    }

    /** Above the main line: what starts in the middle, and what has to take a step again. */
    private static List<Queue> detours() {
        return List.of(
                Lane.above(
                        Queue.of("archived to validate", FETCH, "resumed", VALIDATE, Limit.FILES),
                        FETCH,
                        VALIDATE,
                        1),
                Lane.above(
                        Queue.of("overtaken by a load", LOAD, "stale", FILTER, Limit.NONE),
                        LOAD,
                        FILTER,
                        1),
                // the content is canonical by now: the raw CSV comes from the archive again
                Lane.above(
                        Queue.of(
                                "new contract at filter", FILTER, "invalidated", FETCH, Limit.NONE),
                        FILTER,
                        FETCH,
                        2),
                Lane.above(
                        Queue.of("new contract at load", LOAD, "invalidated", FETCH, Limit.NONE),
                        LOAD,
                        FETCH,
                        3));
    }

    /** Below the main line: to the parked row and back. */
    private static List<Queue> parking() {
        List<Queue> queues = new ArrayList<>();
        for (Step step : List.of(FETCH, CHECK, ARCHIVE, VALIDATE, FILTER, LOAD, PUBLISH)) {
            String verb = verb(step);
            queues.add(
                    Lane.down(
                            Queue.of("failed to " + verb, step, "failure", PARK, Limit.NONE),
                            step,
                            PARK));
            queues.add(
                    Lane.up(Queue.of(verb + " again", PARK, verb, step, Limit.NONE), step, PARK));
        }
        return queues;
    }

    /** The first word of the step's name, by which ParkEmission calls the way back to it. */
    private static String verb(Step step) {
        return step.name().replaceAll("(?<=.)[A-Z].*", "").toLowerCase(Locale.ROOT);
    }
}
