/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.cqube.engines.contract.FileContract;
import org.cqube.services.catalog.DataSource;

/**
 * Measures validation, manifest check and load against a peer each, and prints a table. {@code
 * --full} takes more rows and rounds. The folder of the sources comes with the system property
 * {@code cqube.project}.
 */
public final class Benchmarks {

    private static final int ROWS = 200_000;
    private static final int FULL_ROWS = 1_000_000;
    private static final Rounds ROUNDS = new Rounds(3, 7);
    private static final Rounds FULL_ROUNDS = new Rounds(3, 11);
    private static final int LOAD_ROWS = 50_000;
    private static final int FULL_LOAD_ROWS = 200_000;
    private static final Rounds LOAD_ROUNDS = new Rounds(1, 5);

    private final DataSource source;
    private final FileContract file;
    private final List<DataSource> sources;
    private final ResultTable table = new ResultTable(System.out);

    private Benchmarks(Path flowTemplates) throws Exception {
        source = SourceFolders.attendance(flowTemplates);
        file = source.contract().files().getFirst();
        sources = SourceFolders.all(flowTemplates);
    }

    /** Runs all; a fault ends it with a stack trace and exit code 1. */
    public static void main(String[] arguments) throws Exception {
        boolean full = List.of(arguments).contains("--full");
        Path project = Path.of(System.getProperty("cqube.project", "."));
        Path folder = Files.createTempDirectory("cqube-bench");
        try {
            new Benchmarks(project.resolve("flow-templates")).run(folder, full);
        } finally {
            delete(folder);
        }
    }

    private void run(Path folder, boolean full) throws Exception {
        System.out.println(machine() + ", load average before: " + load());
        System.out.println();
        table.header();
        Rounds rounds = full ? FULL_ROUNDS : ROUNDS;
        AttendanceData data = new AttendanceData(full ? FULL_ROWS : ROWS);
        Path raw = folder.resolve("raw.csv");
        data.write(raw);
        Validate validate = new Validate(raw, file, folder);
        report(
                data,
                rounds,
                new Comparison(
                        validate, new ParseOnly(raw, file.fields().size()), data.rows(), "rows"));
        if (SortUnique.isAvailable()) {
            SortUnique sort = new SortUnique(raw, folder, data.copies());
            report(data, rounds, new Comparison(validate, sort, data.rows(), "rows"));
        }
        Path zip = folder.resolve("emission.zip");
        String base = file.baseName();
        CheckManifest.pack(raw, base, file.delimiter(), zip);
        report(
                data,
                rounds,
                new Comparison(
                        new CheckManifest(zip, source.contract()),
                        new InflateOnly(zip, base + ".csv"),
                        Files.size(raw),
                        "bytes"));
        load(folder, new AttendanceData(full ? FULL_LOAD_ROWS : LOAD_ROWS));
        System.out.println();
        System.out.println("load average after: " + load());
    }

    private void load(Path folder, AttendanceData data) throws Exception {
        Path raw = folder.resolve("raw.csv");
        data.write(raw);
        Validate validate = new Validate(raw, file, folder);
        validate.run();
        Path canonical = validate.canonical();
        try (LoadDatabase database = new LoadDatabase(sources)) {
            report(
                    data,
                    LOAD_ROUNDS,
                    new Comparison(
                            new FilterAndLoad(database, source, canonical, data, folder),
                            new BareCopy(database, file, canonical),
                            data.accepted(),
                            "rows"));
        }
    }

    private void report(AttendanceData data, Rounds rounds, Comparison comparison)
            throws Exception {
        table.row(comparison, data.rows(), rounds.run(comparison));
    }

    private static String machine() {
        return "Java %s, %d processors, heap %d MiB"
                .formatted(
                        Runtime.version(),
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.getRuntime().maxMemory() >> 20);
    }

    private static String load() {
        return String.format(
                Locale.ROOT,
                "%.1f",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
