/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.publish;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;

/**
 * The temporary tables that the SQL of a source reads: {@code run} (one row) and {@code touched}.
 */
final class RunTables {
    private RunTables() {}

    /**
     * @param runIds condition on meta.touched, written in this package, with one bound owner
     */
    static void create(
            final Connection connection,
            final LocalDate asOf,
            final RunSettings settings,
            final String owner,
            final String runIds)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "create temporary table run (source text, asof date, academic_year_start_month int, state_name text,"
                            + " require_geo boolean, weekly_holidays text) on commit drop");
            statement.execute(
                    "create temporary table touched (source text, key_kind text, key_value text) on commit drop");
        }
        try (PreparedStatement insert =
                connection.prepareStatement("insert into run values (?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, owner);
            insert.setObject(2, asOf);
            insert.setInt(3, settings.academicYearStartMonth());
            insert.setString(4, settings.stateName());
            insert.setBoolean(5, settings.requireGeo());
            insert.setString(6, settings.weeklyHolidays());
            insert.executeUpdate();
        }
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into touched select distinct source, key_kind,"
                                + " key_value from meta.touched t where owner_source = ? and "
                                + runIds)) {
            insert.setString(1, owner);
            insert.executeUpdate();
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("analyze touched");
        }
    }
}
