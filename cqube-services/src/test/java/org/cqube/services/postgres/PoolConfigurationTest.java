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
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.nifi.components.ConfigVerificationResult;
import org.apache.nifi.reporting.InitializationException;
import org.apache.nifi.util.TestRunner;
import org.cqube.services.NoProcessor;
import org.cqube.services.Verification;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoolConfigurationTest {
    @TempDir static Path directory;
    private static Database database;

    @BeforeAll
    static void start() {
        database = new Database(directory);
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    private static List<ConfigVerificationResult> verify(String property, String value) {
        Map<String, String> properties = new HashMap<>(database.properties());
        properties.put(property, value);
        return Verification.verify(new StandardPostgresPool(), properties, Map.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Database URL; jdbc:postgresql://db.example.org:5432/cqube; true",
                "Database URL; jdbc:postgresql://a:5432,b:5432/cqube?targetServerType=primary; true",
                "Database URL; jdbc:postgresql://db/cqube?sslmode=require; true",
                "Database URL; jdbc:mysql://db/cqube; false",
                "Database URL; db.example.org; false",
                "Database URL; ''; false",
                "Database URL; jdbc:postgresql://db:port/cqube; false",
                "Database URL; jdbc:postgresql://db/cqube?password=secret; false",
                "Database URL; jdbc:postgresql://db/cqube?user=me; false",
                "Database User; ' '; false",
                "Database Password; ''; true",
                "Maximum Connections; 1; true",
                "Maximum Connections; 0; false",
                "Maximum Connections; many; false"
            })
    void eachPropertyIsChecked(String property, String value, boolean valid)
            throws InitializationException {
        TestRunner runner = NoProcessor.runner();
        StandardPostgresPool pool = new StandardPostgresPool();
        runner.addControllerService("pool", pool, database.properties());
        runner.setProperty(pool, property, value);

        if (valid) {
            runner.assertValid(pool);
        } else {
            runner.assertNotValid(pool);
        }
    }

    @Test
    void thePasswordIsSensitiveAndNotPrinted() {
        PoolSettings settings =
                new PoolSettings("pool", "jdbc:postgresql://h/d", "user", "top-secret", 1);

        assertThat(StandardPostgresPool.DATABASE_PASSWORD.isSensitive()).isTrue();
        assertThat(settings.toString()).doesNotContain("top-secret");
    }

    @Test
    void verificationOfAGoodDatabaseIsGoodInEachStep() {
        assertThat(Verification.outcomes(verify("Maximum Connections", "2")))
                .isEqualTo(
                        Map.of(
                                PoolVerification.CONNECT, SUCCESSFUL,
                                PoolVerification.VERSION, SUCCESSFUL,
                                PoolVerification.PRIVILEGES, SUCCESSFUL));
    }

    @ParameterizedTest
    @CsvSource({
        "Database User, nobody, unknown or the password wrong",
        "Database URL, jdbc:postgresql://127.0.0.1:1/postgres, does not answer"
    })
    void verificationNamesWhatKeepsItFromConnecting(String property, String value, String said) {
        List<ConfigVerificationResult> results = verify(property, value);

        assertThat(Verification.outcomes(results))
                .isEqualTo(
                        Map.of(
                                PoolVerification.CONNECT, FAILED,
                                PoolVerification.VERSION, SKIPPED,
                                PoolVerification.PRIVILEGES, SKIPPED));
        assertThat(Verification.explanation(results, PoolVerification.CONNECT)).contains(said);
    }

    @Test
    void verificationNamesADatabaseThatIsMissing() {
        List<ConfigVerificationResult> results =
                verify("Database URL", database.url().replace("/postgres", "/no_such"));

        assertThat(Verification.explanation(results, PoolVerification.CONNECT))
                .contains("does not exist; create it");
    }

    @Test
    void verificationNamesTheSchemasThatTheUserMayNotUse() throws Exception {
        StandardPostgresPool pool = database.pool(NoProcessor.runner());
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE reader LOGIN");
            statement.execute("CREATE SCHEMA fact");
            statement.execute("GRANT USAGE, CREATE ON SCHEMA fact TO reader");
        }
        List<ConfigVerificationResult> results = verify("Database User", "reader");

        assertThat(Verification.outcomes(results))
                .containsEntry(PoolVerification.CONNECT, SUCCESSFUL)
                .containsEntry(PoolVerification.PRIVILEGES, FAILED);
        assertThat(Verification.explanation(results, PoolVerification.PRIVILEGES))
                .contains("agg, config, master, meta, pub, stage")
                .doesNotContain("fact");
    }
}
