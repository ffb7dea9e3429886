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
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cqube.engines.contract.FieldContract;
import org.cqube.engines.contract.FileContract;
import org.cqube.services.ledger.Emission;
import org.cqube.services.postgres.SqlIdentifier;

/**
 * Lets a source's own SQL look at the records of an emission: rules across records, and rules
 * against what is stored.
 *
 * <p>A query sees {@code incoming} (see {@link Incoming}; a stored field that the file lacks is a
 * column of nulls) and {@code emission}, one row (source, file, emission_id, emitted_at), where
 * {@code file} is the base name.
 */
final class Checks {
    private Checks() {}

    /**
     * Runs the queries, in their order.
     *
     * @param sql the texts of the files that the contract names
     */
    static void run(
            final Connection connection,
            final Emission emission,
            final FileContract file,
            final Incoming incoming,
            final List<String> sql,
            final Findings findings)
            throws SQLException {
        if (sql.isEmpty()) {
            return;
        }
        complete(connection, file, incoming);
        standEmission(connection, emission);
        for (final String query : sql) {
            findings.add(query);
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("drop table emission");
        }
    }

    private static void complete(
            final Connection connection, final FileContract file, final Incoming incoming)
            throws SQLException {
        final Set<String> present =
                incoming.fields().stream().map(FieldContract::name).collect(Collectors.toSet());
        final String missing =
                Stream.concat(file.fields().stream(), file.names().inactive().stream())
                        .filter(field -> field.stored() && !present.contains(field.name()))
                        .map(
                                field ->
                                        "add column "
                                                + SqlIdentifier.quote(field.name())
                                                + " "
                                                + field.sqlType().sql())
                        .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("alter table incoming " + missing);
            }
        }
    }

    private static void standEmission(final Connection connection, final Emission emission)
            throws SQLException {
        try (PreparedStatement create =
                connection.prepareStatement(
                        "create temporary table emission on commit drop as select ?::text as source, ?::text as file,"
                                + " ?::bigint as emission_id, ?::timestamptz as emitted_at")) {
            create.setString(1, emission.source());
            create.setString(2, emission.baseName());
            create.setLong(3, emission.id());
            create.setTimestamp(4, Timestamp.from(emission.emittedAt()));
            create.execute();
        }
    }
}
