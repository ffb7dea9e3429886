/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Pairs of records that may not stand in one file, made of records of the sample (data-sources.md,
 * 3.5).
 */
final class DuplicateFaults {

    private final String source;
    private final String base;
    private final SampleTable sample;
    private final JsonNode rules;

    DuplicateFaults(String source, String base, SampleTable sample, JsonNode schema) {
        this.source = source;
        this.base = base;
        this.sample = sample;
        this.rules = schema.path("cqube:duplicates");
    }

    List<FaultCase> all() {
        List<FaultCase> cases = new ArrayList<>();
        for (JsonNode rule : rules) {
            String id = rule.path("rule").asText();
            if ("duplicate.mirror".equals(id)) {
                List<String> row = sample.row(0);
                cases.add(
                        FaultCase.csv(
                                source,
                                base,
                                "mirror",
                                sample.csv(List.of(row, row, row)),
                                Expected.lines(Map.of(3L, id + ",", 4L, id + ","))));
            } else {
                conflict(rule, id).ifPresent(cases::add);
            }
        }
        return cases;
    }

    /**
     * Two records that agree in the rule's group and differ in one column that no rule before it
     * watches.
     */
    private Optional<FaultCase> conflict(JsonNode rule, String id) {
        Set<Integer> grouped = columns(rule.path("groupBy"));
        Set<Integer> watchedBefore = watchedBefore(rule);
        for (int row = 0; row < sample.rows().size(); row++) {
            List<String> first = sample.rows().get(row);
            if (grouped.stream().anyMatch(column -> first.get(column).isBlank())) {
                continue;
            }
            for (int column : differing(rule, grouped, watchedBefore)) {
                Optional<String> other = sample.otherValue(first, column);
                if (other.isPresent()) {
                    List<String> second = SampleTable.with(first, column, other.get());
                    String group = String.join("+", groupNames(rule));
                    return Optional.of(
                            FaultCase.csv(
                                    source,
                                    base,
                                    id + " by " + group,
                                    sample.csv(List.of(first, second)),
                                    Expected.lines(Map.of(2L, id + ",", 3L, id + ","))));
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> groupNames(JsonNode rule) {
        List<String> names = new ArrayList<>();
        rule.path("groupBy").forEach(name -> names.add(name.asText()));
        return names;
    }

    private List<Integer> differing(JsonNode rule, Set<Integer> grouped, Set<Integer> watched) {
        List<Integer> columns = new ArrayList<>();
        boolean any = rule.path("conflictOn").isTextual();
        Set<Integer> conflicting = columns(rule.path("conflictOn"));
        for (int column = 0; column < sample.header().size(); column++) {
            if (sample.field(column).isPresent()
                    && !grouped.contains(column)
                    && !watched.contains(column)
                    && (any || conflicting.contains(column))) {
                columns.add(column);
            }
        }
        return columns;
    }

    /** Columns whose difference an earlier, more telling rule reports. */
    private Set<Integer> watchedBefore(JsonNode rule) {
        Set<Integer> watched = new HashSet<>();
        for (JsonNode earlier : rules) {
            if (earlier == rule) {
                break;
            }
            if (earlier.path("conflictOn").isArray()) {
                watched.addAll(columns(earlier.path("conflictOn")));
                watched.removeAll(columns(rule.path("conflictOn")));
            }
        }
        return watched;
    }

    private Set<Integer> columns(JsonNode names) {
        Map<String, Integer> columns = new LinkedHashMap<>();
        for (JsonNode name : names) {
            sample.column(name.asText()).ifPresent(column -> columns.put(name.asText(), column));
        }
        return new HashSet<>(columns.values());
    }
}
