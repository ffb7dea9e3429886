/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.StringJoiner;
import org.cqube.engines.contract.Reference;
import org.cqube.services.catalog.DataSource;
import org.cqube.services.load.SourceTables;

/** An embedded PostgreSQL, as it comes, with the tables of all sources. */
final class LoadDatabase implements AutoCloseable {

    private final EmbeddedPostgres server;
    private final DirectPool pool;
    private final Connection connection;

    LoadDatabase(List<DataSource> sources) throws IOException, SQLException {
        server = EmbeddedPostgres.start();
        pool = new DirectPool(server.getPostgresDatabase());
        connection = pool.getConnection();
        SourceTables.ensure(connection, sources).requireAll();
    }

    DirectPool pool() {
        return pool;
    }

    /** The one connection that both sides use, with autocommit on. */
    Connection connection() {
        return connection;
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    long count(String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from " + table)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** All tables without rows, and nothing left to write to disk. */
    void empty() throws SQLException {
        StringJoiner tables = new StringJoiner(", ");
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select format('%I.%I', schemaname, tablename) from pg_tables"
                                        + " where schemaname in ('meta', 'master', 'fact', 'agg', 'public')"
                                        + " and tablename not in ('schema_version', 'source_schema')")) {
            while (row.next()) {
                tables.add(row.getString(1));
            }
        }
        execute("truncate " + tables + " restart identity cascade");
        execute("checkpoint");
    }

    /** Gives a master the ids that a file refers to. */
    void fill(Reference reference, int schools) throws SQLException {
        String sql =
                "insert into %s (%s, loaded_by) values (?, 0)"
                        .formatted(reference.table(), reference.columns().getFirst());
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (int school = 0; school < schools; school++) {
                insert.setLong(1, AttendanceData.schoolId(school));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    @Override
    public void close() throws IOException, SQLException {
        try (server) {
            connection.close();
        }
    }
}
