/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.processors;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import org.apache.nifi.controller.AbstractControllerService;
import org.apache.nifi.processor.exception.ProcessException;
import org.cqube.services.postgres.PostgresPool;
import org.cqube.services.postgres.StandardPostgresPool;

/** The real pool, whose database can be taken away. */
final class SwitchedPool extends AbstractControllerService implements PostgresPool {
    private final StandardPostgresPool real;
    private final Switch database;

    /** Whether the database is there, for the pools of all its logins. */
    private static final class Switch {
        private volatile ProcessException fault;
        private volatile int lendsLeft = Integer.MAX_VALUE;

        void lend() {
            if (fault != null && lendsLeft-- <= 0) {
                throw new ProcessException(fault.getMessage(), fault.getCause());
            }
        }
    }

    SwitchedPool(final StandardPostgresPool real) {
        this(real, new Switch());
    }

    private SwitchedPool(final StandardPostgresPool real, final Switch database) {
        this.real = real;
        this.database = database;
    }

    /** The same database under another login. */
    SwitchedPool sibling(final StandardPostgresPool other) {
        return new SwitchedPool(other, database);
    }

    /** From now on no connection can be had; the exception is that of a pool for a closed port. */
    void takeAway() {
        takeAwayAfter(0);
    }

    /** The database goes away after so many connections more. */
    void takeAwayAfter(final int lends) {
        database.fault = Away.EXCEPTION;
        database.lendsLeft = lends;
    }

    void mend() {
        database.fault = null;
        database.lendsLeft = Integer.MAX_VALUE;
    }

    @Override
    public Connection getConnection() {
        database.lend();
        return real.getConnection();
    }

    @Override
    public Connection getOwnerConnection() {
        database.lend();
        return real.getOwnerConnection();
    }

    @Override
    public long copyIn(final Connection connection, final String sql, final InputStream data)
            throws SQLException, IOException {
        return real.copyIn(connection, sql, data);
    }

    @Override
    public long copyOut(final Connection connection, final String sql, final OutputStream target)
            throws SQLException, IOException {
        return real.copyOut(connection, sql, target);
    }

    /** What a real pool throws: asked once, since it waits long before it says so. */
    private static final class Away {
        static final ProcessException EXCEPTION = ask();

        private static ProcessException ask() {
            final StandardPostgresPool pool =
                    World.pool("jdbc:postgresql://127.0.0.1:1/none", "nobody");
            try (Connection connection = pool.getConnection()) {
                throw new IllegalStateException("a database answers on port 1: " + connection);
            } catch (final ProcessException e) {
                return e;
            } catch (final SQLException e) {
                throw new IllegalStateException(e);
            } finally {
                pool.onDisabled();
            }
        }
    }
}
