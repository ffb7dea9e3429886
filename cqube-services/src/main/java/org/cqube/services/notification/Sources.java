/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.notification;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/**
 * Whose emissions somebody looks after: those of one source, or those of no known source.
 *
 * @param names source names, in the ledger's words
 * @param others true for all sources but these
 */
public record Sources(List<String> names, boolean others) {

    /** One source. */
    public static Sources only(String source) {
        return new Sources(List.of(source), false);
    }

    /** What belongs to none of the sources that there are. */
    public static Sources allBut(Collection<String> sources) {
        return new Sources(List.copyOf(sources), true);
    }

    /** A condition on a column, with two parameters. */
    static String condition(String column) {
        return "(" + column + " = any(?)) <> ?";
    }

    void bind(Connection connection, PreparedStatement statement, int index) throws SQLException {
        statement.setArray(index, connection.createArrayOf("text", names.toArray()));
        statement.setBoolean(index + 1, others);
    }
}
