/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.access;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.cqube.services.ledger.Migrations;
import org.cqube.services.load.SourceTables;
import org.cqube.services.sql.FlowTemplates;

/**
 * A server that was prepared as an installation does it, with the tables of all sources made by the
 * flow's owner login, and one row per school of {@link Places} in every table that has schools.
 * Once per JVM: tests add logins, and change no rows.
 */
final class SecuredDatabase {

    private static final String NAME = "cqube";

    private static SecuredDatabase only;

    private final EmbeddedPostgres server;

    private SecuredDatabase() throws IOException, SQLException {
        server =
                EmbeddedPostgres.builder()
                        .setLocaleConfig("locale", "C")
                        .setLocaleConfig("encoding", "UTF8")
                        .start();
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + NAME);
        }
        try (Connection connection = as("postgres")) {
            Migrations.prepareServer(connection);
            // it may be repeated
            Migrations.prepareServer(connection);
        }
        try (Connection connection = as("nifi_owner")) {
            SourceTables.ensure(connection, FlowTemplates.all()).requireAll();
        }
        administer(Places.masters());
        administer(Filling.SQL);
    }

    static synchronized SecuredDatabase get() {
        try {
            if (only == null) {
                only = new SecuredDatabase();
            }
            return only;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** A session of a login; the server trusts it, passwords are not what is tested here. */
    Connection as(String login) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/%s?user=%s"
                        .formatted(server.getPort(), NAME, login));
    }

    /** As the server's administrator, whom nothing holds for. */
    void administer(String sql) throws SQLException {
        execute("postgres", sql);
    }

    void execute(String login, String sql) throws SQLException {
        try (Connection connection = as(login);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Makes a login that is a member of a group role. */
    void login(String name, String group) throws SQLException {
        administer(
                "do $$ begin if not exists (select from pg_roles where rolname = '%1$s') then create role %1$s login in role %2$s; end if; end $$"
                        .formatted(name, group));
    }

    /** Lets a login see an area, as an administrator of cQube does. */
    void allow(String login, String level, long area) throws SQLException {
        login("area_admin", "cqube_admin");
        execute(
                "area_admin",
                "insert into meta.user_scope (login, level, area_id) values ('%s', '%s', %d) on conflict do nothing"
                        .formatted(login, level, area));
    }

    /** Rows of a query, columns joined by a bar. */
    List<String> rows(String login, String sql) throws SQLException {
        try (Connection connection = as(login)) {
            return rows(connection, sql);
        }
    }

    static List<String> rows(Connection connection, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                StringJoiner row = new StringJoiner("|");
                for (int column = 1; column <= columns; column++) {
                    row.add(String.valueOf(result.getString(column)));
                }
                rows.add(row.toString());
            }
        }
        return rows;
    }
}
