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
import org.postgresql.copy.CopyOperation;
import org.postgresql.copy.CopyOut;

/**
 * COPY in both directions, with one promise: however it goes, the connection is not left inside a
 * copy, where every later statement would wait for ever.
 */
final class Copy {
    private static final int BUFFER_BYTES = 64 << 10;

    private Copy() {}

    static long in(Connection connection, String sql, InputStream data)
            throws SQLException, IOException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        try {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int count = data.read(buffer); count >= 0; count = data.read(buffer)) {
                copy.writeToCopy(buffer, 0, count);
            }
            return copy.endCopy();
        } catch (SQLException | IOException | RuntimeException | Error e) {
            end(connection, copy, e);
            throw e;
        }
    }

    static long out(Connection connection, String sql, OutputStream target)
            throws SQLException, IOException {
        CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql);
        try {
            for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
                target.write(row);
            }
            return copy.getHandledRowCount();
        } catch (SQLException | IOException | RuntimeException | Error e) {
            end(connection, copy, e);
            throw e;
        }
    }

    private static void end(Connection connection, CopyOperation copy, Throwable failure) {
        if (!copy.isActive()) {
            return;
        }
        try {
            copy.cancelCopy();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
        if (copy.isActive()) {
            // The server does not end it either: no way back to a known state but to hang up.
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                failure.addSuppressed(e);
            }
        }
    }
}
