/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.operation;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.cqube.runtime.state.RuntimeState;
import org.postgresql.Driver;

/**
 * The pipeline's database.
 *
 * @param url JDBC URL
 * @param user owner of the database
 * @param password of that user
 */
public record Database(String url, String user, String password) {

    /** Name of the pipeline's database and of the user that owns it. */
    private static final String NAME = "cqube";

    public static Database of(RuntimeState state) {
        return new Database(
                "jdbc:postgresql://127.0.0.1:" + state.ports().database() + "/" + NAME,
                NAME,
                state.secrets().databasePassword());
    }

    public Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("ApplicationName", "cqube");
        return new Driver().connect(url, properties);
    }

    /** Whether it takes connections now. */
    public boolean answers() {
        try (Connection connection = connect()) {
            return connection.isValid(10);
        } catch (SQLException away) {
            return false;
        }
    }

    /** Never the password. */
    @Override
    public String toString() {
        return url;
    }
}
