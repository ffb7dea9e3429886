/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Tells the planner about tables that the current transaction changed much. Autovacuum does so a
 * minute after the commit, and a query that comes before may take a thousand times as long. Only
 * the owner of a table may, hence a function of the database.
 */
public final class FreshStatistics {
    private FreshStatistics() {}

    /** Analyzes what the transaction that is open changed; call it last in the transaction. */
    public static void gather(final Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select meta.gather_statistics()");
        }
    }
}
