/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Acts on stored rows that the flow has to wait for: a replay of a source, a rebuild of all. They
 * stand in tables, so a crash of whoever carries them out lets nothing in between.
 */
public final class Holds {
    private Holds() {}

    /** Whether all tables are being made again: nothing is listed, loaded or aggregated. */
    public static boolean all(final Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select meta.is_rebuilding()")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** Whether loads of a source have to wait. */
    static boolean load(final Connection connection, final String source) throws SQLException {
        return any(
                connection,
                "select meta.is_rebuilding() or exists (select 1 from meta.replay where source = ?"
                        + " and state = 'running')",
                source);
    }

    /** Whether the reports of a source stay as they are for now. */
    public static boolean publication(final Connection connection, final String owner)
            throws SQLException {
        return any(
                connection,
                "select meta.is_rebuilding() or exists (select 1 from meta.replay where ? = any (owners)"
                        + " and state = 'running')",
                owner);
    }

    private static boolean any(final Connection connection, final String sql, final String name)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, name);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }
}
