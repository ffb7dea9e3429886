/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.processors;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cqube.services.catalog.DataSource;
import org.cqube.services.catalog.DataSourceCatalog;
import org.cqube.services.load.ReadySources;
import org.cqube.services.load.SourceTables;
import org.cqube.services.postgres.PostgresPool;

/**
 * Opens connections to a database whose schema and tables are as catalog and configuration say; it
 * looks again when one of them changes. What it gives as a source is the contract in force.
 */
final class SchemaGuard {
    private volatile Ready ready;
    private volatile boolean trusted;

    /**
     * @param catalog hashes of the sources that were seen
     * @param sources these sources as they are in force, with their tables
     */
    private record Ready(String catalog, ReadySources sources) {}

    /** A connection; the caller closes it. */
    Connection open(final PostgresPool pool, final DataSourceCatalog catalog) throws SQLException {
        final Collection<DataSource> sources = catalog.all();
        final String wanted = sources.stream().map(DataSource::hash).collect(Collectors.joining());
        final Connection connection = pool.getConnection();
        try {
            final Ready seen = ready;
            if (seen == null
                    || !trusted
                    || !wanted.equals(seen.catalog())
                    || !seen.sources().configured().isCurrent(connection)) {
                ready = new Ready(wanted, sources(pool, connection, sources));
                trusted = true;
            }
            return connection;
        } catch (final SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** Makes tables only if some are missing: that takes the owner's connection. */
    private static ReadySources sources(
            final PostgresPool pool,
            final Connection connection,
            final Collection<DataSource> sources)
            throws SQLException {
        final Optional<ReadySources> found = SourceTables.find(connection, sources);
        if (found.isPresent()) {
            return found.get();
        }
        try (Connection owner = pool.getOwnerConnection()) {
            return SourceTables.ensure(owner, sources);
        }
    }

    /**
     * A source as it was in force when a connection was opened last.
     *
     * @throws SQLException if its tables could not be made
     */
    Optional<DataSource> source(final String name) throws SQLException {
        final Ready seen = ready;
        return seen == null ? Optional.empty() : seen.sources().source(name);
    }

    /**
     * Looks again at the next opening: the database may be another one now. Work that is under way
     * goes on with the sources that it began with.
     */
    void reset() {
        trusted = false;
    }
}
