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
import java.util.stream.Collectors;
import org.cqube.services.catalog.DataSource;
import org.cqube.services.catalog.DataSourceCatalog;
import org.cqube.services.load.SourceTables;
import org.cqube.services.postgres.PostgresPool;

/**
 * Opens connections to a database whose schema and tables are as the catalog says; it looks again
 * when the catalog changes.
 */
final class SchemaGuard {
    private volatile String ready = "";

    /** A connection; the caller closes it. */
    Connection open(final PostgresPool pool, final DataSourceCatalog catalog) throws SQLException {
        final Collection<DataSource> sources = catalog.all();
        final String wanted = sources.stream().map(DataSource::hash).collect(Collectors.joining());
        final Connection connection = pool.getConnection();
        if (!wanted.equals(ready)) {
            try {
                SourceTables.ensure(connection, sources);
                ready = wanted;
            } catch (final SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        }
        return connection;
    }

    /** Forgets what was seen: the database may be another one now. */
    void reset() {
        ready = "";
    }
}
