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
import java.sql.SQLException;

/** The end of objects that lie in the emission bucket for longer than the retention. */
public final class Expiry {
    private final Connection connection;

    public Expiry(final Connection connection) {
        this.connection = connection;
    }

    /**
     * Decides whether the object of an arrival may go, and records it: an arrival that no step has
     * begun ends as expired, a refused one stays refused. Whatever is being processed, or parked,
     * stays.
     *
     * @return whether the object may be deleted now
     */
    public boolean expire(final Emission emission) throws SQLException {
        return update(
                "update meta.emission set state = case when state = 'received' then 'expired' else state end,"
                        + " ended_at = coalesce(ended_at, now()) where emission_id = ?"
                        + " and (state = 'received' and handed_at is null or state in ('refused', 'expired', 'abandoned'))",
                emission);
    }

    /** Records that the object is gone. */
    public void objectDeleted(final Emission emission) throws SQLException {
        update(
                "update meta.emission set object_deleted_at = now() where emission_id = ?",
                emission);
    }

    private boolean update(final String sql, final Emission emission) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, emission.id());
            return update.executeUpdate() > 0;
        }
    }
}
