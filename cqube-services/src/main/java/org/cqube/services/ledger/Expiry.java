/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;

/** The end of objects that lie in the emission bucket for longer than the retention. */
public final class Expiry {
    private final Connection connection;

    public Expiry(final Connection connection) {
        this.connection = connection;
    }

    /**
     * Decides whether the object of an arrival may go, and records it: an arrival that no step has
     * begun ends as expired, a refused one stays refused. As long as one of its CSVs is being
     * processed, or parked, it stays.
     *
     * @param source source of the arrival, if the ledger does not know it yet
     * @return whether the object may be deleted now
     */
    public boolean expire(final String source, final Arrival arrival) throws SQLException {
        final Arrivals arrivals = new Arrivals(connection);
        if (!arrivals.isKnown(arrival)) {
            arrivals.arrive(source, arrival);
        }
        update(
                "update meta.emission set state = 'expired', ended_at = now()"
                        + " where object_key = ? and etag = ? and last_modified = ? and state = 'received'"
                        + " and file = '' and handed_at is null",
                arrival);
        try (PreparedStatement query =
                connection.prepareStatement(
                        "select count(*) from meta.emission where object_key = ? and etag = ? and last_modified = ?"
                                + " and state in ('received', 'archived', 'validated', 'parked')")) {
            bind(query, arrival);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1) == 0;
            }
        }
    }

    /** Records that the object is gone. */
    public void objectDeleted(final Arrival arrival) throws SQLException {
        update(
                "update meta.emission set object_deleted_at = now()"
                        + " where object_key = ? and etag = ? and last_modified = ?",
                arrival);
    }

    private void update(final String sql, final Arrival arrival) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            bind(update, arrival);
            update.executeUpdate();
        }
    }

    private static void bind(final PreparedStatement statement, final Arrival arrival)
            throws SQLException {
        statement.setString(1, arrival.key());
        statement.setString(2, arrival.etag());
        statement.setTimestamp(3, Timestamp.from(arrival.lastModified()));
    }
}
