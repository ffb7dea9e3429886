/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.acts;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cqube.services.ledger.Sha256;
import org.cqube.services.s3.Content;
import org.cqube.services.s3.ObjectStore;
import org.cqube.services.s3.StoredObject;

/**
 * Writes acts of the ledger as objects of the input bucket, after their commit. An act that has no
 * object yet, for whatever reason, is written by the next call; the same act always gives the same
 * key and bytes.
 */
public final class ActArchive {
    private static final int BATCH = 500;

    private final ObjectStore store;
    private final String bucket;

    public ActArchive(final ObjectStore store, final String bucket) {
        this.store = store;
        this.bucket = bucket;
    }

    private record Unwritten(long id, String key, String text) {}

    /**
     * Writes what has no object, in the order of the acts; returns how many were written.
     *
     * @throws IOException if the bucket has the acts of another database: the two would mix
     */
    public int write(final Connection connection) throws SQLException, IOException {
        final List<Unwritten> acts = unwritten(connection);
        if (!acts.isEmpty() && !hasWritten(connection)) {
            requireOwn(acts);
        }
        for (final Unwritten act : acts) {
            store.put(bucket, act.key(), Content.of(act.text(), "application/json"));
            try (PreparedStatement update =
                    connection.prepareStatement(
                            "update meta.act set object_key = ?, written_at = now() where act_id = ?")) {
                update.setString(1, act.key());
                update.setLong(2, act.id());
                update.executeUpdate();
            }
        }
        return acts.size();
    }

    private static List<Unwritten> unwritten(final Connection connection) throws SQLException {
        final List<Unwritten> acts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select act_id, kind, to_char(acted_at at time zone 'UTC', 'YYYY/MM'),"
                                        + " (body || jsonb_build_object('id', act_id::text, 'kind', kind, 'source', source, 'actedAt',"
                                        + " to_char(acted_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')))::text"
                                        + " from meta.act where written_at is null order by act_id limit "
                                        + BATCH)) {
            while (row.next()) {
                final String text = row.getString(4) + "\n";
                acts.add(
                        new Unwritten(
                                row.getLong(1),
                                ActObjects.key(
                                        row.getString(3),
                                        row.getLong(1),
                                        row.getString(2),
                                        Sha256.hex(text)),
                                text));
            }
        }
        return acts;
    }

    private static boolean hasWritten(final Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select exists (select 1 from meta.act where written_at is not null)")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /**
     * A database that has written none, and a bucket that has some: they do not belong together.
     */
    private void requireOwn(final List<Unwritten> acts) throws IOException {
        final Set<String> own = acts.stream().map(Unwritten::key).collect(Collectors.toSet());
        final Optional<String> foreign;
        try (Stream<StoredObject> objects = store.list(bucket, ActObjects.PREFIX)) {
            foreign = objects.map(StoredObject::key).filter(key -> !own.contains(key)).findFirst();
        }
        if (foreign.isPresent()) {
            throw new IOException(
                    "The input bucket has acts of another database ("
                            + foreign.get()
                            + "): rebuild from them, or move the folder "
                            + ActObjects.PREFIX
                            + " away");
        }
    }
}
