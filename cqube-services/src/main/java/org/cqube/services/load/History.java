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
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.contract.Target;
import org.cqube.services.ledger.Emission;
import org.cqube.services.postgres.SqlIdentifier;

/**
 * Rows as they were before a newer emission changed them: the table {@code <table>_history} has the
 * columns of the table and {@code valid_from} (when the emission was made that had loaded the row),
 * {@code valid_to} and {@code replaced_by} (when the one was made that replaced it, and its id). A
 * row that a newer emission repeats has no history.
 */
final class History {
    private static final List<String> OWN = List.of("valid_from", "valid_to", "replaced_by");

    private History() {}

    static String table(final Target target) {
        return SqlIdentifier.quote(target.schema())
                + "."
                + SqlIdentifier.quote(target.table() + "_history");
    }

    /** Statements that make the table, which follow those of the table itself. */
    static List<String> ddl(final Target target) {
        return List.of(
                "create table if not exists "
                        + table(target)
                        + " (like "
                        + SourceTables.tableName(target)
                        + ", valid_from timestamptz, valid_to timestamptz not null, replaced_by bigint not null)");
    }

    /** Adds columns that the table has got since. */
    static void complete(final Connection connection, final Target target) throws SQLException {
        final String missing =
                "select a.attname, format_type(a.atttypid, a.atttypmod) from pg_attribute a"
                        + " where a.attrelid = cast(? as regclass) and a.attnum > 0 and not a.attisdropped and not exists ("
                        + "select 1 from pg_attribute h where h.attrelid = cast(? as regclass) and h.attname = a.attname"
                        + " and not h.attisdropped) order by a.attnum";
        final List<String> ddl = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(missing)) {
            query.setString(1, SourceTables.tableName(target));
            query.setString(2, table(target));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    ddl.add(
                            "alter table "
                                    + table(target)
                                    + " add column "
                                    + SqlIdentifier.quote(row.getString(1))
                                    + " "
                                    + row.getString(2));
                }
            }
        }
        try (Statement statement = connection.createStatement()) {
            for (final String one : ddl) {
                statement.execute(one);
            }
        }
    }

    /** Keeps the stored rows that the incoming records are about to change. */
    static void keep(
            final Connection connection,
            final Emission emission,
            final FileContract file,
            final Incoming incoming)
            throws SQLException {
        final Target target = file.target();
        final List<String> columns = columns(connection, target);
        final String names =
                columns.stream().map(SqlIdentifier::quote).collect(Collectors.joining(", "));
        final String values =
                columns.stream()
                        .map(column -> "t." + SqlIdentifier.quote(column))
                        .collect(Collectors.joining(", "));
        final String same =
                Stream.concat(
                                target.constants().keySet().stream()
                                        .map(column -> "t." + SqlIdentifier.quote(column) + " = ?"),
                                incoming.fields().stream()
                                        .filter(field -> target.key().contains(field.column()))
                                        .map(
                                                field ->
                                                        "t."
                                                                + SqlIdentifier.quote(
                                                                        field.column())
                                                                + " = i."
                                                                + SqlIdentifier.quote(
                                                                        field.name())))
                        .collect(Collectors.joining(" and "));
        final String sql =
                "insert into "
                        + table(target)
                        + " ("
                        + names
                        + ", valid_from, valid_to, replaced_by) select "
                        + values
                        + ", (select e.emitted_at from meta.emission e where e.emission_id = t.loaded_by),"
                        + " me.emitted_at, me.emission_id from meta.emission me cross join "
                        + SourceTables.tableName(target)
                        + " t join incoming i on "
                        + same
                        + " where me.emission_id = ? and i._take >= 0";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            int parameter = 0;
            for (final String constant : target.constants().values()) {
                insert.setString(++parameter, constant);
            }
            insert.setLong(++parameter, emission.id());
            insert.executeUpdate();
        }
    }

    private static List<String> columns(final Connection connection, final Target target)
            throws SQLException {
        final List<String> columns = new ArrayList<>();
        try (PreparedStatement query =
                connection.prepareStatement(
                        "select t.attname from pg_attribute t join pg_attribute h using (attname)"
                                + " where t.attrelid = cast(? as regclass) and h.attrelid = cast(? as regclass)"
                                + " and t.attnum > 0 and not t.attisdropped and not h.attisdropped order by t.attnum")) {
            query.setString(1, SourceTables.tableName(target));
            query.setString(2, table(target));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    if (!OWN.contains(row.getString(1))) {
                        columns.add(row.getString(1));
                    }
                }
            }
        }
        return columns;
    }
}
