/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.system;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What must become of an emission with faults.
 *
 * @param refusal rule that refuses the whole; null if it is taken
 * @param refused line of each refused record to its first finding, as {@code rule,column}
 * @param reported line of each record that is loaded all the same to what is said about it, as
 *     {@code rule,column}
 * @param counted how often each rule that refuses no record says something, in the ledger
 * @param loaded number of records that change something
 */
record Expected(
        String refusal,
        Map<Long, String> refused,
        Map<Long, List<String>> reported,
        Map<String, Long> counted,
        long loaded) {

    Expected {
        refused = new TreeMap<>(refused);
        reported = new TreeMap<>(reported);
        counted = new TreeMap<>(counted);
    }

    /** The whole is refused. */
    static Expected refusal(String rule) {
        return new Expected(rule, Map.of(), Map.of(), Map.of(), 0);
    }

    /** These lines are refused, and nothing else is said. */
    static Expected lines(Map<Long, String> refused) {
        return new Expected(null, refused, Map.of(), Map.of(), 0);
    }

    /** Every record is stored already, and nothing is said. */
    static Expected known() {
        return lines(Map.of());
    }

    /** Every record is stored already; a column is ignored. */
    static Expected unknownColumn(String header) {
        String rule = "column.unknown";
        return new Expected(
                null, Map.of(), Map.of(1L, List.of(rule + "," + header)), Map.of(rule, 1L), 0);
    }

    /** Number of refused records under each rule. */
    Map<String, Long> refusedByRule() {
        return refused.values().stream()
                .collect(
                        Collectors.groupingBy(Expected::rule, TreeMap::new, Collectors.counting()));
    }

    /** All rules that this proves. */
    Set<String> rules() {
        Set<String> rules = new HashSet<>(counted.keySet());
        Stream.concat(refused.values().stream(), reported.values().stream().flatMap(List::stream))
                .map(Expected::rule)
                .forEach(rules::add);
        if (refusal != null) {
            rules.add(refusal);
        }
        return rules;
    }

    static String rule(String finding) {
        return finding.substring(0, finding.indexOf(','));
    }
}
