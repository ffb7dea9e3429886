/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.sql;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.cqube.engines.contract.FieldContract;
import org.cqube.engines.contract.FileContract;
import org.cqube.services.catalog.DataSource;
import org.cqube.services.ledger.Migrations;
import org.cqube.services.load.SourceTables;

/** A fresh database with the tables of all sources, and the steps that the flow takes on it. */
public final class SourceDatabase implements AutoCloseable {

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static EmbeddedPostgres server;

    private final Connection connection;

    private SourceDatabase(Connection connection) {
        this.connection = connection;
    }

    public static SourceDatabase open() throws SQLException {
        SourceDatabase database = openEmpty();
        database.makeTables();
        return database;
    }

    /** A state that has switched off every column that it may, before any table was made. */
    static SourceDatabase openWithoutDeactivatableColumns() throws SQLException {
        SourceDatabase database = openEmpty();
        Migrations.apply(database.connection);
        try (var insert =
                database.connection.prepareStatement(
                        "insert into config.field (source, file, field, status, loaded_by) values (?, ?, ?, '0', 0)")) {
            for (DataSource source : FlowTemplates.all()) {
                for (FileContract file : source.contract().files()) {
                    for (FieldContract field : file.fields()) {
                        if (field.deactivatable()) {
                            insert.setString(1, source.name());
                            insert.setString(2, file.baseName());
                            insert.setString(3, field.name());
                            insert.addBatch();
                        }
                    }
                }
            }
            insert.executeBatch();
        }
        database.makeTables();
        return database;
    }

    private static SourceDatabase openEmpty() throws SQLException {
        String name = "sources_" + DATABASES.incrementAndGet();
        try (Connection admin = server().getPostgresDatabase().getConnection();
                Statement statement = admin.createStatement()) {
            statement.execute("create database " + name);
        }
        return new SourceDatabase(server().getDatabase("postgres", name).getConnection());
    }

    /** One server for all test classes of this JVM; it goes with the JVM. */
    private static synchronized EmbeddedPostgres server() {
        try {
            if (server == null) {
                server =
                        EmbeddedPostgres.builder()
                                .setLocaleConfig("locale", "C")
                                .setLocaleConfig("encoding", "UTF8")
                                .start();
            }
            return server;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void makeTables() throws SQLException {
        List<DataSource> sources = FlowTemplates.all();
        SourceTables.ensure(connection, sources).requireAll();
        // the catalog runs a tables.sql again whenever something in its folder changes
        for (DataSource source : sources) {
            if (source.sql().containsKey("tables.sql")) {
                execute(source.sql("tables.sql"));
            }
        }
    }

    Connection connection() {
        return connection;
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Rows as text, columns joined by {@code |}; {@code null} is empty. */
    public List<String> rows(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                StringBuilder row = new StringBuilder();
                for (int column = 1; column <= columns; column++) {
                    String value = result.getString(column);
                    row.append(column > 1 ? "|" : "").append(value == null ? "" : value);
                }
                rows.add(row.toString());
            }
        }
        return rows;
    }

    /** Names of a table's columns. */
    List<String> columns(String table) throws SQLException {
        return rows(
                "select attname from pg_attribute where attrelid = '%s'::regclass and attnum > 0"
                        .formatted(table));
    }

    /** Runs a source's aggregation with these touched keys, {@code source,kind,value} each. */
    void aggregate(String source, Collection<Touched> touched) throws SQLException {
        connection.setAutoCommit(false);
        try {
            standTouched(touched);
            for (String file : FlowTemplates.contract(source).aggregates()) {
                for (String statement : FlowTemplates.statements(source, file)) {
                    execute(statement);
                }
            }
            connection.commit();
        } catch (SQLException failed) {
            connection.rollback();
            throw failed;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** What a report query gives: contents by partition. */
    SortedMap<String, String> report(
            String source, String file, Settings settings, Collection<Touched> touched)
            throws SQLException {
        SortedMap<String, String> files = new TreeMap<>();
        for (List<String> row : query(source, file, settings, touched)) {
            // a period that lost all its data
            if (row.getLast() == null) {
                continue;
            }
            if (files.put(row.getFirst(), row.getLast()) != null) {
                throw new AssertionError("Twice: " + row.getFirst());
            }
        }
        return files;
    }

    /** Names that a report query returns without a body: what lost all its data. */
    List<String> emptied(String source, String file, Settings settings, Collection<Touched> touched)
            throws SQLException {
        return query(source, file, settings, touched).stream()
                .filter(row -> row.getLast() == null)
                .map(List::getFirst)
                .toList();
    }

    /**
     * Brings what is published up to date with a report's answer, as the publication does: a period
     * that is in the answer is in it whole, and so is all that has no period.
     */
    void publish(
            Map<String, String> published,
            String source,
            String file,
            Settings settings,
            Collection<Touched> touched)
            throws SQLException {
        List<List<String>> answer = query(source, file, settings, touched);
        Set<String> periods =
                answer.stream().map(row -> period(row.getFirst())).collect(Collectors.toSet());
        published
                .keySet()
                .removeIf(name -> !name.startsWith("period=") || periods.contains(period(name)));
        for (List<String> row : answer) {
            if (row.getLast() != null) {
                published.put(row.getFirst(), row.getLast());
            }
        }
    }

    private static String period(String partition) {
        return partition.split("/")[0];
    }

    /** The three columns of a source's filters. */
    List<String> filters(String source, Settings settings) throws SQLException {
        List<List<String>> rows = query(source, "filters.sql", settings, List.of());
        if (rows.size() != 1) {
            throw new AssertionError("Rows: " + rows.size());
        }
        return rows.getFirst();
    }

    private List<List<String>> query(
            String source, String file, Settings settings, Collection<Touched> touched)
            throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            standTouched(touched);
            execute(settings.table());
            // as the publication does
            execute(
                    "set local enable_nestloop = off; set local enable_mergejoin = off; set local work_mem = '32MB'");
            List<List<String>> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery(FlowTemplates.text(source, file))) {
                while (result.next()) {
                    List<String> row = new ArrayList<>();
                    row.add(result.getString(1));
                    row.add(result.getString(2));
                    row.add(result.getString(3));
                    rows.add(row);
                }
            }
            return rows;
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private void standTouched(Collection<Touched> touched) throws SQLException {
        execute(
                "create temp table touched (source text, key_kind text, key_value text) on commit drop");
        try (var insert = connection.prepareStatement("insert into touched values (?, ?, ?)")) {
            for (Touched key : touched) {
                insert.setString(1, key.source());
                insert.setString(2, key.kind());
                insert.setString(3, key.value());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
