/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.catalog;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.nifi.logging.ComponentLog;

/**
 * Keeps the catalog in force and takes up changes. A source whose new version is broken stays as it
 * was; each state of faults is reported once, not once per look. One thread refreshes at a time,
 * any may read.
 */
final class Reload {
    /** Least time between two looks that are due to a source that nobody knows: 1 s. */
    private static final long BETWEEN_MISSES = 1_000_000_000L;

    private final Location location;
    private final Set<String> rulesOff;
    private final ComponentLog logger;
    private volatile Catalog inForce = Catalog.EMPTY;
    private volatile SortedMap<String, String> texts = new TreeMap<>();

    /** The listing that is in force; empty while it holds faults, so that it is read again. */
    private SortedMap<String, String> marks = new TreeMap<>();

    private List<String> reported = List.of();
    private boolean away;
    private long lastMiss = System.nanoTime() - BETWEEN_MISSES;

    /**
     * @param rulesOff rules that the installation does without
     */
    Reload(Location location, Set<String> rulesOff, ComponentLog logger) {
        this.location = location;
        this.rulesOff = Set.copyOf(rulesOff);
        this.logger = logger;
    }

    Catalog inForce() {
        return inForce;
    }

    SortedMap<String, String> texts() {
        return texts;
    }

    /**
     * The first reading, which must be without fault.
     *
     * @throws IOException if the location cannot be read
     * @throws IllegalStateException naming all faults
     */
    void start() throws IOException {
        Reading reading = Reading.of(location, location.list(), rulesOff);
        List<String> faults = faults(reading);
        Catalog.Result result = Catalog.of(reading.sources());
        result.clashes().forEach(clash -> faults.add(clash.toString()));
        if (!faults.isEmpty()) {
            throw new IllegalStateException(
                    "The catalog at %s has %d %s: %s"
                            .formatted(
                                    location.name(),
                                    faults.size(),
                                    faults.size() == 1 ? "fault" : "faults",
                                    String.join("; ", faults)));
        }
        inForce = result.catalog().orElseThrow();
        texts = reading.texts();
        marks = reading.marks();
    }

    /**
     * Looks at once because a source is missed: it may be as new as the work that asks for it.
     * Misses in short succession look once.
     */
    synchronized void refreshForMiss() {
        long now = System.nanoTime();
        if (now - lastMiss >= BETWEEN_MISSES) {
            lastMiss = now;
            refresh();
        }
    }

    /** Looks whether anything changed, and takes up what is sound. Throws nothing. */
    synchronized void refresh() {
        try {
            SortedMap<String, String> found = location.list();
            if (away) {
                away = false;
                logger.info("The catalog at {} can be read again", location.name());
            }
            if (found.equals(marks)) {
                return;
            }
            Reading reading = Reading.of(location, found, rulesOff);
            if (location.list().equals(found)) {
                take(reading);
            } // else somebody is writing: the next look sees the whole
        } catch (IOException | RuntimeException e) {
            if (!away) {
                away = true;
                logger.error(
                        "The catalog at {} cannot be read; its last version stays in force",
                        location.name(),
                        e);
            }
        }
    }

    private void take(Reading reading) {
        List<String> faults = faults(reading);
        Set<String> broken =
                reading.faults().stream().map(Fault::source).collect(Collectors.toSet());
        SortedMap<String, DataSource> sources = new TreeMap<>(reading.sources());
        inForce.sources().values().stream()
                .filter(former -> broken.contains(former.name()))
                .forEach(former -> sources.put(former.name(), former));
        if (!sources.isEmpty()) {
            Catalog.Result result = Catalog.of(sources);
            result.clashes().forEach(clash -> faults.add(clash.toString()));
            result.catalog().ifPresent(catalog -> inForce = catalog);
        }
        texts = reading.texts();
        marks = faults.isEmpty() ? reading.marks() : new TreeMap<>();
        report(faults);
    }

    private List<String> faults(Reading reading) {
        List<String> faults = new ArrayList<>();
        reading.faults().forEach(fault -> faults.add(fault.toString()));
        if (reading.marks().keySet().stream()
                .noneMatch(path -> path.endsWith("/" + Location.CONTRACT))) {
            faults.add("there is no folder with a " + Location.CONTRACT);
        }
        return faults;
    }

    private void report(List<String> faults) {
        if (faults.equals(reported)) {
            return;
        }
        reported = faults;
        if (faults.isEmpty()) {
            logger.info("The catalog at {} is sound again", location.name());
        } else {
            logger.error(
                    "The catalog at {} has faults; the last sound version of what they concern"
                            + " stays in force. Mend: {}",
                    location.name(),
                    String.join("; ", faults));
        }
    }
}
