/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.ledger;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Rows of {@code meta.emission} as records. */
final class EmissionRows {
    /** What a query has to select, or a statement to return. */
    static final String COLUMNS =
            "emission_id, ticket, source, file, base_name, object_key, place, emitted_at, state, sha256,"
                    + " corrects, mode, manifest, contract_hash, archive_key";

    private EmissionRows() {}

    static Optional<Emission> one(final PreparedStatement statement) throws SQLException {
        return all(statement).stream().findFirst();
    }

    static List<Emission> all(final PreparedStatement statement) throws SQLException {
        final List<Emission> emissions = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                final long correctsOrZero = row.getLong("corrects");
                final Long corrects = row.wasNull() ? null : Long.valueOf(correctsOrZero);
                emissions.add(
                        new Emission(
                                row.getLong("emission_id"),
                                row.getObject("ticket", UUID.class),
                                row.getString("source"),
                                row.getString("file"),
                                row.getString("base_name"),
                                row.getString("object_key"),
                                row.getInt("place"),
                                row.getTimestamp("emitted_at").toInstant(),
                                EmissionState.of(row.getString("state")),
                                row.getString("sha256"),
                                corrects,
                                "replace".equals(row.getString("mode")),
                                row.getString("manifest"),
                                row.getString("contract_hash"),
                                row.getString("archive_key")));
            }
        }
        return emissions;
    }
}
