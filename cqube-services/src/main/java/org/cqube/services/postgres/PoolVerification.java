/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.postgres;

import static org.apache.nifi.components.ConfigVerificationResult.Outcome.FAILED;
import static org.apache.nifi.components.ConfigVerificationResult.Outcome.SKIPPED;
import static org.apache.nifi.components.ConfigVerificationResult.Outcome.SUCCESSFUL;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.apache.nifi.components.ConfigVerificationResult;
import org.apache.nifi.components.ConfigVerificationResult.Outcome;

/** Looks whether proposed settings work, over one connection of its own; changes nothing. */
final class PoolVerification {
    static final String CONNECT = "Connect";
    static final String VERSION = "Server version";
    static final String PRIVILEGES = "Privileges";

    private static final int MINIMUM_VERSION = 14;

    /** One row for each schema that cQube needs and that the owner can neither use nor create. */
    private static final String MISSING =
            """
            SELECT needed.name
              FROM unnest(ARRAY['meta', 'config', 'master', 'stage', 'fact', 'agg', 'pub']) AS needed(name)
              LEFT JOIN pg_namespace ON nspname = needed.name
             WHERE CASE WHEN nspname IS NULL
                        THEN NOT has_database_privilege(current_database(), 'CREATE')
                        ELSE NOT has_schema_privilege(nspname, 'CREATE, USAGE') END
             ORDER BY 1
            """;

    private PoolVerification() {}

    /**
     * @param settings of the login that works
     * @param owner of the login that makes tables, perhaps the same
     */
    static List<ConfigVerificationResult> verify(PoolSettings settings, PoolSettings owner) {
        List<ConfigVerificationResult> steps = new ArrayList<>();
        try (Connection connection = settings.dataSource().getConnection()) {
            steps.add(
                    step(
                            CONNECT,
                            SUCCESSFUL,
                            "Connected to database %s as %s."
                                    .formatted(connection.getCatalog(), settings.user())));
            steps.add(version(connection));
        } catch (SQLException e) {
            if (steps.isEmpty()) {
                steps.add(step(CONNECT, FAILED, explain(e)));
                steps.add(step(VERSION, SKIPPED, "There is no connection."));
                steps.add(step(PRIVILEGES, SKIPPED, "There is no connection."));
                return steps;
            }
            steps.add(step(VERSION, FAILED, explain(e)));
        }
        try (Connection connection = owner.dataSource().getConnection()) {
            steps.add(privileges(connection));
        } catch (SQLException e) {
            steps.add(
                    step(
                            PRIVILEGES,
                            FAILED,
                            "%s, who makes the tables: %s".formatted(owner.user(), explain(e))));
        }
        return steps;
    }

    private static ConfigVerificationResult version(Connection connection) throws SQLException {
        int found = connection.getMetaData().getDatabaseMajorVersion();
        return found >= MINIMUM_VERSION
                ? step(VERSION, SUCCESSFUL, "PostgreSQL %d.".formatted(found))
                : step(
                        VERSION,
                        FAILED,
                        "PostgreSQL %d is too old; cQube needs %d or newer."
                                .formatted(found, MINIMUM_VERSION));
    }

    private static ConfigVerificationResult privileges(Connection connection) throws SQLException {
        List<String> missing = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(MISSING)) {
            while (rows.next()) {
                missing.add(rows.getString(1));
            }
        }
        return missing.isEmpty()
                ? step(PRIVILEGES, SUCCESSFUL, "All schemas are there or can be created.")
                : step(
                        PRIVILEGES,
                        FAILED,
                        ("No right to create tables in, or to create, the schemas %s. Grant CREATE"
                                        + " on the database, or USAGE and CREATE on the schemas.")
                                .formatted(String.join(", ", missing)));
    }

    private static String explain(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        String what =
                switch (state) {
                    case "28P01", "28000" -> "The user is unknown or the password wrong. ";
                    case "3D000" -> "The database does not exist; create it. ";
                    default ->
                            SqlStates.isOutage(e)
                                    ? "The database does not answer; check host, port and firewall. "
                                    : "";
                };
        return "%s%s (SQLSTATE %s)".formatted(what, e.getMessage(), state);
    }

    private static ConfigVerificationResult step(String name, Outcome outcome, String text) {
        return new ConfigVerificationResult.Builder()
                .verificationStepName(name)
                .outcome(outcome)
                .explanation(text)
                .build();
    }
}
