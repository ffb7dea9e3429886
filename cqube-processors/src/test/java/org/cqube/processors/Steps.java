/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.processors;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.processor.Processor;
import org.apache.nifi.reporting.InitializationException;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;

/** Test runners of the processors, with the services and buckets of the {@link World}. */
final class Steps {
    /** What a test put just now was put a while ago. */
    private static final Clock LATER = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1));

    static final Map<String, Supplier<Processor>> ALL =
            Map.ofEntries(
                    Map.entry("list", () -> new ListEmissions(LATER)),
                    Map.entry("fetch", FetchEmission::new),
                    Map.entry("check", CheckManifest::new),
                    Map.entry("archive", ArchiveEmission::new),
                    Map.entry("validate", ValidateRecords::new),
                    Map.entry("filter", FilterOverlap::new),
                    Map.entry("load", LoadTable::new),
                    Map.entry("aggregate", AggregateMetrics::new),
                    Map.entry("publish", PublishMetrics::new),
                    Map.entry("park", ParkEmission::new),
                    Map.entry("expire", ExpireEmissions::new),
                    Map.entry("generations", ExpireGenerations::new),
                    Map.entry("compose", ComposeNotifications::new),
                    Map.entry("send", SendNotification::new),
                    Map.entry("acts", ArchiveActs::new),
                    Map.entry("replay", ReplayEmissions::new),
                    Map.entry("rebuild", RebuildTables::new));

    /** Those that work on the FlowFile of an emission, in their order. */
    static final List<String> OF_EMISSIONS =
            List.of("fetch", "check", "archive", "validate", "filter", "load");

    private static final Set<String> SERVICES =
            Set.of("Data Source Catalog", "PostgreSQL Pool", "S3 Object Store", "Mail Server");

    private Steps() {}

    static TestRunner runner(final World world, final String source, final String step) {
        return runner(world, source, ALL.get(step).get());
    }

    static TestRunner runner(final World world, final String source, final Processor processor) {
        final TestRunner runner = TestRunners.newTestRunner(processor);
        try {
            runner.addControllerService("catalog", world.catalog);
            runner.addControllerService("pool", world.pool(processor));
            runner.addControllerService("store", world.store);
            runner.addControllerService(
                    "mail",
                    world.mail,
                    Map.of(
                            "Host", "127.0.0.1",
                            "Port", Integer.toString(world.mailPort),
                            "Transport Security", "none",
                            "Sender", "cqube@example.org"));
        } catch (final InitializationException e) {
            throw new IllegalStateException(e);
        }
        runner.enableControllerService(world.catalog);
        runner.enableControllerService(world.pool(processor));
        runner.enableControllerService(world.store);
        runner.enableControllerService(world.mail);
        for (final PropertyDescriptor descriptor : processor.getPropertyDescriptors()) {
            final String value = value(descriptor.getName(), source);
            if (value != null) {
                runner.setProperty(descriptor, value);
            }
        }
        return runner;
    }

    static boolean isService(final PropertyDescriptor descriptor) {
        return SERVICES.contains(descriptor.getName());
    }

    private static String value(final String property, final String source) {
        return switch (property) {
            case "Data Source Catalog" -> "catalog";
            case "PostgreSQL Pool" -> "pool";
            case "S3 Object Store" -> "store";
            case "Mail Server" -> "mail";
            case "Emitter Recipients" -> "emitter@example.org";
            case "Operator Recipients" -> "operator@example.org";
            case "Data Source" -> source;
            case "Emission Bucket" -> World.EMISSION;
            case "Input Bucket" -> World.INPUT;
            case "Output Bucket" -> World.OUTPUT;
            case "As Of" -> "latest";
            case "State Name" -> "Samplia";
            default -> null;
        };
    }
}
