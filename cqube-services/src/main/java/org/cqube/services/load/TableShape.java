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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.cqube.engines.contract.Days;
import org.cqube.engines.contract.FieldContract;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.contract.Target;

/**
 * Whether a table can hold what a contract says, which it may not if it was there before: a table
 * that has rows keeps its key and the types of its columns. Loads would fail one by one otherwise,
 * or keep rows apart that the contract takes for one.
 */
final class TableShape {
    /** SQLSTATE: the object is not in the state that is needed; no outage. */
    private static final String NOT_FITTING = "55000";

    private static final String HELP =
            ". The contract cannot change that of a table that is there: see \"A key or type has changed\" in the runbook";

    /**
     * Whether some unique index holds exactly these columns; one on a part of the rows does not.
     */
    private static final String HAS_KEY =
            """
            select exists (select from pg_index i
                            where i.indrelid = cast(? as regclass) and i.indisunique and i.indpred is null and i.indexprs is null
                              and (select array_agg(a.attname::text order by a.attname::text)
                                     from pg_attribute a
                                    where a.attrelid = i.indrelid and a.attnum = any (i.indkey))
                                  = (select array_agg(k order by k) from unnest(?) k))
            """;

    private static final String KEY =
            """
            select coalesce(string_agg(a.attname, ', ' order by array_position(c.conkey, a.attnum)), 'none')
              from pg_constraint c
              join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey)
             where c.conrelid = cast(? as regclass) and c.contype = 'p'
            """;

    /** The type that a column has, if it is another one. */
    private static final String OTHER_TYPE =
            """
            select format_type(atttypid, atttypmod) from pg_attribute
             where attrelid = cast(? as regclass) and attname = ? and not attisdropped
               and atttypid <> cast(? as regtype)
            """;

    private TableShape() {}

    /**
     * Compares the table of a file, which is there.
     *
     * @throws SQLException with a sentence for an operator if it does not fit
     */
    static void requireFitting(final Connection connection, final FileContract file)
            throws SQLException {
        final String table = SourceTables.tableName(file.target());
        final List<String> key = key(file.target());
        if (!hasKey(connection, table, key)) {
            throw new SQLException(
                    "The key of %s is %s, the contract says %s%s"
                            .formatted(
                                    name(file.target()),
                                    text(connection, KEY, table),
                                    String.join(", ", key),
                                    HELP),
                    NOT_FITTING);
        }
        if (file.target().kind() == Target.Kind.RECORD) {
            for (final FieldContract field : file.storedFields()) {
                requireType(connection, file.target(), field);
            }
        }
    }

    private static List<String> key(final Target target) {
        if (target.kind() == Target.Kind.RECORD) {
            return target.key();
        }
        final Days days = target.days();
        return Stream.of(days.school(), days.person(), "month_start").toList();
    }

    private static boolean hasKey(
            final Connection connection, final String table, final List<String> key)
            throws SQLException {
        final Array names = connection.createArrayOf("text", key.toArray());
        try (PreparedStatement query = connection.prepareStatement(HAS_KEY)) {
            query.setString(1, table);
            query.setArray(2, names);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        } finally {
            names.free();
        }
    }

    private static void requireType(
            final Connection connection, final Target target, final FieldContract field)
            throws SQLException {
        final String expected = field.sqlType().sql();
        final String found =
                text(
                        connection,
                        OTHER_TYPE,
                        SourceTables.tableName(target),
                        field.column(),
                        expected);
        if (found != null) {
            throw new SQLException(
                    "The column %s of %s is %s, the contract says %s%s"
                            .formatted(field.column(), name(target), found, expected, HELP),
                    NOT_FITTING);
        }
    }

    private static String name(final Target target) {
        return target.schema() + "." + target.table();
    }

    /** The one value of the one row; null if there is none. */
    private static String text(
            final Connection connection, final String sql, final String... parameters)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                query.setString(i + 1, parameters[i]);
            }
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }
}
