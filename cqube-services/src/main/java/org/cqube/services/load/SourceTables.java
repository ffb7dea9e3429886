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
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.contract.Target;
import org.cqube.services.catalog.DataSource;
import org.cqube.services.config.ConfiguredSources;
import org.cqube.services.config.KnownFields;
import org.cqube.services.ledger.Migrations;
import org.cqube.services.ledger.Transactions;
import org.cqube.services.postgres.SqlIdentifier;
import org.cqube.services.postgres.SqlStates;

/**
 * Makes the tables of all sources of a catalog from their contracts, then runs the {@code
 * tables.sql} of each folder. Adding a field adds a column; nothing is ever dropped here, and a key
 * or type that a table does not have is refused. What fails for one source leaves the others as
 * they would be without it.
 */
public final class SourceTables {
    private static final String EXTRAS = "tables.sql";
    private static final long LOCK = 0x635175625461626cL;

    private final Connection connection;
    private final Map<String, SQLException> faults = new LinkedHashMap<>();

    private SourceTables(final Connection connection) {
        this.connection = connection;
    }

    /**
     * The sources, if schema and tables are as the catalog says already; a few short queries.
     *
     * @param connection a connection of any role of the flow
     * @param sources the catalog's, without configuration
     * @return empty if {@link #ensure} has something to do
     */
    public static Optional<ReadySources> find(
            final Connection connection, final Collection<DataSource> sources) throws SQLException {
        if (!Migrations.areApplied(connection)) {
            return Optional.empty();
        }
        final ConfiguredSources configured = ConfiguredSources.read(connection, sources);
        return missing(connection, configured).isEmpty()
                ? Optional.of(new ReadySources(configured, Map.of()))
                : Optional.empty();
    }

    /**
     * Brings schema and tables to what the catalog says; a few short queries when they are there
     * already.
     *
     * @param connection a connection whose role may create tables
     * @param sources the catalog's, without configuration
     * @return the sources as the configuration in force changes them, with tables for these
     * @throws SQLException when the database fails; a fault of one source is in the result
     */
    public static ReadySources ensure(
            final Connection connection, final Collection<DataSource> sources) throws SQLException {
        Migrations.apply(connection);
        final ConfiguredSources configured = ConfiguredSources.read(connection, sources);
        final List<DataSource> missing = missing(connection, configured);
        final SourceTables tables = new SourceTables(connection);
        if (!missing.isEmpty()) {
            Transactions.inTransaction(
                    connection,
                    () -> {
                        tables.make(sources, missing);
                        return null;
                    });
        }
        return new ReadySources(configured, tables.faults);
    }

    /** Masters before facts: what a fact's tables.sql joins must stand already. */
    private static List<DataSource> missing(
            final Connection connection, final ConfiguredSources configured) throws SQLException {
        final Map<String, String> applied = applied(connection);
        return configured.sources().stream()
                .filter(source -> !source.hash().equals(applied.get(source.name())))
                .sorted(Comparator.comparingInt(source -> source.contract().dependsOn().size()))
                .toList();
    }

    private void make(final Collection<DataSource> sources, final List<DataSource> missing)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_xact_lock(" + LOCK + ")");
        }
        KnownFields.write(connection, sources);
        // every table before any extra: an extra may join tables of other sources
        List<DataSource> waiting = new ArrayList<>();
        for (final DataSource source : missing) {
            if (succeeds(source, () -> makeTables(source))) {
                waiting.add(source);
            }
        }
        // an extra may need what the extra of another source makes: again, while that helps
        int before;
        do {
            before = waiting.size();
            final List<DataSource> failed = new ArrayList<>();
            for (final DataSource source : waiting) {
                if (!succeeds(source, () -> makeExtras(source))) {
                    failed.add(source);
                }
            }
            waiting = failed;
        } while (!waiting.isEmpty() && waiting.size() < before);
        guardRows();
    }

    /** Who reads which rows of the tables that came; in the transaction that made them. */
    private void guardRows() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select meta.guard_rows()");
        }
    }

    /** Work on behalf of one source. */
    @FunctionalInterface
    private interface Work {
        void run() throws SQLException;
    }

    /** Does all of it or nothing. */
    private boolean succeeds(final DataSource source, final Work work) throws SQLException {
        final Savepoint before = connection.setSavepoint();
        try {
            work.run();
            connection.releaseSavepoint(before);
            faults.remove(source.name());
            return true;
        } catch (final SQLException e) {
            if (SqlStates.isOutage(e)) {
                throw e;
            }
            connection.rollback(before);
            faults.put(source.name(), e);
            return false;
        }
    }

    private void makeTables(final DataSource source) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (final FileContract file : source.contract().files()) {
                for (final String ddl : TableDdl.of(file)) {
                    statement.execute(ddl);
                }
                TableShape.requireFitting(connection, file);
            }
        }
    }

    private void makeExtras(final DataSource source) throws SQLException {
        if (source.sql().containsKey(EXTRAS)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(source.sql().get(EXTRAS));
                statement.execute("select meta.check_views()");
            }
        }
        for (final FileContract file : source.contract().files()) {
            if (file.target().history()) {
                History.complete(connection, file.target());
            }
        }
        remember(source);
    }

    private static Map<String, String> applied(final Connection connection) throws SQLException {
        final Map<String, String> hashes = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select source, hash from meta.source_schema")) {
            while (row.next()) {
                hashes.put(row.getString(1), row.getString(2));
            }
        }
        return hashes;
    }

    private void remember(final DataSource source) throws SQLException {
        try (PreparedStatement upsert =
                connection.prepareStatement(
                        "insert into meta.source_schema (source, hash) values (?, ?)"
                                + " on conflict (source) do update set hash = excluded.hash, applied_at = now()")) {
            upsert.setString(1, source.contract().name());
            upsert.setString(2, source.hash());
            upsert.executeUpdate();
        }
    }

    static String tableName(final Target target) {
        return SqlIdentifier.quote(target.schema()) + "." + SqlIdentifier.quote(target.table());
    }
}
