/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.processors;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.cqube.services.catalog.DataSourceCatalog;
import org.cqube.services.load.SourceTables;
import org.cqube.services.postgres.PostgresPool;

/** Plain SQL for tests, as the server's administrator; tables are made by their owner. */
final class Database {
    private final PostgresPool pool;

    Database(final PostgresPool pool) {
        this.pool = pool;
    }

    /** All tables, without rows. */
    void empty(final DataSourceCatalog catalog) {
        try (Connection owner = pool.getOwnerConnection();
                Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            SourceTables.ensure(owner, catalog.all()).requireAll();
            final StringJoiner tables = new StringJoiner(", ");
            try (ResultSet row =
                    statement.executeQuery(
                            "select format('%I.%I', schemaname, tablename) from pg_tables"
                                    + " where schemaname in ('meta', 'config', 'master', 'fact', 'agg')"
                                    + " and tablename not in ('schema_version', 'source_schema')"
                                    // what the folders and contracts put there is no data
                                    + " and (schemaname <> 'config' or tablename = 'field')")) {
                while (row.next()) {
                    tables.add(row.getString(1));
                }
            }
            statement.execute("truncate " + tables + " restart identity cascade");
        } catch (final SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Changes rows; returns how many. */
    int execute(final String sql, final Object... values) {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = prepared(connection, sql, values)) {
            return statement.execute() ? 0 : statement.getUpdateCount();
        } catch (final SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One line per row, columns joined by a bar; a null is empty. */
    List<String> lines(final String sql, final Object... values) {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = prepared(connection, sql, values);
                ResultSet row = statement.executeQuery()) {
            final List<String> lines = new ArrayList<>();
            while (row.next()) {
                final StringJoiner line = new StringJoiner("|");
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    line.add(row.getString(i) == null ? "" : row.getString(i));
                }
                lines.add(line.toString());
            }
            return lines;
        } catch (final SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The only value of the only row. */
    String one(final String sql, final Object... values) {
        final List<String> lines = lines(sql, values);
        if (lines.size() != 1) {
            throw new IllegalStateException(sql + " gives " + lines.size() + " rows");
        }
        return lines.getFirst();
    }

    /** State and counts of an emission: state, records in, loaded, rejected, already known. */
    String counts(final long emission) {
        return one(
                "select state, records_in, loaded, rejected, already_known from meta.emission where emission_id = ?",
                emission);
    }

    /** Counts by rule: kind, rule, number. */
    List<String> rules(final long emission) {
        return lines(
                "select kind, rule, n from meta.emission_count where emission_id = ? order by 1, 2",
                emission);
    }

    private static PreparedStatement prepared(
            final Connection connection, final String sql, final Object... values)
            throws SQLException {
        final PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
