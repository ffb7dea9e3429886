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
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cqube.engines.contract.FieldContract;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.contract.Target;
import org.cqube.services.catalog.DataSource;
import org.cqube.services.config.ConfiguredSources;
import org.cqube.services.config.KnownFields;
import org.cqube.services.ledger.Migrations;
import org.cqube.services.ledger.Transactions;
import org.cqube.services.postgres.SqlIdentifier;

/**
 * Makes the tables of all sources of a catalog from their contracts, then runs the {@code
 * tables.sql} of each folder. Adding a field adds a column; nothing is ever dropped here.
 */
public final class SourceTables {
    private static final String EXTRAS = "tables.sql";
    private static final long LOCK = 0x635175625461626cL;

    private SourceTables() {}

    /**
     * Brings schema and tables to what the catalog says; one short query when they are there
     * already.
     *
     * @param connection a connection whose role may create tables
     * @param sources the catalog's, without configuration
     * @return the sources as the configuration in force changes them, with tables for these
     */
    public static ConfiguredSources ensure(
            final Connection connection, final Collection<DataSource> sources) throws SQLException {
        Migrations.apply(connection);
        final ConfiguredSources configured = ConfiguredSources.read(connection, sources);
        final Map<String, DataSource> missing = new LinkedHashMap<>();
        final Map<String, String> applied = applied(connection);
        // masters before facts: what a fact's tables.sql joins must stand already
        final List<DataSource> ordered =
                configured.sources().stream()
                        .sorted(
                                Comparator.comparingInt(
                                        source -> source.contract().dependsOn().size()))
                        .toList();
        for (final DataSource source : ordered) {
            if (!source.hash().equals(applied.get(source.contract().name()))) {
                missing.put(source.contract().name(), source);
            }
        }
        if (missing.isEmpty()) {
            return configured;
        }
        Transactions.inTransaction(
                connection,
                () -> {
                    try (Statement statement = connection.createStatement()) {
                        statement.execute("select pg_advisory_xact_lock(" + LOCK + ")");
                        KnownFields.write(connection, sources);
                        // every table before any extra: an extra may join tables of other sources
                        for (final DataSource source : missing.values()) {
                            for (final FileContract file : source.contract().files()) {
                                for (final String ddl : tableOf(file)) {
                                    statement.execute(ddl);
                                }
                            }
                        }
                        for (final DataSource source : missing.values()) {
                            if (source.sql().containsKey(EXTRAS)) {
                                statement.execute(source.sql().get(EXTRAS));
                            }
                            remember(connection, source);
                        }
                    }
                    return null;
                });
        return configured;
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

    private static void remember(final Connection connection, final DataSource source)
            throws SQLException {
        try (PreparedStatement upsert =
                connection.prepareStatement(
                        "insert into meta.source_schema (source, hash) values (?, ?)"
                                + " on conflict (source) do update set hash = excluded.hash, applied_at = now()")) {
            upsert.setString(1, source.contract().name());
            upsert.setString(2, source.hash());
            upsert.executeUpdate();
        }
    }

    private static List<String> tableOf(final FileContract file) {
        return switch (file.target().kind()) {
            case RECORD -> recordTable(file);
            case DAYS -> daysTable(file.target());
        };
    }

    private static List<String> recordTable(final FileContract file) {
        final String table = tableName(file.target());
        final List<String> ddl = new ArrayList<>();
        final String key =
                file.target().key().stream()
                        .map(SqlIdentifier::quote)
                        .collect(Collectors.joining(", "));
        final List<FieldContract> stored =
                file.fields().stream().filter(FieldContract::stored).toList();
        ddl.add(
                "create table if not exists "
                        + table
                        + " ("
                        + Stream.concat(
                                        file.target().constants().keySet().stream()
                                                .map(SourceTables::constant),
                                        stored.stream().map(SourceTables::column))
                                .collect(Collectors.joining(", "))
                        + ", loaded_by bigint not null, loaded_at timestamptz not null default now(), primary key ("
                        + key
                        + "))"
                        + partitionedBy(file.target()));
        partition(file.target()).ifPresent(ddl::add);
        for (final FieldContract field : stored) {
            ddl.add("alter table " + table + " add column if not exists " + column(field));
        }
        return ddl;
    }

    private static String partitionedBy(final Target target) {
        return target.partitionBy() == null
                ? ""
                : " partition by list (" + SqlIdentifier.quote(target.partitionBy()) + ")";
    }

    /** The partition of the rows of this file; its constant is a name by the contract's checks. */
    private static Optional<String> partition(final Target target) {
        return Optional.ofNullable(target.partitionBy())
                .map(target.constants()::get)
                .map(
                        value ->
                                "create table if not exists "
                                        + SqlIdentifier.quote(target.schema())
                                        + "."
                                        + SqlIdentifier.quote(target.table() + "_" + value)
                                        + " partition of "
                                        + tableName(target)
                                        + " for values in ('"
                                        + value
                                        + "')");
    }

    private static String constant(final String column) {
        return SqlIdentifier.quote(column) + " text not null";
    }

    private static String column(final FieldContract field) {
        return SqlIdentifier.quote(field.column()) + " " + field.sqlType().sql();
    }

    private static List<String> daysTable(final Target target) {
        final String table = tableName(target);
        final String school = SqlIdentifier.quote(target.days().school());
        final String person = SqlIdentifier.quote(target.days().person());
        // a source without ids of its rows has no column for them
        final String recordId =
                target.days().recordId() == null
                        ? null
                        : SqlIdentifier.quote(target.days().recordId());
        return List.of(
                "create table if not exists "
                        + table
                        + " ("
                        + school
                        + " bigint not null, "
                        + person
                        + " bigint not null, month_start date not null, "
                        + (recordId == null ? "" : recordId + " bigint not null, ")
                        + "academic_year text not null,"
                        + " days smallint[] not null check (cardinality(days) = 31), known_days integer not null,"
                        + " emission_id bigint not null, loaded_at timestamptz not null default now(),"
                        + " primary key ("
                        + school
                        + ", "
                        + person
                        + ", month_start)"
                        + (recordId == null ? "" : ", unique (" + recordId + ", month_start)")
                        + ")"
                        + " partition by range (month_start)");
    }

    static String tableName(final Target target) {
        return SqlIdentifier.quote(target.schema()) + "." + SqlIdentifier.quote(target.table());
    }
}
