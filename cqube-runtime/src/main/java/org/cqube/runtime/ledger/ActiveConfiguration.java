/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.ledger;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The state's configuration in force, as {@code status --json} shows it. */
public final class ActiveConfiguration {

    private static final String FIELDS =
            "select source, file, field, state_column, active, encoding, loaded_by"
                    + " from config.active_field order by source, file, place";

    private ActiveConfiguration() {}

    /**
     * Every field of every file: {@code stateColumn} is the header in force, null of an inactive
     * field; {@code emission} is the configuration that said so, null where it is the contract.
     */
    public static ArrayNode read(Connection connection) throws SQLException {
        ArrayNode fields = JsonNodeFactory.instance.arrayNode();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(FIELDS)) {
            while (row.next()) {
                fields.addObject()
                        .put("source", row.getString("source"))
                        .put("file", row.getString("file"))
                        .put("field", row.getString("field"))
                        .put("stateColumn", row.getString("state_column"))
                        .put("active", row.getBoolean("active"))
                        .put("encoding", row.getString("encoding"))
                        .put("emission", row.getString("loaded_by"));
            }
        }
        return fields;
    }
}
