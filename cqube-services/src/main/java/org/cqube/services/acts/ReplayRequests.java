/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.acts;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Requested replays in {@code meta.replay}, and how far they are. */
public final class ReplayRequests {
    private final Connection connection;

    public ReplayRequests(final Connection connection) {
        this.connection = connection;
    }

    /**
     * A replay that is to be done.
     *
     * @param selection as JSON, not looked at yet
     * @param dryRun whether it only shows
     */
    public record Request(long id, String source, String selection, boolean dryRun) {}

    /** The oldest that has not ended; one that a crash broke off comes first. */
    public Optional<Request> next() throws SQLException {
        try (PreparedStatement query =
                        connection.prepareStatement(
                                "select replay_id, source, selection::text, dry_run from meta.replay"
                                        + " where state in ('requested', 'running') order by state desc, replay_id limit 1");
                ResultSet row = query.executeQuery()) {
            return row.next()
                    ? Optional.of(
                            new Request(
                                    row.getLong(1),
                                    row.getString(2),
                                    row.getString(3),
                                    row.getBoolean(4)))
                    : Optional.empty();
        }
    }

    /** Keeps loads of the source and aggregations of the owners back from now on. */
    public void begin(final Request request, final List<String> owners) throws SQLException {
        final Array array = connection.createArrayOf("text", owners.toArray());
        update(
                "state = 'running', started_at = coalesce(started_at, clock_timestamp()), owners = ?",
                request.id(),
                array);
        array.free();
    }

    /**
     * Whether a publication of the owners is under way, which reads the tables. One that failed
     * waits itself.
     */
    public boolean isPublishing(final List<String> owners) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement(
                        "select exists (select 1 from meta.run where source = any (?) and state = 'aggregated' and failure is null)")) {
            query.setArray(1, connection.createArrayOf("text", owners.toArray()));
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /** Ends it; the act is recorded with it. */
    public void done(final Request request) throws SQLException {
        update("state = 'done', ended_at = clock_timestamp()", request.id());
    }

    /** Ends it with what it was found to do; nothing has changed. */
    public void shown(final Request request, final ReplayCounts counts) throws SQLException {
        add(request.id(), counts, null);
        done(request);
    }

    /** Ends it for a fault that waiting cannot mend; periods that are committed stay. */
    public void failed(final Request request, final String why) throws SQLException {
        update("state = 'failed', ended_at = clock_timestamp(), failure = ?", request.id(), why);
    }

    /** Notes periods of a replay as they are committed. */
    public Replay.Progress progress(final Request request) throws SQLException {
        final Set<String> before = request.dryRun() ? Set.of() : periods(request.id());
        return new Replay.Progress() {
            @Override
            public boolean skips(final String period) {
                return before.contains(period);
            }

            @Override
            public void done(final String period, final ReplayCounts counts) throws SQLException {
                if (keeps()) {
                    add(request.id(), counts, period);
                }
            }

            @Override
            public boolean keeps() {
                return !request.dryRun();
            }
        };
    }

    private Set<String> periods(final long id) throws SQLException {
        final Set<String> periods = new HashSet<>();
        try (PreparedStatement query =
                connection.prepareStatement(
                        "select unnest(periods) from meta.replay where replay_id = ?")) {
            query.setLong(1, id);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    periods.add(row.getString(1));
                }
            }
        }
        return periods;
    }

    private void add(final long id, final ReplayCounts counts, final String period)
            throws SQLException {
        update(
                "files = files + ?, files_refused = files_refused + ?, rows_deleted = rows_deleted + ?, records_in = records_in + ?,"
                        + " loaded = loaded + ?, rejected = rejected + ?, already_known = already_known + ?,"
                        + " periods = periods || array_remove(array[?::text], null)",
                id,
                counts.files(),
                counts.filesRefused(),
                counts.rowsDeleted(),
                counts.records(),
                counts.loaded(),
                counts.rejected(),
                counts.known(),
                period);
    }

    private void update(final String assignments, final long id, final Object... values)
            throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "update meta.replay set " + assignments + " where replay_id = ?")) {
            int parameter = 1;
            for (final Object value : values) {
                update.setObject(parameter++, value);
            }
            update.setLong(parameter, id);
            update.executeUpdate();
        }
    }
}
