/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.apache.nifi.controller.AbstractControllerService;
import org.apache.nifi.processor.exception.ProcessException;
import org.cqube.services.postgres.PostgresPool;
import org.postgresql.PGConnection;

/**
 * Connections of an embedded server without NiFi around them. What the flow's own pool adds,
 * lending and giving up connections, is no part of a load.
 */
final class DirectPool extends AbstractControllerService implements PostgresPool {

    private static final int BUFFER_BYTES = 64 << 10;

    private final DataSource server;

    DirectPool(DataSource server) {
        this.server = server;
    }

    @Override
    public Connection getConnection() throws ProcessException {
        try {
            return server.getConnection();
        } catch (SQLException e) {
            throw new ProcessException("No connection to PostgreSQL: " + e.getMessage(), e);
        }
    }

    @Override
    public Connection getOwnerConnection() throws ProcessException {
        return getConnection();
    }

    @Override
    public long copyIn(Connection connection, String copySql, InputStream data)
            throws SQLException, IOException {
        return connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn(copySql, data, BUFFER_BYTES);
    }

    @Override
    public long copyOut(Connection connection, String copySql, OutputStream target)
            throws SQLException, IOException {
        return connection.unwrap(PGConnection.class).getCopyAPI().copyOut(copySql, target);
    }
}
