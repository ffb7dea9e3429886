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
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cqube.engines.contract.FieldContract;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.contract.Overlap;
import org.cqube.engines.contract.Touch;
import org.cqube.services.ledger.Emission;
import org.cqube.services.postgres.SqlIdentifier;

/**
 * One stored row per key, which constants of the file may be part of: insert new keys, update
 * changed ones, never delete. Columns that the file lacks stay as they are.
 */
final class RecordMerge implements TableMerge {
    private final Connection connection;
    private final FileContract file;
    private final Incoming incoming;

    RecordMerge(final Connection connection, final FileContract file, final Incoming incoming) {
        this.connection = connection;
        this.file = file;
        this.incoming = incoming;
    }

    @Override
    public long merge(final Emission emission) throws SQLException {
        if (file.target().history()) {
            History.keep(connection, emission, file, incoming);
        }
        final List<FieldContract> fields = incoming.fields();
        final String key =
                file.target().key().stream()
                        .map(SqlIdentifier::quote)
                        .collect(Collectors.joining(", "));
        final Map<String, String> constants = file.target().constants();
        final String columns =
                Stream.concat(
                                constants.keySet().stream(),
                                fields.stream().map(FieldContract::column))
                        .map(SqlIdentifier::quote)
                        .collect(Collectors.joining(", "));
        final String values =
                Stream.concat(
                                constants.keySet().stream().map(constant -> "?"),
                                fields.stream().map(f -> SqlIdentifier.quote(f.name())))
                        .collect(Collectors.joining(", "));
        final String updates =
                fields.stream()
                        .filter(field -> !file.target().key().contains(field.column()))
                        .map(field -> SqlIdentifier.quote(field.column()))
                        .map(column -> column + " = " + winner(emission, column) + ", ")
                        .collect(Collectors.joining());
        final String sql =
                "insert into "
                        + SourceTables.tableName(file.target())
                        + " as t ("
                        + columns
                        + ", loaded_by) select "
                        + values
                        + ", ? from incoming where _take >= 0 on conflict ("
                        + key
                        + ") do update set "
                        + updates
                        + "loaded_by = excluded.loaded_by, loaded_at = now()";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            int parameter = 0;
            for (final String constant : constants.values()) {
                insert.setString(++parameter, constant);
            }
            insert.setLong(++parameter, emission.id());
            return insert.executeLargeUpdate();
        }
    }

    /**
     * A newer file replaces what is stored; a correction never erases, and fills only where the
     * source refuses changes.
     */
    private String winner(final Emission emission, final String column) {
        if (emission.corrects() == null) {
            return "excluded." + column;
        }
        return emission.replace() || file.overlap().policy() == Overlap.Policy.UPDATE
                ? "coalesce(excluded." + column + ", t." + column + ")"
                : "coalesce(t." + column + ", excluded." + column + ")";
    }

    /**
     * A row that changes the columns of its group leaves a group, whose sums must follow too. Rows
     * of other constants may be named beside it, which costs a little and changes nothing.
     */
    @Override
    public void touchBefore(final Emission emission, final List<String> owners)
            throws SQLException {
        final Touch groups = file.target().touch();
        if (groups == null
                || file.target().key().containsAll(groups.columns())
                || (file.overlap().policy() == Overlap.Policy.REJECT
                        && emission.corrects() == null)) {
            return;
        }
        final String stored =
                groups.columns().stream()
                        .map(column -> "t." + SqlIdentifier.quote(column))
                        .collect(Collectors.joining(", "));
        final String sameKey =
                keyFields()
                        .map(
                                field ->
                                        "t."
                                                + SqlIdentifier.quote(field.column())
                                                + " = i."
                                                + SqlIdentifier.quote(field.name()))
                        .collect(Collectors.joining(" and "));
        Touched.insert(
                connection,
                emission,
                owners,
                keys(groups.kind(), stored)
                        + " from "
                        + SourceTables.tableName(file.target())
                        + " t join incoming i on "
                        + sameKey
                        + " where i._take >= 0",
                List.of());
    }

    /** Constants of a key or group come first, then its fields in the order of the contract. */
    @Override
    public void touch(final Emission emission, final List<String> owners) throws SQLException {
        final Touch groups = file.target().touch();
        final Map<String, String> constants = file.target().constants();
        final List<String> constant =
                (groups == null ? file.target().key() : groups.columns())
                        .stream().filter(constants::containsKey).toList();
        final Stream<FieldContract> named =
                groups == null
                        ? keyFields()
                        : groups.columns().stream()
                                .flatMap(
                                        column ->
                                                incoming.fields().stream()
                                                        .filter(f -> f.column().equals(column)));
        final String columns =
                Stream.concat(
                                constant.stream().map(column -> "?::text"),
                                named.map(field -> SqlIdentifier.quote(field.name())))
                        .collect(Collectors.joining(", "));
        Touched.insert(
                connection,
                emission,
                owners,
                keys(groups == null ? "key" : groups.kind(), columns)
                        + " from incoming where _take >= 0",
                constant.stream().map(constants::get).toList());
    }

    private Stream<FieldContract> keyFields() {
        return file.fields().stream()
                .filter(field -> field.stored() && file.target().key().contains(field.column()));
    }

    /** The kind is an identifier by the contract's schema. */
    private static String keys(final String kind, final String columns) {
        return "select distinct '" + kind + "', concat_ws('|', " + columns + ")";
    }
}
