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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells the planner about tables that the current transaction changed much. Autovacuum does so a
 * minute after the commit, and a query that comes before may take a thousand times as long.
 */
public final class FreshStatistics {
    private static final String CHANGED =
            """
            select format('%I.%I', x.schemaname, x.relname)
              from pg_stat_xact_user_tables as x
              join pg_class as c on c.oid = x.relid
             where x.schemaname = any (array['master', 'fact', 'agg'])
               and x.n_tup_ins + x.n_tup_upd + x.n_tup_del > 1000 + 0.1 * greatest(c.reltuples, 0)
             order by 1
            """;

    private FreshStatistics() {}

    /** Analyzes what the transaction that is open changed; call it last in the transaction. */
    public static void gather(final Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (final String table : changed(statement)) {
                statement.execute("analyze " + table);
            }
        }
    }

    private static List<String> changed(final Statement statement) throws SQLException {
        final List<String> tables = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(CHANGED)) {
            while (row.next()) {
                tables.add(row.getString(1));
            }
        }
        return tables;
    }
}
