/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.flows;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A processor of the flow.
 *
 * @param name of the processor, and of its class in {@code org.cqube.processors}
 * @param period NiFi's run schedule: {@code 0 sec} for a step that runs when its queue holds
 *     something, else a parameter
 * @param primary runs on one node of a cluster only
 * @param tasks how many FlowFiles a node works on at once
 * @param penalty how long a FlowFile waits that is handed back, and before the first retry
 * @param services names of shared services; the properties that take them are named the same
 * @param properties beside the services
 * @param endings relationships where the way ends; the ledger holds the outcome
 * @param retried relationships that NiFi retries before a FlowFile takes them
 */
public record Step(
        String name,
        Cell cell,
        String period,
        boolean primary,
        int tasks,
        String penalty,
        List<SharedService> services,
        Map<String, String> properties,
        Set<String> endings,
        Set<String> retried) {

    static final String PACKAGE = "org.cqube.processors.";
    static final String WHEN_QUEUED = "0 sec";

    private static final String PENALTY = "1 sec";

    /** A step that works off its queue, one FlowFile at a time, on every node. */
    static Step queued(String name, Cell cell, SharedService... services) {
        return new Step(
                name,
                cell,
                WHEN_QUEUED,
                false,
                1,
                PENALTY,
                List.of(services),
                Map.of(),
                Set.of(),
                Set.of());
    }

    /** A step that runs by the clock, on one node of a cluster only. */
    static Step timed(String name, Cell cell, String period, SharedService... services) {
        return new Step(
                name,
                cell,
                period,
                true,
                1,
                PENALTY,
                List.of(services),
                Map.of(),
                Set.of(),
                Set.of());
    }

    Step at(Cell other) {
        return new Step(
                name,
                other,
                period,
                primary,
                tasks,
                penalty,
                services,
                properties,
                endings,
                retried);
    }

    Step tasks(int count) {
        return new Step(
                name,
                cell,
                period,
                primary,
                count,
                penalty,
                services,
                properties,
                endings,
                retried);
    }

    Step penalty(String duration) {
        return new Step(
                name,
                cell,
                period,
                primary,
                tasks,
                duration,
                services,
                properties,
                endings,
                retried);
    }

    Step with(String property, String value) {
        Map<String, String> more = new LinkedHashMap<>(properties);
        more.put(property, value);
        return new Step(
                name, cell, period, primary, tasks, penalty, services, more, endings, retried);
    }

    Step ends(String... relationships) {
        return new Step(
                name,
                cell,
                period,
                primary,
                tasks,
                penalty,
                services,
                properties,
                new LinkedHashSet<>(Arrays.asList(relationships)),
                retried);
    }

    Step retries(String... relationships) {
        return new Step(
                name,
                cell,
                period,
                primary,
                tasks,
                penalty,
                services,
                properties,
                endings,
                new LinkedHashSet<>(Arrays.asList(relationships)));
    }
}
