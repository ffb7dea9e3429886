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
import java.sql.ResultSet;
import java.sql.SQLException;

/** One owner per source's reports at a time, on any node; held until the transaction ends. */
final class PublicationLock {
    private PublicationLock() {}

    static boolean tryLock(final Connection connection, final String source) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement(
                        "select pg_try_advisory_xact_lock(hashtextextended('cqube-publish:' || ?, 0))")) {
            query.setString(1, source);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }
}
