/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Requests for replays and what became of them. */
public final class Replays {

    private static final String ROW =
            """
            select jsonb_build_object('id', replay_id::text, 'source', source, 'selection', selection, 'dryRun', dry_run,
                       'state', state, 'periods', to_jsonb(periods), 'files', files, 'filesRefused', files_refused,
                       'rowsDeleted', rows_deleted, 'recordsIn', records_in, 'loaded', loaded, 'rejected', rejected,
                       'alreadyKnown', already_known, 'failure', failure)::text
              from meta.replay where replay_id = ?
            """;

    /** What a publication has still to show, of the sources whose reports follow a replay. */
    private static final String UNPUBLISHED =
            """
            select exists (select 1 from meta.touched t, meta.replay r
                            where r.replay_id = ? and t.owner_source = any (r.owners))
            """;

    private static final String STUCK =
            """
            select exists (select 1 from meta.run u, meta.replay r
                            where r.replay_id = ? and u.source = any (r.owners) and u.state = 'aggregated'
                              and u.failure is not null)
            """;

    private final Connection connection;

    public Replays(Connection connection) {
        this.connection = connection;
    }

    /**
     * Asks for a replay.
     *
     * @param selection as JSON
     * @return its id
     */
    public long request(String source, String selection, boolean dryRun) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select meta.request_replay(?, ?::jsonb, ?)")) {
            statement.setString(1, source);
            statement.setString(2, selection);
            statement.setBoolean(3, dryRun);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** The row of a replay. */
    public JsonNode row(long id) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(ROW)) {
            query.setLong(1, id);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return JsonMapper.builder().build().readTree(row.getString(1));
            }
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("the database writes no JSON", broken);
        }
    }

    /** Whether readers see what it did. */
    public boolean published(long id) throws SQLException {
        return !is(UNPUBLISHED, id);
    }

    /** Whether the publication that would show it has failed and waits. */
    public boolean stuck(long id) throws SQLException {
        return is(STUCK, id);
    }

    /** Takes away what was only shown, or is no longer wanted. */
    public void forget(long id) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement(
                        "delete from meta.replay where replay_id = ? and (dry_run or state = 'requested')")) {
            delete.setLong(1, id);
            delete.executeUpdate();
        }
    }

    private boolean is(String sql, long id) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, id);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }
}
