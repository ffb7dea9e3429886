/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import org.cqube.services.catalog.DataSource;

/** The pointer file {@code latest.json}: what a reader loads first. */
final class Pointer {
    static final String FILTERS = "filters.sql";
    private static final ObjectMapper JSON = new ObjectMapper();

    private Pointer() {}

    /**
     * @param indexes key of the index of each report
     */
    static String of(
            final Connection connection,
            final DataSource source,
            final PublicationLedger.OpenRun run,
            final String generation,
            final Map<String, String> indexes)
            throws SQLException {
        final String name = source.contract().name();
        final Map<String, Object> pointer = new LinkedHashMap<>();
        pointer.put("schema", "cqube.pointer/1");
        pointer.put("source", name);
        pointer.put("generation", generation);
        pointer.put("asOf", run.asOf().toString());
        // the ledger's time of the run: a run that is repeated writes the same bytes
        pointer.put("publishedAt", run.startedAt().toString());
        try {
            if (source.sql().containsKey(FILTERS)) {
                try (Statement statement = connection.createStatement();
                        ResultSet row = statement.executeQuery(source.sql().get(FILTERS))) {
                    if (row.next()) {
                        pointer.put("dataFrom", row.getString("data_from"));
                        pointer.put("dataUpTo", row.getString("data_up_to"));
                        pointer.put("emissions", emissions(connection, name));
                        pointer.put("reports", indexes);
                        pointer.put("filters", JSON.readTree(row.getString("filters")));
                    }
                }
            }
            pointer.putIfAbsent("emissions", emissions(connection, name));
            pointer.putIfAbsent("reports", indexes);
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(pointer) + "\n";
        } catch (final JsonProcessingException e) {
            throw new SQLException(FILTERS + " of " + name + " does not give JSON", "22000", e);
        }
    }

    /** Committed emissions of the source. */
    private static long emissions(final Connection connection, final String source)
            throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement(
                        "select count(*) from meta.emission where source = ?"
                                + " and state in ('aggregated', 'published')")) {
            query.setString(1, source);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
