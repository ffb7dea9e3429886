/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Applies the base schema's versions, each once, in order, under an advisory lock. Decision 0002
 * says why these lines and not Flyway: one more dependency in the NAR, with its own class path
 * scanning, for one list of files.
 */
public final class Migrations {
    /** Immutable once released; a new version is a new entry. */
    static final List<String> VERSIONS =
            List.of(
                    "V1__base.sql",
                    "V2__configuration.sql",
                    "V3__acts.sql",
                    "V4__notifications.sql",
                    "V5__mails.sql",
                    "V6__known_maxima.sql",
                    "V7__roles.sql",
                    "V8__catch_up.sql");

    /** May be run again; what it makes belongs to the server, not to this database. */
    private static final String ROLES = "roles.sql";

    private static final String SERVER = "server.sql";

    private static final long LOCK = 0x63517562654d4947L;

    private Migrations() {}

    /**
     * What an administrator of the server does before the first migration: roles, the flow's logins
     * (without passwords), and who may come in. May be repeated.
     *
     * @param connection of a superuser, to the database of cQube
     */
    public static void prepareServer(final Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(script(ROLES));
            statement.execute(script(SERVER));
        }
    }

    /**
     * Brings the schema to the newest version; quick when it is there already.
     *
     * @param connection any connection; left as it was found, auto-commit included
     * @throws SQLException also when an applied version was edited after its release
     */
    public static void apply(final Connection connection) throws SQLException {
        Transactions.inTransaction(
                connection,
                () -> {
                    applyWithin(connection);
                    return null;
                });
    }

    /** As {@link #apply}, within the caller's transaction. */
    public static void applyWithin(final Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_xact_lock(" + LOCK + ")");
            statement.execute(script(ROLES));
            statement.execute("create schema if not exists meta");
            statement.execute(
                    "create table if not exists meta.schema_version (version text primary key,"
                            + " sha256 text not null, applied_at timestamptz not null default now())");
            for (final String version : VERSIONS) {
                applyOne(connection, statement, version);
            }
        }
    }

    /**
     * Whether all versions are applied; needs no rights but to see them.
     *
     * @return false also where the role of the connection may not know
     */
    public static boolean areApplied(final Connection connection) throws SQLException {
        // asked of the catalog first: naming a table that one may not see is an error
        final String known =
                "select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                        + " where n.nspname = 'meta' and c.relname = 'schema_version'"
                        + " and has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select')";
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery(known)) {
                if (!row.next()) {
                    return false;
                }
            }
            final Set<String> applied = new HashSet<>();
            try (ResultSet row =
                    statement.executeQuery("select version from meta.schema_version")) {
                while (row.next()) {
                    applied.add(row.getString(1));
                }
            }
            return applied.containsAll(VERSIONS);
        }
    }

    private static void applyOne(
            final Connection connection, final Statement statement, final String version)
            throws SQLException {
        final String script = script(version);
        final String hash = Sha256.hex(script);
        try (PreparedStatement query =
                connection.prepareStatement(
                        "select sha256 from meta.schema_version where version = ?")) {
            query.setString(1, version);
            try (ResultSet row = query.executeQuery()) {
                if (row.next()) {
                    if (!hash.equals(row.getString(1))) {
                        throw new SQLException(
                                "Schema version "
                                        + version
                                        + " was applied with other contents: released"
                                        + " versions must not be edited",
                                "55000");
                    }
                    return;
                }
            }
        }
        statement.execute(script);
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into meta.schema_version (version, sha256) values (?, ?)")) {
            insert.setString(1, version);
            insert.setString(2, hash);
            insert.executeUpdate();
        }
    }

    private static String script(final String version) throws SQLException {
        try (InputStream stream = Migrations.class.getResourceAsStream("/db/" + version)) {
            if (stream == null) {
                throw new SQLException(
                        "Schema version " + version + " is not in this build", "55000");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (final IOException e) {
            throw new SQLException("Schema version " + version + " cannot be read", "55000", e);
        }
    }
}
