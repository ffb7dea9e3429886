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

/**
 * A process group, before it is written down in NiFi's format.
 *
 * @param id prefix of the identifiers of what is in it
 * @param comments what an operator reads in the group's configuration
 * @param services that the group holds itself; those of the parent group are only named by steps
 */
public record FlowPlan(
        String id,
        String name,
        String comments,
        SettingGroup settings,
        List<SharedService> services,
        List<Step> steps,
        List<Queue> queues,
        List<Band> bands) {

    public FlowPlan {
        services = List.copyOf(services);
        steps = List.copyOf(steps);
        queues = List.copyOf(queues);
        bands = List.copyOf(bands);
    }

    Step step(String stepName) {
        return steps.stream()
                .filter(step -> step.name().equals(stepName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no step " + stepName));
    }
}
