/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.catalog;

import static org.apache.nifi.components.ConfigVerificationResult.Outcome.FAILED;
import static org.apache.nifi.components.ConfigVerificationResult.Outcome.SUCCESSFUL;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.nifi.components.ConfigVerificationResult;
import org.apache.nifi.components.ConfigVerificationResult.Outcome;

/** Reads a proposed location as enabling would: one step for it, one per source. */
final class CatalogVerification {
    static final String READABLE = "Location readable";
    static final String PREFIXES = "Emission prefixes unique";

    private CatalogVerification() {}

    static List<ConfigVerificationResult> verify(Location location, Set<String> rulesOff) {
        SortedMap<String, String> marks;
        try {
            marks = location.list();
        } catch (IOException e) {
            return List.of(
                    step(READABLE, FAILED, "%s: %s".formatted(location.name(), e.getMessage())));
        }
        Reading reading = Reading.of(location, marks, rulesOff);
        SortedMap<String, String> found = new TreeMap<>();
        reading.sources().forEach((name, source) -> found.put(name, describe(source)));
        SortedMap<String, List<Fault>> broken =
                reading.faults().stream()
                        .collect(
                                Collectors.groupingBy(
                                        Fault::source, TreeMap::new, Collectors.toList()));
        if (found.isEmpty() && broken.isEmpty()) {
            return List.of(
                    step(
                            READABLE,
                            FAILED,
                            "%s has no folder with a %s."
                                    .formatted(location.name(), Location.CONTRACT)));
        }
        List<ConfigVerificationResult> steps = new ArrayList<>();
        steps.add(
                step(
                        READABLE,
                        SUCCESSFUL,
                        "%s holds %d sources."
                                .formatted(location.name(), found.size() + broken.size())));
        found.forEach((name, text) -> steps.add(step(stepOf(name), SUCCESSFUL, text)));
        broken.forEach((name, faults) -> steps.add(step(stepOf(name), FAILED, join(faults))));
        List<Fault> clashes = Catalog.of(reading.sources()).clashes();
        steps.add(
                clashes.isEmpty()
                        ? step(PREFIXES, SUCCESSFUL, "No two sources claim the same prefix.")
                        : step(PREFIXES, FAILED, join(clashes)));
        return steps;
    }

    static String stepOf(String source) {
        return "Source " + source;
    }

    private static String describe(DataSource source) {
        return "%d kinds of file, %d SQL files."
                .formatted(source.contract().files().size(), source.sql().size());
    }

    private static String join(Collection<Fault> faults) {
        return faults.stream().map(Fault::toString).collect(Collectors.joining("; "));
    }

    private static ConfigVerificationResult step(String name, Outcome outcome, String text) {
        return new ConfigVerificationResult.Builder()
                .verificationStepName(name)
                .outcome(outcome)
                .explanation(text)
                .build();
    }
}
