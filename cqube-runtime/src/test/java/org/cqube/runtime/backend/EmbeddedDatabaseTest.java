/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.cqube.runtime.state.Ports;
import org.cqube.runtime.state.Secrets;
import org.cqube.runtime.state.StateDirectory;
import org.cqube.services.ledger.Migrations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The logins of the embedded database, at its first start and after its passwords have changed. */
class EmbeddedDatabaseTest {

    @TempDir Path root;

    private final int port = Ports.free().database();

    @Test
    void theFlowHasItsLoginsAndTheOwnerOwnsEverything() throws Exception {
        StateDirectory directory = new StateDirectory(root.resolve("state"));
        directory.create();
        Secrets first = Secrets.random();
        try (EmbeddedDatabase server = EmbeddedDatabase.start(directory, port, first)) {
            assertThat(server).isNotNull();
            assertThat(ask("cqube", first.databasePassword(), "select current_user"))
                    .isEqualTo("cqube_owner");
            for (String login : List.of("nifi_load", "nifi_aggregate", "nifi_publish")) {
                assertThat(ask(login, first.flowPassword(), "select current_user"))
                        .isEqualTo(login);
            }
            try (Connection connection = connect("cqube", first.databasePassword())) {
                Migrations.apply(connection);
            }
            assertThat(
                            ask(
                                    "nifi_owner",
                                    first.flowPassword(),
                                    "select string_agg(distinct tableowner, ',') from pg_tables where schemaname = 'meta'"))
                    .isEqualTo("cqube_owner");
            assertThatThrownBy(() -> connect("nifi_load", "wrong"))
                    .hasMessageContaining("password");
        }
        Secrets changed = Secrets.random();
        try (EmbeddedDatabase server = EmbeddedDatabase.start(directory, port, changed)) {
            assertThat(server).isNotNull();
            assertThat(ask("nifi_load", changed.flowPassword(), "select 1")).isEqualTo("1");
            assertThatThrownBy(() -> connect("nifi_load", first.flowPassword()))
                    .hasMessageContaining("password");
        }
        assertThat(Files.readString(directory.databaseFiles().resolve("pg_hba.conf")))
                .doesNotContain("trust");
    }

    private String ask(String user, String password, String sql) throws SQLException {
        try (Connection connection = connect(user, password);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private Connection connect(String user, String password) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/cqube", user, password);
    }
}
