/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cqube.services.catalog.DataSource;
import org.cqube.services.ledger.Transactions;
import org.cqube.services.s3.ObjectStore;

/**
 * Publishes the reports of one source: data files, then indexes, then the pointer; the ledger
 * commits after the last of them. Keys follow from contents, so a run that is repeated after a
 * crash writes the same keys with the same bytes (metrics-and-outputs, 3.2).
 */
public final class Publication {
    private static final DateTimeFormatter FOLDER =
            DateTimeFormatter.ofPattern("yyyy/yyyy-MM/yyyy-MM-dd", Locale.ROOT);

    private final ObjectStore store;
    private final String bucket;
    private final DataSource source;
    private final RunSettings settings;

    public Publication(
            final ObjectStore store,
            final String bucket,
            final DataSource source,
            final RunSettings settings) {
        this.store = store;
        this.bucket = bucket;
        this.source = source;
        this.settings = settings;
    }

    /** What a publication did. */
    public sealed interface Outcome {}

    /** The pointer shows this generation now. */
    public record Published(String generation, String pointerKey, int files, int emissions)
            implements Outcome {}

    /** No run is open: an earlier call published it. */
    public record NothingToDo() implements Outcome {}

    /** Another node publishes or aggregates this source now. */
    public record Busy() implements Outcome {}

    /**
     * Publishes what the open runs of the source changed.
     *
     * @param spool an empty folder for files on their way; the caller deletes it
     */
    public Outcome publish(final Connection connection, final Path spool)
            throws SQLException, IOException {
        return Transactions.inTransaction(connection, () -> locked(connection, spool));
    }

    private Outcome locked(final Connection connection, final Path spool)
            throws SQLException, IOException {
        final String name = source.contract().name();
        if (!PublicationLock.tryLock(connection, name)) {
            return new Busy();
        }
        final PublicationLedger ledger = new PublicationLedger(connection, name);
        final Optional<PublicationLedger.OpenRun> open = ledger.openRun();
        if (open.isEmpty()) {
            return new NothingToDo();
        }
        final PublicationLedger.OpenRun run = open.get();
        RunTables.create(
                connection,
                run.asOf(),
                settings,
                name,
                "t.run_id in (select run_id from meta.run where source = t.owner_source and state = 'aggregated')");
        joinByHash(connection);
        final Map<String, PublicationLedger.Live> before = ledger.live();
        final Set<String> gone = LiveObjects.gone(store, bucket, before);
        final List<Partition> partitions = new ArrayList<>();
        final ReportQuery query = new ReportQuery(connection, spool, before, gone);
        for (final Report report : Report.of(source)) {
            partitions.addAll(query.run(report));
        }
        final Generation generation = Generation.of(partitions);
        final String folder =
                name + "/" + FOLDER.format(run.asOf()) + "_" + name + "/" + generation.id() + "/";
        final PublicationWriter writer = new PublicationWriter(store, bucket, folder, before);
        final Map<String, PublicationLedger.Live> present = new HashMap<>(before);
        present.keySet().removeAll(gone);
        final Map<String, String> indexes = new TreeMap<>();
        int files = 0;
        for (final List<Partition> report : byReport(partitions)) {
            final Map<String, String> keys = new TreeMap<>();
            for (final Partition partition : report) {
                keys.put(partition.name(), writer.write(partition));
                files += partition.spooled() == null ? 0 : 1;
            }
            final String id = report.getFirst().report();
            final Partition index = Generation.index(name, id, keys, spool, present);
            partitions.add(index);
            indexes.put(id, writer.write(index));
        }
        final String pointerKey = name + "/latest.json";
        writer.point(pointerKey, Pointer.of(connection, source, run, generation.id(), indexes));
        final int emissions = ledger.published(run, generation.id(), partitions, writer.keys());
        return new Published(generation.id(), pointerKey, files, emissions);
    }

    /** Reports without any partition have no index, and the pointer does not name them. */
    private static List<List<Partition>> byReport(final List<Partition> partitions) {
        return List.copyOf(
                partitions.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Partition::report, LinkedHashMap::new, Collectors.toList()))
                        .values());
    }

    /**
     * A report reads all there is and joins results of its own, whose sizes the planner can but
     * guess: taken for a few rows, it joins them in loops, or merges them by one of many columns,
     * minutes instead of seconds for a state. Hashing them is never far from the best.
     */
    private static void joinByHash(final Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "set local enable_nestloop = off; set local enable_mergejoin = off; set local work_mem = '32MB'");
        }
    }
}
