/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.nifi.processor.exception.ProcessException;
import org.apache.nifi.util.TestRunner;
import org.cqube.services.NoProcessor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

@Timeout(120)
class StandardPostgresPoolTest {
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

    private static String query(PostgresPool pool, String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Test
    void connectionsCommitByThemselvesNameThemselvesAndUnwrap() throws Exception {
        StandardPostgresPool pool = database.pool(NoProcessor.runner());

        assertThat(query(pool, "SHOW application_name")).isEqualTo("cqube-nifi");
        try (Connection connection = pool.getConnection()) {
            assertThat(connection.getAutoCommit()).isTrue();
            assertThat(connection.unwrap(PGConnection.class)).isNotNull();
            connection.setAutoCommit(false);
        }
        try (Connection connection = pool.getConnection()) {
            assertThat(connection.getAutoCommit()).as("reset when given back").isTrue();
        }
    }

    @Test
    void aDisabledPoolSaysSoAndGivesUpItsConnections() throws Exception {
        TestRunner runner = NoProcessor.runner();
        StandardPostgresPool pool = database.pool(runner);
        Connection lent = pool.getConnection();
        PGConnection inner = lent.unwrap(PGConnection.class);
        lent.close();
        runner.disableControllerService(pool);

        await().atMost(Duration.ofSeconds(10)).until(((Connection) inner)::isClosed);
        assertThatThrownBy(pool::getConnection)
                .isInstanceOf(ProcessException.class)
                .hasMessageContaining("disabled");
    }

    @Test
    void aDatabaseThatIsAwayIsWaitedForAndUsedAgain(@TempDir Path own) throws Exception {
        try (Database late = new Database(own)) {
            late.stop();
            StandardPostgresPool pool = late.pool(NoProcessor.runner());
            Throwable away = catchThrowable(pool::getConnection);
            assertThat(away).isInstanceOf(ProcessException.class);
            assertThat(SqlStates.isOutage(away)).isTrue();

            late.start();
            assertThat(query(pool, "SELECT 1")).isEqualTo("1");

            late.stop();
            late.start();
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .until(() -> query(pool, "SELECT 2").equals("2"));
        }
    }

    @Test
    void oneCallerAtATimeWaitsForADatabaseThatIsAway(@TempDir Path own) throws Exception {
        try (Database late = new Database(own);
                ExecutorService callers = Executors.newFixedThreadPool(5)) {
            late.stop();
            StandardPostgresPool pool = late.pool(NoProcessor.runner());
            assertThat(catchThrowable(pool::getConnection)).isInstanceOf(ProcessException.class);

            CountDownLatch first = new CountDownLatch(4);
            List<Future<Throwable>> answers = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                answers.add(
                        callers.submit(
                                () -> {
                                    Throwable answer = catchThrowable(() -> pool.getConnection());
                                    first.countDown();
                                    return answer;
                                }));
            }
            first.await();
            assertThat(answers).as("the fifth waits").filteredOn(Future::isDone).hasSizeLessThan(5);
            for (Future<Throwable> answer : answers) {
                assertThat(answer.get()).isInstanceOf(ProcessException.class);
                assertThat(SqlStates.isOutage(answer.get())).isTrue();
            }

            late.start();
            assertThat(query(pool, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void aPoolThatIsUsedUpSaysSoInsteadOfWaitingForEver() throws Exception {
        StandardPostgresPool pool = database.pool(NoProcessor.runner());
        List<Connection> held = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                held.add(pool.getConnection());
            }
            assertThatThrownBy(pool::getConnection).isInstanceOf(ProcessException.class);
        } finally {
            for (Connection connection : held) {
                connection.close();
            }
        }
        assertThat(query(pool, "SELECT 3")).isEqualTo("3");
    }
}
