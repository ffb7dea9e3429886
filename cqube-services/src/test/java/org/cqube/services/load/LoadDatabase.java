/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.load;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.nifi.reporting.InitializationException;
import org.apache.nifi.util.TestRunner;
import org.cqube.services.NoProcessor;
import org.cqube.services.postgres.PostgresPool;
import org.cqube.services.postgres.StandardPostgresPool;

/** A fresh database of a real PostgreSQL, with a pool of ours and one connection from it. */
final class LoadDatabase implements AutoCloseable {
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static EmbeddedPostgres server;

    private final TestRunner runner;
    private final StandardPostgresPool pool;
    private final Connection connection;

    private LoadDatabase(String url) throws InitializationException {
        runner = NoProcessor.runner();
        pool = new StandardPostgresPool();
        runner.addControllerService(
                "pool",
                pool,
                Map.of(
                        "Database URL", url,
                        "Database User", "postgres",
                        "Maximum Connections", "3"));
        runner.enableControllerService(pool);
        connection = pool.getConnection();
    }

    static LoadDatabase open() throws SQLException, InitializationException {
        String name = "loads_" + DATABASES.incrementAndGet();
        try (Connection admin = server().getPostgresDatabase().getConnection();
                Statement statement = admin.createStatement()) {
            statement.execute("create database " + name);
        }
        return new LoadDatabase("jdbc:postgresql://127.0.0.1:" + server().getPort() + "/" + name);
    }

    /** One server for all test classes of this JVM; it goes with the JVM. */
    private static synchronized EmbeddedPostgres server() {
        try {
            if (server == null) {
                server = EmbeddedPostgres.builder().start();
            }
            return server;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    PostgresPool pool() {
        return pool;
    }

    Connection connection() {
        return connection;
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Rows as text, columns joined by {@code |}; null is empty. */
    List<String> rows(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    String value = result.getString(i);
                    row.add(value == null ? "" : value);
                }
                rows.add(String.join("|", row));
            }
        }
        return rows;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        runner.disableControllerService(pool);
    }
}
