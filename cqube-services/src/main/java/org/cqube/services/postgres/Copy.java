/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOperation;
import org.postgresql.copy.CopyOut;
import org.postgresql.util.PSQLException;

/**
 * COPY in both directions, with one promise: however it goes, the connection is not left inside a
 * copy, where every later statement would wait for ever.
 */
final class Copy {
    private static final int BUFFER_BYTES = 64 << 10;

    private final Connection connection;
    private final HangUp hangUp;

    /** Gives up a connection in unknown state, so that nobody meets it again. */
    interface HangUp {
        void hangUp(Connection connection) throws SQLException;
    }

    Copy(Connection connection, HangUp hangUp) {
        this.connection = connection;
        this.hangUp = hangUp;
    }

    long in(String sql, InputStream data) throws SQLException, IOException {
        CopyIn copy = start(() -> manager().copyIn(sql));
        try {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int count = data.read(buffer); count >= 0; count = data.read(buffer)) {
                copy.writeToCopy(buffer, 0, count);
            }
            return copy.endCopy();
        } catch (SQLException | IOException | RuntimeException | Error e) {
            if (copy.isActive()) {
                cancel(copy, e);
            }
            if (copy.isActive() || (e instanceof SQLException fault && !saidByServer(fault))) {
                hangUp(e);
            }
            throw e;
        }
    }

    long out(String sql, OutputStream target) throws SQLException, IOException {
        CopyOut copy = start(() -> manager().copyOut(sql));
        try {
            for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
                target.write(row);
            }
            return copy.getHandledRowCount();
        } catch (SQLException | IOException | RuntimeException | Error e) {
            // No cancelling here: it travels on a connection of its own, and may arrive when this
            // copy is over and the next statement runs. The rest may be too long to read it off.
            if (copy.isActive() || (e instanceof SQLException fault && !saidByServer(fault))) {
                hangUp(e);
            }
            throw e;
        }
    }

    private CopyManager manager() throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }

    private interface Starting<T extends CopyOperation> {
        T start() throws SQLException;
    }

    /**
     * A statement that is no copy, or one the other way round, leaves the driver in the middle of
     * an answer that it does not understand.
     */
    private <T extends CopyOperation> T start(Starting<T> starting) throws SQLException {
        try {
            return starting.start();
        } catch (SQLException e) {
            if (!saidByServer(e)) {
                hangUp(e);
            }
            throw e;
        }
    }

    /** After an error of the server's own, driver and server agree where they are. */
    private static boolean saidByServer(SQLException failure) {
        return failure instanceof PSQLException said && said.getServerErrorMessage() != null;
    }

    private static void cancel(CopyOperation copy, Throwable failure) {
        try {
            copy.cancelCopy();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    private void hangUp(Throwable failure) {
        try {
            hangUp.hangUp(connection);
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }
}
