/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.cqube.services.ledger.Emission;
import org.cqube.services.ledger.SupersededException;

/** The part of the ledger that only the loading transaction touches. */
final class LoadLedger {
    private static final String COMMITTED = "state in ('loaded', 'aggregated', 'published')";

    private final Connection connection;

    LoadLedger(final Connection connection) {
        this.connection = connection;
    }

    /**
     * An emission that had the very same bytes committed; 0 if none.
     *
     * <p>A correction has other rights than the emission that it repeats (it may fill days that
     * came too late), so only a like correction is its twin.
     *
     * @param anyEarlier true: any committed one counts; false: only the latest committed one of the
     *     source and file, so that A, B, A ends at A
     */
    long committedTwin(final Emission emission, final boolean anyEarlier) throws SQLException {
        // one CSV of a source is known by its base name: a zip's time stamp may stand in the name
        // of the CSV too
        final String others =
                "select e.emission_id, e.sha256, e.loaded_at, me.corrects is null"
                        + " or e.corrects is not null and e.mode is not distinct from me.mode as alike"
                        + " from meta.emission e, meta.emission me"
                        + " where me.emission_id = ? and e.source = me.source and e.base_name = me.base_name and e."
                        + COMMITTED
                        + " and e.emission_id <> me.emission_id";
        final String sql =
                anyEarlier
                        ? "select emission_id from ("
                                + others
                                + ") e where alike and sha256 = ? order by loaded_at desc limit 1"
                        : "select emission_id from ("
                                + others
                                + " order by e.loaded_at desc, e.emission_id desc limit 1) e where alike and sha256 = ?";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, emission.id());
            query.setString(2, emission.sha256());
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    /**
     * Ends the emission as known: what its twin refused is refused again, all else is stored;
     * returns what is known.
     */
    long endAsRecognised(final Emission emission, final long twin)
            throws SQLException, SupersededException {
        execute("delete from meta.emission_count where emission_id = ?", emission.id());
        execute(
                "insert into meta.emission_count select ?, rule, kind, n from meta.emission_count where emission_id = ?"
                        + " and kind = 'row'",
                emission.id(),
                twin);
        final String sql =
                "update meta.emission me set state = 'known', ended_at = clock_timestamp(), loaded = 0, records_in = t.records_in,"
                        + " blank_lines = t.blank_lines, rejected = t.rejected, already_known = t.records_in - t.rejected,"
                        + " rejects_key = t.rejects_key, rejected_key = t.rejected_key"
                        + " from meta.emission t where me.emission_id = ? and me.ticket = ? and t.emission_id = ? returning me.already_known";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, emission.id());
            update.setObject(2, emission.ticket());
            update.setLong(3, twin);
            try (ResultSet row = update.executeQuery()) {
                requireOwn(row, emission);
                return row.getLong(1);
            }
        }
    }

    /** The source's load version; 0 before its first commit. */
    long version(final String source) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement(
                        "select version from meta.load_version where source = ?")) {
            query.setString(1, source);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    /** Records that validation counted, refused ones among them. */
    long recordsIn(final Emission emission) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement(
                        "select records_in from meta.emission where emission_id = ?")) {
            query.setLong(1, emission.id());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    void nextVersion(final String source) throws SQLException {
        try (PreparedStatement upsert =
                connection.prepareStatement(
                        "insert into meta.load_version (source, version) values (?, 1)"
                                + " on conflict (source) do update set version = meta.load_version.version + 1")) {
            upsert.setString(1, source);
            upsert.executeUpdate();
        }
    }

    /** Records the end of the load; the table's CHECK holds the accounting identity against it. */
    LoadOutcome commit(final Emission emission, final long loaded)
            throws SQLException, SupersededException {
        final String sql =
                "update meta.emission set loaded = ?, loaded_at = clock_timestamp(),"
                        + " state = case when ? = 0 and already_known > 0 then 'known' else 'loaded' end,"
                        + " ended_at = case when ? = 0 and already_known > 0 then clock_timestamp() end where emission_id = ? and ticket = ?"
                        + " returning state, already_known";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, loaded);
            update.setLong(2, loaded);
            update.setLong(3, loaded);
            update.setLong(4, emission.id());
            update.setObject(5, emission.ticket());
            try (ResultSet row = update.executeQuery()) {
                requireOwn(row, emission);
                return "known".equals(row.getString(1))
                        ? new LoadOutcome.Known(row.getLong(2))
                        : new LoadOutcome.Loaded(loaded);
            }
        }
    }

    /** An operator who resumes or abandons the emission meanwhile wins: the load rolls back. */
    private static void requireOwn(final ResultSet row, final Emission emission)
            throws SQLException, SupersededException {
        if (!row.next()) {
            throw new SupersededException(
                    "Emission " + emission.id() + " was taken over while it was loaded");
        }
    }

    private void execute(final String sql, final long... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setLong(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
