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

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.apache.nifi.processor.exception.ProcessException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlStatesTest {

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "08006, connection lost, true",
        "08001, no connection, true",
        "53100, disk full, true",
        "53300, too many connections, true",
        "57P01, shut down, true",
        "57P03, starting up, true",
        "57014, one statement was cancelled, false",
        "23505, duplicate, false",
        "22P02, not a number, false",
        "42P01, no such table, false",
        "40001, serialisation, false",
        "28P01, wrong password, false"
    })
    void classesOfStatesAreOutagesOrNot(String state, String meaning, boolean outage) {
        assertThat(SqlStates.isOutage(new SQLException(meaning, state))).isEqualTo(outage);
    }

    @Test
    void causesAndChainedExceptionsAreLookedAt() {
        SQLException down = new SQLException("down", "57P01");
        SQLException chained = new SQLException("first", "22000");
        chained.setNextException(new BatchUpdateException("batch", "22000", new int[0]));
        chained.getNextException().initCause(down);

        assertThat(SqlStates.isOutage(new ProcessException("no connection", down))).isTrue();
        assertThat(SqlStates.isOutage(new IllegalStateException(chained))).isTrue();
    }

    @Test
    void aLostConnectionWithoutStateIsAnOutage() {
        assertThat(SqlStates.isOutage(new SQLException("io", new SocketTimeoutException())))
                .isTrue();
        assertThat(SqlStates.isOutage(new SQLTransientConnectionException("no connection")))
                .isTrue();
    }

    @Test
    void aFaultOutsideTheDatabaseIsNone() {
        assertThat(SqlStates.isOutage(new IOException("local disk"))).isFalse();
        assertThat(SqlStates.isOutage(new SQLException("plain"))).isFalse();
    }

    @Test
    void aChainThatBitesItsTailEnds() {
        SQLException first = new SQLException("first", "22000");
        SQLException second = new SQLException("second", "22000", first);
        first.initCause(second);

        assertThat(SqlStates.isOutage(first)).isFalse();
    }
}
