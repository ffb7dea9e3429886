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
import org.apache.nifi.dbcp.DBCPService;
import org.apache.nifi.processor.exception.ProcessException;

/**
 * Connections to PostgreSQL, lent from a pool with autocommit on, and bulk transfer by COPY.
 *
 * <p>NiFi's own pools load their driver in a class loader of their own, where {@code
 * unwrap(PGConnection.class)} fails; hence a pool of ours. {@code getConnection} reports a database
 * that is away as a {@code ProcessException} for which {@link SqlStates#isOutage} is true.
 */
public interface PostgresPool extends DBCPService {

    /**
     * A connection of the role that makes and changes tables, with autocommit on; the pool's own
     * role where no other is set. It is for schema changes alone: what it makes, others may use.
     *
     * @return the caller closes it
     */
    Connection getOwnerConnection() throws ProcessException;

    /**
     * Sends a stream to a {@code COPY ... FROM STDIN}. Either all of it takes effect (as far as the
     * transaction of the connection goes) or none; whatever happens, the copy is ended: after a
     * failure the connection is usable again once rolled back, or the pool has given it up, and
     * every statement on it fails.
     *
     * @param connection one lent by this pool
     * @return number of rows copied
     * @throws SQLException if the server refused, or was lost
     * @throws IOException if the stream could not be read; the copy was cancelled
     */
    long copyIn(Connection connection, String copySql, InputStream data)
            throws SQLException, IOException;

    /**
     * Writes what a {@code COPY ... TO STDOUT} yields to a stream, which stays open. A failure
     * other than the server's own gives up the connection, for what is left may be gigabytes.
     *
     * @param connection one lent by this pool
     * @return number of rows copied
     * @throws SQLException if the server refused, or was lost
     * @throws IOException if the stream could not be written; the connection was given up
     */
    long copyOut(Connection connection, String copySql, OutputStream target)
            throws SQLException, IOException;
}
