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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cqube.engines.contract.ReportDefinition;
import org.cqube.services.ledger.Sha256;

/** Runs the query of a report, and spools the partitions that differ from what is published. */
final class ReportQuery {
    private static final int FETCH = 50;

    /** The key that partitions of a report with periods begin with. */
    private static final String PERIOD = "period=";

    private final Connection connection;
    private final Path spool;
    private final Map<String, PublicationLedger.Live> before;
    private final Set<String> gone;
    private int files;

    /**
     * @param before what stands published, by {@link PublicationLedger#name}
     * @param gone names of those whose object is not in the bucket any more: written again
     */
    ReportQuery(
            final Connection connection,
            final Path spool,
            final Map<String, PublicationLedger.Live> before,
            final Set<String> gone) {
        this.connection = connection;
        this.spool = spool;
        this.before = before;
        this.gone = gone;
    }

    /**
     * All partitions of a report: those that the query returns, and those published before that it
     * leaves out; likewise those of its tables, if it has such.
     *
     * @throws IOException also if a report does not add up, or an object that must stay is gone
     */
    List<Partition> run(final Report report) throws SQLException, IOException {
        final List<Partition> partitions = new ArrayList<>();
        final List<Partition> tables = new ArrayList<>();
        final Set<String> emptied = new HashSet<>();
        final ReportDefinition definition = report.definition();
        try (PreparedStatement query = connection.prepareStatement(report.sql())) {
            query.setFetchSize(FETCH);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    final String name = row.getString("partition");
                    final String body = row.getString("body");
                    if (body == null) {
                        emptied.add(name);
                        continue;
                    }
                    final byte[] bytes =
                            "json".equals(definition.format())
                                    ? CompactJson.of(body)
                                    : body.getBytes(StandardCharsets.UTF_8);
                    partitions.add(partition(definition.id(), name, definition.format(), bytes));
                    if (definition.csv()) {
                        tables.add(partition(definition.csvId(), name, "csv", CsvTwin.of(bytes)));
                    }
                }
            }
        }
        partitions.addAll(untouched(definition.id(), definition.format(), partitions, emptied));
        if (definition.csv()) {
            tables.addAll(untouched(definition.csvId(), "csv", tables, emptied));
        }
        partitions.addAll(tables);
        return partitions;
    }

    /**
     * Published partitions that the query did not return because nothing in them was touched. A
     * query returns a period whole or not at all, and everything that has no period; what is
     * missing beside others of its period, or has none, has lost its data and is published no more.
     * A period that lost all its data is returned without a body; an empty name without a body says
     * that nothing but what was returned is left.
     */
    private List<Partition> untouched(
            final String report,
            final String format,
            final List<Partition> returned,
            final Set<String> emptied)
            throws IOException {
        if (emptied.contains("")) {
            return List.of();
        }
        final Set<String> periods =
                Stream.concat(returned.stream().map(Partition::name), emptied.stream())
                        .map(ReportQuery::period)
                        .collect(Collectors.toSet());
        final String prefix = PublicationLedger.name(report, "");
        for (final String name : gone) {
            if (name.startsWith(prefix) && isUntouched(name.substring(prefix.length()), periods)) {
                throw new IOException(
                        "The object %s is gone from the output bucket and nothing recomputes it now: bring it back from a version or a backup, or replay its period"
                                .formatted(before.get(name).key()));
            }
        }
        return before.entrySet().stream()
                .filter(live -> live.getKey().startsWith(prefix))
                .filter(live -> isUntouched(live.getKey().substring(prefix.length()), periods))
                .map(
                        live ->
                                new Partition(
                                        report,
                                        live.getKey().substring(prefix.length()),
                                        format,
                                        live.getValue().sha256(),
                                        null))
                .toList();
    }

    private static boolean isUntouched(final String partition, final Set<String> periods) {
        return partition.startsWith(PERIOD) && !periods.contains(period(partition));
    }

    private static String period(final String partition) {
        final int end = partition.indexOf('/');
        return end < 0 ? partition : partition.substring(0, end);
    }

    private Partition partition(
            final String report, final String name, final String format, final byte[] bytes)
            throws IOException {
        final String hash = Sha256.hex(bytes);
        final PublicationLedger.Live live = before.get(PublicationLedger.name(report, name));
        final String published = PublicationLedger.name(report, name);
        if (live != null && live.sha256().equals(hash) && !gone.contains(published)) {
            return new Partition(report, name, format, hash, null);
        }
        if ("json".equals(format)) {
            ReportSums.check(published, bytes);
        }
        final Path file = spool.resolve(report + "-" + files++);
        Files.write(file, bytes);
        return new Partition(report, name, format, hash, file);
    }
}
