/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.processors;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.nifi.processor.Relationship;
import org.apache.nifi.util.MockFlowFile;
import org.apache.nifi.util.TestRunner;

/** The steps of one source, connected as the flow definition connects them. */
final class Chain {
    private static final Map<String, String> ROUTES =
            Map.ofEntries(
                    Map.entry("list.success", "fetch"),
                    Map.entry("fetch.success", "check"),
                    Map.entry("fetch.resumed", "validate"),
                    Map.entry("check.success", "archive"),
                    Map.entry("archive.success", "validate"),
                    Map.entry("validate.success", "filter"),
                    Map.entry("filter.success", "load"),
                    Map.entry("filter.invalidated", "fetch"),
                    Map.entry("load.stale", "filter"),
                    Map.entry("load.invalidated", "fetch"),
                    Map.entry("aggregate.success", "publish"),
                    Map.entry("compose.success", "send"));

    /** Where FlowFiles end. */
    static final String END = "end";

    /** Where FlowFiles wait whose step failed. */
    static final String FAILED = "failed";

    private final World world;
    private final String source;
    private final Map<String, TestRunner> runners = new HashMap<>();
    private final Map<String, Deque<MockFlowFile>> queues = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> properties = new HashMap<>();

    Chain(final World world, final String source) {
        this.world = world;
        this.source = source;
    }

    /** Sets a property of a step, before or after it has run. */
    Chain with(final String step, final String property, final String value) {
        properties.computeIfAbsent(step, key -> new HashMap<>()).put(property, value);
        runners.remove(step);
        return this;
    }

    TestRunner runner(final String step) {
        return runners.computeIfAbsent(
                step,
                name -> {
                    final TestRunner runner = Steps.runner(world, source, name);
                    properties.getOrDefault(name, Map.of()).forEach(runner::setProperty);
                    return runner;
                });
    }

    /** FlowFiles before a step, or in {@link #END} or {@link #FAILED}. */
    Deque<MockFlowFile> queue(final String step) {
        return queues.computeIfAbsent(step, name -> new ArrayDeque<>());
    }

    /** Puts a zip into the emission bucket; returns its key. */
    String emit(final String name, final byte[] zip) {
        final String key = source + "/" + name;
        world.put(World.EMISSION, key, zip);
        return key;
    }

    /** Emits one CSV with its manifest. */
    String emit(final String base, final String timestamp, final String csv) {
        return emit(base + "_" + timestamp + ".zip", Zips.of(base, timestamp, csv));
    }

    /** Emits a correction. */
    String correct(
            final String base,
            final String timestamp,
            final String csv,
            final long corrects,
            final boolean replace) {
        return emit(
                base + "_" + timestamp + ".zip",
                Zips.of(base, timestamp, Map.of(base, csv), corrects, replace));
    }

    /** Emits, and goes all the way to publication; returns the emission's id. */
    long publish(final String base, final String timestamp, final String csv) {
        emit(base, timestamp, csv);
        all();
        return newest();
    }

    /** Emits, and goes as far as the load; returns the emission's id. */
    long load(final String base, final String timestamp, final String csv) {
        emit(base, timestamp, csv);
        load();
        return newest();
    }

    long newest() {
        return Long.parseLong(
                world.database.one(
                        "select max(emission_id) from meta.emission where source = ?", source));
    }

    /** One run of a step over all that waits before it; returns what it transferred. */
    Map<String, List<MockFlowFile>> step(final String step) {
        final TestRunner runner = runner(step);
        runner.clearTransferState();
        runner.clearProvenanceEvents();
        final Deque<MockFlowFile> waiting = queue(step);
        while (!waiting.isEmpty()) {
            final MockFlowFile flowFile = waiting.removeFirst();
            runner.enqueue(flowFile.toByteArray(), flowFile.getAttributes());
        }
        final int triggers = handedBack(step);
        runner.run(Math.max(1, triggers), true, true);
        final Map<String, List<MockFlowFile>> transferred = new HashMap<>();
        for (final Relationship relationship : runner.getProcessor().getRelationships()) {
            final List<MockFlowFile> flowFiles = runner.getFlowFilesForRelationship(relationship);
            transferred.put(relationship.getName(), List.copyOf(flowFiles));
            final String target =
                    "failure".equals(relationship.getName())
                            ? FAILED
                            : ROUTES.getOrDefault(step + "." + relationship.getName(), END);
            queue(target).addAll(flowFiles);
        }
        return transferred;
    }

    /** FlowFiles in the step's own queue: those that it handed back. */
    int handedBack(final String step) {
        return runner(step).getQueueSize().getObjectCount();
    }

    /** As far as the load, for as long as something moves. */
    void load() {
        step("list");
        boolean moved = true;
        while (moved) {
            moved = false;
            for (final String step : Steps.OF_EMISSIONS) {
                final int arrived = queue(step).size();
                final int back = handedBack(step);
                if (arrived + back > 0) {
                    step(step);
                    moved |= arrived > 0 || handedBack(step) < back;
                }
            }
        }
    }

    /** All the way to publication. */
    void all() {
        load();
        step("aggregate");
        if (!queue("publish").isEmpty()) {
            step("publish");
        }
    }
}
