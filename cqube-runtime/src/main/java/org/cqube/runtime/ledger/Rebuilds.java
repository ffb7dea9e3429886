/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.cqube.services.ledger.Migrations;
import org.cqube.services.ledger.Transactions;

/** The rebuild of a database, and what has to be so before one may begin. */
public final class Rebuilds {

    private static final String WIPE =
            "drop schema if exists pub, agg, fact, stage, master, config, meta cascade";

    private final Connection connection;

    public Rebuilds(Connection connection) {
        this.connection = connection;
    }

    /** Number of emissions in the ledger. */
    public long emissions() throws SQLException {
        return number("select count(*) from meta.emission");
    }

    /** Emissions that no act knows yet: with the ledger, they would be lost. */
    public long underWay() throws SQLException {
        return number(
                "select count(*) from meta.emission where state in ('received', 'archived', 'validated', 'parked')");
    }

    /** Acts that no object knows yet. */
    public long unwritten() throws SQLException {
        return number("select count(*) from meta.act where written_at is null");
    }

    /** Whether one failed, or was broken off, and goes on when it is asked for again. */
    public boolean begun() throws SQLException {
        return number("select count(*) from meta.rebuild where state <> 'done'") > 0;
    }

    /** Asks for one in a database without emissions, or for the one that failed. */
    public void request() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (number("select count(*) from meta.rebuild where state in ('requested', 'running')")
                    == 0) {
                statement.execute("select meta.request_rebuild()");
            }
        }
    }

    /** Drops all tables and asks for the rebuild, at once: nothing comes in between. */
    public void wipeAndRequest() throws SQLException {
        Transactions.<Void, SQLException>inTransaction(
                connection,
                () -> {
                    try (Statement statement = connection.createStatement()) {
                        statement.execute(WIPE);
                        Migrations.applyWithin(connection);
                        statement.execute("select meta.request_rebuild()");
                    }
                    return null;
                });
    }

    /** The row of the latest rebuild. */
    public JsonNode row() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select jsonb_build_object('id', rebuild_id::text, 'state', state, 'acts', acts, 'actsDone', acts_done,"
                                        + " 'differences', differences, 'failure', failure)::text from meta.rebuild"
                                        + " order by rebuild_id desc limit 1")) {
            row.next();
            return JsonMapper.builder().build().readTree(row.getString(1));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("the database writes no JSON", broken);
        }
    }

    /** Whether readers see all that was rebuilt. */
    public boolean published() throws SQLException {
        return number(
                        "select (select count(*) from meta.touched)"
                                + " + (select count(*) from meta.emission where state in ('loaded', 'aggregated'))"
                                + " + (select count(*) from meta.run where state = 'aggregated')")
                == 0;
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
