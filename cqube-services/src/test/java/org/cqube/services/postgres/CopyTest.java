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

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.apache.nifi.reporting.InitializationException;
import org.cqube.services.NoProcessor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** After the outline of the driver's own test of COPY: whatever fails, the connection lives on. */
@Timeout(60)
class CopyTest {
    private static final String IN = "COPY copied FROM STDIN (FORMAT csv)";
    private static final String OUT = "COPY copied TO STDOUT (FORMAT csv)";

    @TempDir static Path directory;
    private static Database database;
    private static PostgresPool pool;

    @BeforeAll
    static void start() throws InitializationException {
        database = new Database(directory);
        pool = database.pool(NoProcessor.runner());
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void emptyTable() throws SQLException {
        run("DROP TABLE IF EXISTS copied");
        run("CREATE TABLE copied (id int PRIMARY KEY, name text)");
    }

    private static void run(String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static int count(Connection connection) throws SQLException {
        return number(connection, "SELECT count(*) FROM copied");
    }

    private static void isGivenUp(Connection connection) {
        assertThatThrownBy(() -> count(connection))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("closed");
    }

    private static void isUsableOrGivenUp(Connection connection) {
        if (catchThrowable(() -> count(connection)) != null) {
            isGivenUp(connection);
        }
    }

    private static InputStream csv(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static InputStream failingAfter(String text) {
        InputStream failing =
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("disk is gone");
                    }
                };
        return new SequenceInputStream(csv(text), failing);
    }

    @Test
    void whatWasCopiedInComesOut() throws SQLException, IOException {
        try (Connection connection = pool.getConnection()) {
            assertThat(pool.copyIn(connection, IN, csv("1,नमस्ते\n2,\"a,b\"\n"))).isEqualTo(2);

            ByteArrayOutputStream out = new ByteArrayOutputStream();
            assertThat(pool.copyOut(connection, OUT, out)).isEqualTo(2);
            assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("1,नमस्ते\n2,\"a,b\"\n");
        }
    }

    @Test
    void nothingIsCopiedFromAnEmptyStream() throws SQLException, IOException {
        try (Connection connection = pool.getConnection()) {
            assertThat(pool.copyIn(connection, IN, csv(""))).isZero();
            assertThat(pool.copyOut(connection, OUT, OutputStream.nullOutputStream())).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aStreamThatFailsHalfwayCancelsTheCopy(boolean autoCommit) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(autoCommit);

            assertThatThrownBy(() -> pool.copyIn(connection, IN, failingAfter("1,a\n2,b\n")))
                    .isInstanceOf(IOException.class)
                    .hasMessage("disk is gone");
            if (!autoCommit) {
                connection.rollback();
            }
            assertThat(count(connection)).isZero();
        }
    }

    @Test
    void aRuntimeFailureOfTheStreamCancelsTheCopyToo() throws SQLException {
        InputStream stream =
                new BlockStream(0) {
                    @Override
                    void happen() {
                        throw new IllegalStateException("claim is gone");
                    }
                };
        try (Connection connection = pool.getConnection()) {
            assertThatThrownBy(() -> pool.copyIn(connection, IN, stream))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(count(connection)).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                "COPY no_such_table FROM STDIN",
                "COPY copied TO STDOUT",
                "no sql at all"
            })
    void aStatementThatTakesNoDataLeavesNothingLocked(String sql) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            Throwable fault = catchThrowable(() -> pool.copyIn(connection, sql, csv("1,a\n")));

            assertThat(fault).isInstanceOf(SQLException.class);
            assertThat(connection).satisfies(CopyTest::isUsableOrGivenUp);
        }
        run("ALTER TABLE copied ADD COLUMN more text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT 1", "COPY no_such_table TO STDOUT", "COPY copied FROM STDIN"})
    void aStatementThatGivesNoDataLeavesNothingLocked(String sql) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            assertThatThrownBy(() -> pool.copyOut(connection, sql, OutputStream.nullOutputStream()))
                    .isInstanceOf(SQLException.class);
            assertThat(connection).satisfies(CopyTest::isUsableOrGivenUp);
        }
        run("ALTER TABLE copied ADD COLUMN more text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"one,a\n", "1,a,too many\n", "1,a\n1,again\n"})
    void dataThatTheServerRefusesIsAFaultWithItsState(String text) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            Throwable fault = catchThrowable(() -> pool.copyIn(connection, IN, csv(text)));

            assertThat(fault).isInstanceOf(SQLException.class);
            assertThat(((SQLException) fault).getSQLState()).startsWith("2");
            assertThat(SqlStates.isOutage(fault)).isFalse();
            assertThat(count(connection)).isZero();
        }
    }

    @Test
    void aRollbackTakesTheCopiedRowsBack() throws SQLException, IOException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            pool.copyIn(connection, IN, csv("1,a\n"));
            connection.rollback();
            assertThat(count(connection)).isZero();
        }
    }

    @Test
    void aFailedCopyGivesItsLocksBackOnRollback() throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            assertThatThrownBy(() -> pool.copyIn(connection, IN, failingAfter("1,a\n")))
                    .isInstanceOf(IOException.class);
            connection.rollback();
            // on another connection, and within the time-out of this test
            run("ALTER TABLE copied ADD COLUMN more text");
            assertThat(count(connection)).isZero();
        }
    }

    @Test
    void aTargetThatFailsEndsTheCopyAndTheConnection() throws SQLException {
        run("INSERT INTO copied SELECT i, repeat('x', 1000) FROM generate_series(1, 20000) i");
        OutputStream target =
                new OutputStream() {
                    @Override
                    public void write(int value) throws IOException {
                        throw new IOException("disk is full");
                    }
                };
        try (Connection connection = pool.getConnection()) {
            assertThatThrownBy(() -> pool.copyOut(connection, OUT, target))
                    .isInstanceOf(IOException.class)
                    .hasMessage("disk is full");
            assertThat(connection).satisfies(CopyTest::isGivenUp);
        }
        try (Connection connection = pool.getConnection()) {
            assertThat(count(connection)).isEqualTo(20_000);
        }
        run("ALTER TABLE copied ADD COLUMN more text");
    }

    @Test
    void aBackendThatIsTerminatedInTheMiddleOfACopyIsAnOutage() throws SQLException {
        try (Connection connection = pool.getConnection()) {
            int backend = number(connection, "SELECT pg_backend_pid()");
            InputStream killing =
                    new BlockStream(1 << 20) {
                        @Override
                        void happen() throws IOException {
                            try {
                                run("SELECT pg_terminate_backend(%d, 5000)".formatted(backend));
                            } catch (SQLException e) {
                                throw new IOException(e);
                            }
                        }
                    };
            Throwable fault =
                    catchThrowable(
                            () ->
                                    pool.copyIn(
                                            connection, "COPY copied (name) FROM STDIN", killing));

            assertThat(fault).isInstanceOf(SQLException.class);
            assertThat(SqlStates.isOutage(fault)).as(String.valueOf(fault)).isTrue();
            assertThat(connection).satisfies(CopyTest::isGivenUp);
        }
        try (Connection connection = pool.getConnection()) {
            assertThat(count(connection)).isZero();
        }
    }

    @Test
    void aNetworkThatDiesInTheMiddleOfACopyDoesNotHangIt() throws Exception {
        try (Relay relay = new Relay(database.port());
                Connection connection =
                        new PoolSettings("dying", relay.url(), "postgres", null, 1)
                                .dataSource()
                                .getConnection()) {
            InputStream endless =
                    new BlockStream(1 << 20) {
                        @Override
                        void happen() {
                            relay.cut();
                        }
                    };
            Throwable fault = catchThrowable(() -> pool.copyIn(connection, IN, endless));

            assertThat(fault).isInstanceOf(SQLException.class);
            assertThat(SqlStates.isOutage(fault)).as(String.valueOf(fault)).isTrue();
            assertThat(connection.isClosed()).isTrue();
        }
    }

    @Test
    void aNetworkThatFallsSilentInTheMiddleOfACopyDoesNotHangIt() throws Exception {
        try (Relay relay = new Relay(database.port());
                Connection connection =
                        new PoolSettings(
                                        "silent",
                                        relay.url() + "?socketTimeout=2",
                                        "postgres",
                                        null,
                                        1)
                                .dataSource()
                                .getConnection()) {
            InputStream thenSilence =
                    new SequenceInputStream(
                            csv("1,a\n"),
                            new InputStream() {
                                @Override
                                public int read() {
                                    relay.silence();
                                    return -1;
                                }
                            });
            Throwable fault = catchThrowable(() -> pool.copyIn(connection, IN, thenSilence));

            assertThat(fault).isInstanceOf(SQLException.class);
            assertThat(SqlStates.isOutage(fault)).as(String.valueOf(fault)).isTrue();
            assertThat(connection.isClosed()).isTrue();
        }
    }
}
