/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.backend;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import org.cqube.runtime.state.Secrets;
import org.cqube.services.ledger.Migrations;

/**
 * Users and passwords of the embedded PostgreSQL. A new cluster trusts loopback until its passwords
 * are set; so does one whose passwords are not those of {@code runtime.json} any more.
 *
 * @param files cluster directory
 * @param secrets the passwords to be
 */
record DatabaseAccess(Path files, Secrets secrets) {

    /** Name of the pipeline's database and of the user that owns it. */
    static final String DATABASE = "cqube";

    /** The logins of the flow. */
    private static final List<String> FLOW =
            List.of("nifi_owner", "nifi_load", "nifi_aggregate", "nifi_publish");

    /** File of the cluster directory, last written: which passwords it was secured with. */
    static final String SECURED = "cqube.secured";

    private static final String RULES =
            """
            host all all 127.0.0.1/32 %1$s
            host all all ::1/128 %1$s
            """;

    /** Before the server starts. */
    void prepare() throws IOException {
        writeRules(secured() ? "scram-sha-256" : "trust");
    }

    /** After the server has started. */
    void secure(EmbeddedPostgres server) throws SQLException, IOException {
        if (secured()) {
            return;
        }
        try (Connection connection = server.getPostgresDatabase().getConnection()) {
            if (!exists(connection, "select 1 from pg_database where datname = ?")) {
                execute(connection, "create database " + DATABASE);
            }
        }
        try (Connection connection = server.getDatabase("postgres", DATABASE).getConnection()) {
            Migrations.prepareServer(connection);
            makeOwner(connection);
            password(connection, DATABASE, secrets.databasePassword());
            for (String login : FLOW) {
                password(connection, login, secrets.flowPassword());
            }
            password(connection, "postgres", secrets.superuserPassword());
            writeRules("scram-sha-256");
            execute(connection, "select pg_reload_conf()");
        }
        Files.writeString(files.resolve(SECURED), fingerprint());
    }

    /** The user of {@code ./cqube sql}: an owner without limits. */
    private static void makeOwner(Connection connection) throws SQLException {
        if (exists(connection, "select 1 from pg_roles where rolname = ?")) {
            execute(connection, "reassign owned by " + DATABASE + " to cqube_owner");
        } else {
            execute(connection, "create role " + DATABASE + " login");
        }
        execute(connection, "grant cqube_owner to " + DATABASE);
        for (String setting :
                List.of(
                        "role = cqube_owner",
                        "statement_timeout = 0",
                        "idle_in_transaction_session_timeout = 0",
                        "idle_session_timeout = 0")) {
            execute(connection, "alter role " + DATABASE + " set " + setting);
        }
    }

    private boolean secured() throws IOException {
        Path mark = files.resolve(SECURED);
        return Files.exists(mark) && Files.readString(mark).equals(fingerprint());
    }

    private void writeRules(String method) throws IOException {
        Files.writeString(files.resolve("pg_hba.conf"), RULES.formatted(method));
    }

    private static boolean exists(Connection connection, String query) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, DATABASE);
            try (ResultSet result = statement.executeQuery()) {
                return result.next();
            }
        }
    }

    /** Neither value can hold a quote: names are constants, passwords are hexadecimal. */
    private static void password(Connection connection, String user, String password)
            throws SQLException {
        execute(connection, "alter role " + user + " password '" + password + "'");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String fingerprint() {
        try {
            byte[] all =
                    String.join(
                                    ":",
                                    secrets.superuserPassword(),
                                    secrets.databasePassword(),
                                    secrets.flowPassword())
                            .getBytes(StandardCharsets.US_ASCII);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(all));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
