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
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cqube.engines.contract.FieldContract;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.contract.Reference;
import org.cqube.services.postgres.SqlIdentifier;
import org.cqube.services.postgres.TableName;

/**
 * Ids that no master has (rules {@code ref.*}). By the contract's policy a record with one is
 * loaded and counted, with one line of the report per missing id; or it is refused.
 */
final class References {
    /** More missing ids than this are counted, and the report says that it stops. */
    private static final int MAXIMUM_LINES = 1_000;

    private static final int FETCH = 2_000;

    private final Connection connection;
    private final FileContract file;
    private final Set<String> incoming;

    References(final Connection connection, final FileContract file, final Incoming incoming) {
        this.connection = connection;
        this.file = file;
        this.incoming =
                incoming.fields().stream().map(FieldContract::name).collect(Collectors.toSet());
    }

    /** Adds findings about missing ids; returns the number of records with one, by rule. */
    Map<String, Long> report(final Findings findings) throws SQLException {
        final Map<String, Long> warnings = new HashMap<>();
        for (final Reference reference : file.references()) {
            // a layout without the column refers to nothing
            if (!incoming.containsAll(reference.fields())) {
                continue;
            }
            switch (reference.policy()) {
                case REPORT -> {
                    final long records = report(reference, findings);
                    if (records > 0) {
                        warnings.merge(reference.rule().id(), records, Long::sum);
                    }
                }
                case REJECT -> reject(reference);
            }
        }
        return warnings;
    }

    private long report(final Reference reference, final Findings findings) throws SQLException {
        final String fields = fields(reference);
        final String sql =
                "select min(i._line), count(*), concat_ws('|', "
                        + fields
                        + ")"
                        + missing(reference)
                        + " group by "
                        + fields
                        + " order by 1";
        final String field = reference.fields().getFirst();
        long records = 0;
        int lines = 0;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, 0, reference);
            statement.setFetchSize(FETCH);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    records += row.getLong(2);
                    if (++lines <= MAXIMUM_LINES) {
                        findings.add(
                                reference.rule(),
                                row.getLong(1),
                                field,
                                row.getString(3),
                                "Not in "
                                        + reference.table()
                                        + " yet; loaded, but in no report until the master arrives ("
                                        + row.getLong(2)
                                        + " records, the first on this line)");
                    }
                }
            }
        }
        if (lines > MAXIMUM_LINES) {
            findings.add(
                    reference.rule(),
                    0,
                    field,
                    "",
                    "The list is cut: " + lines + " different ids are not in " + reference.table());
        }
        return records;
    }

    private void reject(final Reference reference) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into _finding select i._line, ?, ?, concat_ws('|', "
                                + fields(reference)
                                + "), ?, true"
                                + missing(reference))) {
            insert.setString(1, reference.rule().id());
            insert.setString(2, reference.fields().getFirst());
            insert.setString(
                    3,
                    "Not in " + reference.table() + "; emit the record again when the id is there");
            bind(insert, 3, reference);
            insert.executeUpdate();
        }
    }

    private static String fields(final Reference reference) {
        return reference.fields().stream()
                .map(field -> "i." + SqlIdentifier.quote(field))
                .collect(Collectors.joining(", "));
    }

    /** Incoming records that refer to what is not there; a null refers to nothing. */
    private static String missing(final Reference reference) {
        final Stream<String> same =
                IntStream.range(0, reference.fields().size())
                        .mapToObj(
                                i ->
                                        "r."
                                                + SqlIdentifier.quote(reference.columns().get(i))
                                                + " = i."
                                                + SqlIdentifier.quote(reference.fields().get(i)));
        final Stream<String> constant =
                reference.where().keySet().stream()
                        .map(column -> "r." + SqlIdentifier.quote(column) + " = ?");
        return " from incoming i where num_nulls("
                + fields(reference)
                + ") = 0 and not exists (select 1 from "
                + TableName.parse(reference.table())
                + " r where "
                + Stream.concat(same, constant).collect(Collectors.joining(" and "))
                + ")";
    }

    private static void bind(
            final PreparedStatement statement, final int before, final Reference reference)
            throws SQLException {
        int parameter = before;
        for (final String value : reference.where().values()) {
            statement.setString(++parameter, value);
        }
    }
}
