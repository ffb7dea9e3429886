/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.flows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The canvas reads from left to right, and nothing on it hides anything else. */
class LayoutTest {

    private final FlowPlan plan = SourceFlow.of("any_source", Map.of());

    @Test
    void theMainLineFlowsFromLeftToRight() {
        List<Queue> straight =
                plan.queues().stream().filter(queue -> queue.route().isEmpty()).toList();
        assertThat(straight)
                .hasSize(8)
                .allSatisfy(
                        queue -> {
                            Cell from = plan.step(queue.from()).cell();
                            Cell to = plan.step(queue.to()).cell();
                            assertThat(to.row()).isEqualTo(from.row());
                            assertThat(to.column()).isGreaterThan(from.column());
                        });
    }

    @Test
    void processorsAndLabelsDoNotOverlap() {
        List<Box> boxes =
                new ArrayList<>(plan.steps().stream().map(step -> step.cell().box()).toList());
        plan.queues()
                .forEach(
                        queue ->
                                boxes.add(
                                        queue.label(
                                                plan.step(queue.from()).cell(),
                                                plan.step(queue.to()).cell())));
        for (int i = 0; i < boxes.size(); i++) {
            for (int j = i + 1; j < boxes.size(); j++) {
                assertThat(boxes.get(i).overlaps(boxes.get(j)))
                        .as("%s and %s", boxes.get(i), boxes.get(j))
                        .isFalse();
            }
        }
    }

    @Test
    void bandsStackWithoutOverlapAndEachHoldsItsRow() {
        List<Band> bands = plan.bands();
        for (int i = 1; i < bands.size(); i++) {
            assertThat(bands.get(i - 1).box().overlaps(bands.get(i).box())).isFalse();
        }
        assertThat(plan.steps())
                .allSatisfy(
                        step ->
                                assertThat(
                                                bands.get(step.cell().row())
                                                        .box()
                                                        .contains(step.cell().box()))
                                        .as(step.name())
                                        .isTrue());
    }

    @Test
    void queueLabelsStandWithinOneBand() {
        assertThat(plan.queues())
                .allSatisfy(
                        queue -> {
                            Box label =
                                    queue.label(
                                            plan.step(queue.from()).cell(),
                                            plan.step(queue.to()).cell());
                            assertThat(plan.bands())
                                    .as(queue.name())
                                    .anyMatch(band -> band.box().contains(label));
                        });
    }
}
