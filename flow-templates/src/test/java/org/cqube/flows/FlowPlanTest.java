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

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold for every flow: nothing dangles, every parameter exists, names are unique. */
class FlowPlanTest {

    private static final Pattern REFERENCE = Pattern.compile("#\\{([^}]*)}");

    static Stream<FlowPlan> plans() {
        return Stream.of(
                ParentFlow.plan(),
                InboxFlow.plan(),
                DerivedFlow.of("any_overview", Map.of()),
                SourceFlow.of("any_source", Map.of("cqube.overlap.policy", "open-days")));
    }

    @ParameterizedTest
    @MethodSource("plans")
    void everyParameterThatIsUsedExistsInTheContextOrOneItInherits(FlowPlan plan) {
        Set<String> defined = new HashSet<>();
        for (SettingGroup group = plan.settings(); group != null; group = group.inherited()) {
            group.settings().forEach(setting -> defined.add(setting.name()));
        }
        Set<String> used =
                values(plan)
                        .flatMap(value -> REFERENCE.matcher(value).results())
                        .map((MatchResult match) -> match.group(1))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(used).isSubsetOf(defined);
        assertThat(defined).allMatch(name -> name.startsWith("cqube."));
    }

    @ParameterizedTest
    @MethodSource("plans")
    void everyQueueConnectsTwoStepsOfTheFlow(FlowPlan plan) {
        assertThat(plan.queues())
                .allSatisfy(
                        queue -> {
                            assertThat(plan.step(queue.from()).endings())
                                    .doesNotContain(queue.relationship());
                            assertThat(plan.step(queue.to())).isNotNull();
                        });
    }

    @ParameterizedTest
    @MethodSource("plans")
    void namesAreUniqueAndShortEnoughForTheCanvas(FlowPlan plan) {
        List<String> names =
                Stream.concat(
                                plan.steps().stream().map(Step::name),
                                plan.queues().stream().map(Queue::name))
                        .toList();
        assertThat(names).doesNotHaveDuplicates();
        // more letters than this, NiFi cuts off
        assertThat(names).allMatch(name -> name.length() <= 22);
    }

    @ParameterizedTest
    @MethodSource("plans")
    void aRetriedRelationshipLeadsToParking(FlowPlan plan) {
        for (Step step : plan.steps()) {
            for (String retried : step.retried()) {
                assertThat(plan.queues())
                        .anyMatch(
                                queue ->
                                        queue.from().equals(step.name())
                                                && queue.relationship().equals(retried)
                                                && queue.to().equals("ParkEmission"));
            }
        }
    }

    /** Validated content is canonical; only the archive has what was emitted (decision 0008). */
    @Test
    void whatAChangedContractInvalidatesIsFetchedAgain() {
        assertThat(SourceFlow.of("any_source", Map.of()).queues())
                .filteredOn(queue -> queue.relationship().equals("invalidated"))
                .hasSize(2)
                .extracting(Queue::to)
                .containsOnly("FetchEmission");
    }

    private static Stream<String> values(FlowPlan plan) {
        return Stream.concat(
                plan.services().stream().flatMap(service -> service.properties().values().stream()),
                plan.steps().stream()
                        .flatMap(
                                step ->
                                        Stream.concat(
                                                Stream.of(step.period()),
                                                step.properties().values().stream())));
    }
}
