/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.load;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.cqube.services.ledger.Emission;

/**
 * Writes the keys that a commit changed, once per owner of reports that must follow.
 *
 * <p>An aggregation takes the open keys of an owner and reads the facts that are committed. A load
 * that finds its key open already and commits after that would be in no aggregation: hence a lock,
 * shared by the loads from here to their commit, which an aggregation has to have alone.
 */
public final class Touched {
    private static final String LOCK = "hashtextextended('cqube-touched:' || owner, 0)";

    private Touched() {}

    /**
     * Keeps loads from committing keys of an owner until the transaction ends.
     *
     * @return false if a load is about to commit: its keys are there in a moment
     */
    public static boolean tryTake(final Connection connection, final String owner)
            throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement(
                        "select pg_try_advisory_xact_lock("
                                + LOCK
                                + ") from (values (?)) owners (owner)")) {
            query.setString(1, owner);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /**
     * Says to sources that report on another's aggregates that these were made anew; in the
     * transaction that made them, so that who takes the key sees them.
     *
     * @param source whose aggregates they are
     * @param owners the sources that report on them
     */
    public static void aggregated(
            final Connection connection, final String source, final List<String> owners)
            throws SQLException {
        if (!owners.isEmpty()) {
            insert(connection, source, 0, owners, "values ('aggregates', ?)", List.of(source));
        }
    }

    /**
     * @param keys a query of this package for (key_kind, key_value)
     * @param values of the parameters of that query
     */
    static void insert(
            final Connection connection,
            final Emission emission,
            final List<String> owners,
            final String keys,
            final List<String> values)
            throws SQLException {
        insert(connection, emission.source(), emission.id(), owners, keys, values);
    }

    static void insert(
            final Connection connection,
            final String source,
            final long emissionId,
            final List<String> owners,
            final String keys,
            final List<String> values)
            throws SQLException {
        final String sql =
                "insert into meta.touched (owner_source, source, key_kind, key_value, emission_id)"
                        + " select owner, ?, key_kind, key_value, ? from unnest(?::text[]) owner, ("
                        + keys
                        + ") as changed (key_kind, key_value)"
                        + " on conflict (owner_source, source, key_kind, key_value) where run_id is null do nothing";
        final Array array = connection.createArrayOf("text", owners.toArray());
        try (PreparedStatement lock =
                connection.prepareStatement(
                        "select pg_advisory_xact_lock_shared("
                                + LOCK
                                + ") from unnest(?::text[]) owner")) {
            lock.setArray(1, array);
            lock.execute();
        }
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, source);
            insert.setLong(2, emissionId);
            insert.setArray(3, array);
            for (int i = 0; i < values.size(); i++) {
                insert.setString(i + 4, values.get(i));
            }
            insert.executeUpdate();
        } finally {
            array.free();
        }
    }
}
