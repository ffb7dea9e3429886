/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.acts;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** {@code meta.rebuild}, and the rows that a rebuild puts back into {@code meta}. */
final class RebuildLedger {
    private final Connection connection;

    RebuildLedger(final Connection connection) {
        this.connection = connection;
    }

    /** The rebuild that is asked for or was broken off. */
    Optional<Long> open() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select rebuild_id from meta.rebuild where state in ('requested', 'running')")) {
            return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
        }
    }

    void begin(final long id, final long acts) throws SQLException {
        update(
                "update meta.rebuild set state = 'running', started_at = coalesce(started_at, clock_timestamp()), acts = ?"
                        + " where rebuild_id = ?",
                acts,
                id);
    }

    /** Ends it; new ids go on after the restored ones. */
    void end(final long id) throws SQLException {
        for (final String[] identity :
                new String[][] {
                    {"meta.emission", "emission_id"},
                    {"meta.act", "act_id"},
                    {"meta.replay", "replay_id"}
                }) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(
                        "select setval(pg_get_serial_sequence('%1$s', '%2$s'), max(%2$s)) from %1$s having max(%2$s) is not null"
                                .formatted(identity[0], identity[1]));
            }
        }
        update(
                "update meta.rebuild set state = 'done', ended_at = clock_timestamp() where rebuild_id = ?",
                id);
    }

    void fail(final long id, final String why) throws SQLException {
        update(
                "update meta.rebuild set state = 'failed', failure = ? where rebuild_id = ?",
                why,
                id);
    }

    /** The acts that are done already. */
    Set<Long> done() throws SQLException {
        final Set<Long> ids = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select act_id from meta.act")) {
            while (row.next()) {
                ids.add(row.getLong(1));
            }
        }
        return ids;
    }

    /** Puts an act into the ledger as one that is written, and counts it; with what it did. */
    void enacted(final long rebuild, final Act act) throws SQLException {
        update(
                "insert into meta.act (act_id, kind, source, emission_id, body, object_key, acted_at, written_at)"
                        + " overriding system value values (?, ?, ?, (?::jsonb -> 'emission' ->> 'emission_id')::bigint, ?::jsonb, ?,"
                        + " ?::timestamptz, now())",
                act.id(),
                act.kind(),
                act.source(),
                act.body().toString(),
                act.body().toString(),
                act.key(),
                act.at());
        update("update meta.rebuild set acts_done = acts_done + 1 where rebuild_id = ?", rebuild);
    }

    /** Notes that an act did not do what it had done. */
    void differs(final long rebuild, final Act act, final String recorded, final String found)
            throws SQLException {
        update(
                "update meta.rebuild set differences = differences || jsonb_build_object('act', ?::text, 'source', ?::text,"
                        + " 'recorded', ?::text, 'found', ?::text) where rebuild_id = ?",
                Long.toString(act.id()),
                act.source(),
                recorded,
                found,
                rebuild);
    }

    /** Puts a row back under its old id; of columns that it lacks the defaults hold. */
    void restore(final String table, final JsonNode row) throws SQLException {
        try (PreparedStatement call =
                connection.prepareStatement("select meta.restore_row(?::regclass, ?::jsonb)")) {
            call.setString(1, table);
            call.setString(2, row.toString());
            call.execute();
        }
    }

    /** Counts by rule as they were recorded. */
    void restoreCounts(final Act act) throws SQLException {
        update(
                "delete from meta.emission_count where emission_id = ?",
                act.emission().path("emission_id").asLong());
        update(
                "insert into meta.emission_count (emission_id, rule, kind, n) select ?, c ->> 'rule', c ->> 'kind', (c ->> 'n')::bigint"
                        + " from jsonb_array_elements(?::jsonb) c",
                act.emission().path("emission_id").asLong(),
                act.body().path("counts").toString());
    }

    /** Whoever was to be told of the emission was told when it happened: no mail goes out again. */
    void forgoMails(final Act act) throws SQLException {
        update(
                "insert into meta.notification (emission_id, source, kind, recipients, subject, body, outcome, failure)"
                        + " select emission_id, source, case state when 'refused' then 'refused' else 'rejected' end, '', '', '',"
                        + " 'nobody', 'restored by a rebuild' from meta.emission where emission_id = ?"
                        + " and (state = 'refused' or rejected > 0)",
                act.emission().path("emission_id").asLong());
    }

    /** Times are those of the act, not of the rebuild. */
    void restoreTimes(final Act act) throws SQLException {
        update(
                "update meta.emission set validated_at = ?::timestamptz, loaded_at = ?::timestamptz, rejects_key = ?, rejected_key = ?"
                        + " where emission_id = ?",
                text(act, "validated_at"),
                text(act, "loaded_at"),
                text(act, "rejects_key"),
                text(act, "rejected_key"),
                act.emission().path("emission_id").asLong());
    }

    private static String text(final Act act, final String column) {
        return act.emission().path(column).asText(null);
    }

    /** Loaded, rejected, already known of an emission. */
    String counts(final long emission) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement(
                        "select format('loaded %s, rejected %s, already known %s', loaded, rejected, already_known)"
                                + " from meta.emission where emission_id = ?")) {
            query.setLong(1, emission);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private void update(final String sql, final Object... values) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                update.setObject(i + 1, values[i]);
            }
            update.executeUpdate();
        }
    }
}
