/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.config;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.cqube.engines.contract.FieldSetting;

/**
 * What the state has configured.
 *
 * @param version another one after every change
 * @param settings by source, base name of the file, name of the field
 */
record ActiveConfiguration(
        String version, Map<String, Map<String, Map<String, FieldSetting>>> settings) {

    private static final String UNTOUCHED = "";

    /** The version in force; the shortest possible query, for every piece of work asks it. */
    static String version(final Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select version from config.version")) {
            return row.next() ? row.getString(1) : UNTOUCHED;
        }
    }

    /**
     * Reads all. A change meanwhile may be seen already under the version before it: it is read
     * again then.
     */
    static ActiveConfiguration read(final Connection connection) throws SQLException {
        final String version = version(connection);
        final Map<String, Map<String, Map<String, FieldSetting>>> settings = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select source, file, field, state_column, active, encoding from config.field")) {
            while (row.next()) {
                settings.computeIfAbsent(row.getString(1), source -> new HashMap<>())
                        .computeIfAbsent(row.getString(2), file -> new HashMap<>())
                        .put(
                                row.getString(3),
                                new FieldSetting(
                                        row.getString(4), row.getBoolean(5), row.getString(6)));
            }
        }
        return new ActiveConfiguration(version, settings);
    }

    Map<String, Map<String, FieldSetting>> of(final String source) {
        return settings.getOrDefault(source, Map.of());
    }
}
