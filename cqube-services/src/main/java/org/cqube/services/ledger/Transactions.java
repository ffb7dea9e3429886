/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.ledger;

import java.sql.Connection;
import java.sql.SQLException;

/** Runs work in one transaction, and gives the connection back as it was. */
public final class Transactions {
    /** Work that uses a connection. */
    @FunctionalInterface
    public interface Work<T, E extends Exception> {
        T run() throws SQLException, E;
    }

    private Transactions() {}

    /**
     * Commits what the work did, or rolls all of it back when it throws.
     *
     * @throws SQLException when the database fails; the work's own exception passes through
     */
    public static <T, E extends Exception> T inTransaction(
            final Connection connection, final Work<T, E> work) throws SQLException, E {
        final boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        boolean committed = false;
        try {
            final T result = work.run();
            connection.commit();
            committed = true;
            return result;
        } finally {
            if (!committed) {
                rollBackQuietly(connection);
            }
            if (!connection.isClosed()) {
                connection.setAutoCommit(autoCommit);
            }
        }
    }

    /** Shows what the work would do: rolls it back, however it ends. */
    public static <T, E extends Exception> T rolledBack(
            final Connection connection, final Work<T, E> work) throws SQLException, E {
        final boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try {
            return work.run();
        } finally {
            rollBackQuietly(connection);
            if (!connection.isClosed()) {
                connection.setAutoCommit(autoCommit);
            }
        }
    }

    /** The exception under way says more than a failing rollback of a connection that is gone. */
    private static void rollBackQuietly(final Connection connection) throws SQLException {
        if (!connection.isClosed()) {
            try {
                connection.rollback();
            } catch (final SQLException e) {
                connection.abort(Runnable::run);
            }
        }
    }
}
