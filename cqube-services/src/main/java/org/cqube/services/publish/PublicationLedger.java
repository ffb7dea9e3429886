/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.publish;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is published, and the end of a run. */
final class PublicationLedger {
    /** A published file. */
    record Live(String key, String sha256) {}

    /** The newest open run of the source, which stands for all of them. */
    record OpenRun(long id, LocalDate asOf, Instant startedAt) {}

    private final Connection connection;
    private final String source;

    PublicationLedger(final Connection connection, final String source) {
        this.connection = connection;
        this.source = source;
    }

    Optional<OpenRun> openRun() throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement(
                        "select run_id, as_of, started_at from meta.run"
                                + " where source = ? and state = 'aggregated' order by run_id desc limit 1")) {
            query.setString(1, source);
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(
                                new OpenRun(
                                        row.getLong(1),
                                        row.getObject(2, LocalDate.class),
                                        row.getTimestamp(3).toInstant()))
                        : Optional.empty();
            }
        }
    }

    /** What stands published now, by {@link #name}. */
    Map<String, Live> live() throws SQLException {
        final Map<String, Live> live = new HashMap<>();
        try (PreparedStatement query =
                connection.prepareStatement(
                        "select report, partition, object_key, sha256 from meta.publication where source = ?")) {
            query.setString(1, source);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    live.put(
                            name(row.getString(1), row.getString(2)),
                            new Live(row.getString(3), row.getString(4)));
                }
            }
        }
        return live;
    }

    static String name(final String report, final String partition) {
        return report + "\t" + partition;
    }

    /** Ends the open runs; returns how many emissions are published by that. */
    int published(
            final OpenRun run,
            final String generation,
            final List<Partition> partitions,
            final Map<String, String> keys)
            throws SQLException {
        try (PreparedStatement upsert =
                connection.prepareStatement(
                        "insert into meta.publication (source, report, partition,"
                                + " generation, object_key, sha256, as_of, published_at) values (?, ?, ?, ?, ?, ?, ?, now())"
                                + " on conflict (source, report, partition) do update set generation = excluded.generation,"
                                + " object_key = excluded.object_key, sha256 = excluded.sha256, as_of = excluded.as_of, published_at = now()")) {
            for (final Partition partition : partitions) {
                // an unchanged partition stays in the generation that holds it
                if (partition.spooled() != null) {
                    upsert.setString(1, source);
                    upsert.setString(2, partition.report());
                    upsert.setString(3, partition.name());
                    upsert.setString(4, generation);
                    upsert.setString(5, keys.get(name(partition.report(), partition.name())));
                    upsert.setString(6, partition.sha256());
                    upsert.setObject(7, run.asOf());
                    upsert.addBatch();
                }
            }
            upsert.executeBatch();
        }
        forget(keys.keySet());
        execute(
                "delete from meta.touched t using meta.run r where r.run_id = t.run_id and r.source = ? and r.state = 'aggregated'");
        final int emissions =
                execute(
                        "update meta.emission set state = 'published', published_at = clock_timestamp(), ended_at = clock_timestamp(),"
                                + " failure = null, resume_requested = null"
                                + " where source = ? and state = 'aggregated'");
        try (PreparedStatement update =
                connection.prepareStatement(
                        "update meta.run set state = 'published', generation = ?, failure = null,"
                                + " published_at = clock_timestamp() where source = ? and state = 'aggregated'")) {
            update.setString(1, generation);
            update.setString(2, source);
            update.executeUpdate();
        }
        return emissions;
    }

    /** What lost its data is published no more. */
    private void forget(final Set<String> names) throws SQLException {
        final Array array = connection.createArrayOf("text", names.toArray());
        try (PreparedStatement delete =
                connection.prepareStatement(
                        "delete from meta.publication where source = ?"
                                + " and report || E'\\t' || partition <> all (?)")) {
            delete.setString(1, source);
            delete.setArray(2, array);
            delete.executeUpdate();
        } finally {
            array.free();
        }
    }

    private int execute(final String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, source);
            return statement.executeUpdate();
        }
    }
}
