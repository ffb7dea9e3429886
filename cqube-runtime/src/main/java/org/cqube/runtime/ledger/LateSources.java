/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads which sources are late. */
public final class LateSources {

    private LateSources() {}

    /** By name. */
    public static List<LateSource> read(Connection connection) throws SQLException {
        List<LateSource> late = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select source, expected_by, last_emission from meta.late_source order by source")) {
            while (row.next()) {
                late.add(
                        new LateSource(
                                row.getString("source"),
                                row.getTimestamp("expected_by").toInstant(),
                                Optional.ofNullable(row.getTimestamp("last_emission"))
                                        .map(Timestamp::toInstant)));
            }
        }
        return late;
    }
}
