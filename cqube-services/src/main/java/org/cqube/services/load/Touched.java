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
import java.sql.SQLException;
import java.util.List;
import org.cqube.services.ledger.Emission;

/** Writes the keys that a commit changed, once per owner of reports that must follow. */
final class Touched {
    private Touched() {}

    /**
     * @param keys a query of this package for (key_kind, key_value)
     */
    static void insert(
            final Connection connection,
            final Emission emission,
            final List<String> owners,
            final String keys)
            throws SQLException {
        final String sql =
                "insert into meta.touched (owner_source, source, key_kind, key_value, emission_id)"
                        + " select owner, ?, key_kind, key_value, ? from unnest(?::text[]) owner, ("
                        + keys
                        + ") as changed (key_kind, key_value)"
                        + " on conflict (owner_source, source, key_kind, key_value) where run_id is null do nothing";
        final Array array = connection.createArrayOf("text", owners.toArray());
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, emission.source());
            insert.setLong(2, emission.id());
            insert.setArray(3, array);
            insert.executeUpdate();
        } finally {
            array.free();
        }
    }
}
