/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.contract.Reference;
import org.cqube.engines.report.FindingsWriter;
import org.cqube.services.catalog.DataSource;
import org.cqube.services.ledger.Arrival;
import org.cqube.services.ledger.Arrivals;
import org.cqube.services.ledger.Counts;
import org.cqube.services.ledger.Emission;
import org.cqube.services.ledger.Ledger;
import org.cqube.services.ledger.OpenedFile;
import org.cqube.services.load.LoadOutcome;
import org.cqube.services.load.OverlapFilter;
import org.cqube.services.load.TableLoad;

/**
 * What FilterOverlap and LoadTable do with the accepted records of a first emission: compare with
 * what is stored, write the decisions, then merge into the indexed table with days, touched keys
 * and ledger in one transaction.
 */
final class FilterAndLoad implements Side {

    private static final Instant EMITTED_AT = Instant.parse("2020-09-15T13:00:00Z");
    private static final int START_MONTH = 6;

    private final LoadDatabase database;
    private final DataSource source;
    private final Path canonical;
    private final AttendanceData data;
    private final Path decided;
    private Emission emission;
    private long loaded;

    FilterAndLoad(
            LoadDatabase database,
            DataSource source,
            Path canonical,
            AttendanceData data,
            Path folder) {
        this.database = database;
        this.source = source;
        this.canonical = canonical;
        this.data = data;
        this.decided = folder.resolve("decided.csv");
    }

    @Override
    public String name() {
        return "filter overlap + load";
    }

    @Override
    public void prepare() throws Exception {
        loaded = 0;
        database.empty();
        for (Reference reference : file().references()) {
            database.fill(reference, data.schools());
        }
        Arrivals arrivals = new Arrivals(database.connection());
        Emission arrival =
                arrivals.arrive(
                        source.name(), new Arrival("bench.zip", "etag", EMITTED_AT, EMITTED_AT));
        Collection<Emission> opened = arrivals.open(arrival, List.of(described())).values();
        Emission received = opened.iterator().next();
        Ledger ledger = new Ledger(database.connection());
        ledger.archived(received, "bench.csv");
        Counts counts =
                new Counts(
                        Map.of(
                                "duplicate.mirror",
                                (long) data.copies(),
                                "duplicate.id-conflict",
                                (long) data.rows() - data.accepted() - data.copies()),
                        Map.of(),
                        Map.of());
        ledger.validated(received, source.contract().hash(), data.rows(), 0, counts, null, null);
        emission = ledger.current(received.id(), received.ticket());
    }

    private OpenedFile described() throws IOException {
        String base = file().baseName();
        return new OpenedFile(
                base + ".csv",
                base,
                0,
                "0".repeat(64),
                Files.size(canonical),
                data.rows(),
                0,
                null,
                false,
                null);
    }

    private FileContract file() {
        return source.contract().files().getFirst();
    }

    @Override
    public void run() throws Exception {
        OverlapFilter filter =
                new OverlapFilter(
                        database.pool(),
                        file().overlap(),
                        START_MONTH,
                        List.of(),
                        Set.of(DayOfWeek.SUNDAY));
        OverlapFilter.Result result;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(decided), 1 << 16);
                FindingsWriter report = new FindingsWriter(OutputStream.nullOutputStream())) {
            result =
                    filter.filter(
                            database.connection(),
                            emission,
                            file(),
                            () -> Files.newInputStream(canonical),
                            out,
                            report);
        }
        if (result.findings() > 0) {
            throw new IllegalStateException("a first emission has no findings");
        }
        new Ledger(database.connection())
                .filtered(
                        emission,
                        file().overlap(),
                        result.loadVersion(),
                        result.known(),
                        result.counts());
        LoadOutcome outcome =
                new TableLoad(database.pool(), source, List.of(source.name()), START_MONTH)
                        .load(
                                database.connection(),
                                emission,
                                result.loadVersion(),
                                () -> Files.newInputStream(decided));
        if (!(outcome instanceof LoadOutcome.Loaded done)) {
            throw new IllegalStateException("not loaded: " + outcome);
        }
        loaded = done.records();
    }

    @Override
    public long seen() {
        return loaded;
    }
}
