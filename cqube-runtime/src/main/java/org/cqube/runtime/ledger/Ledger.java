/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The ledger of emissions in the pipeline's database. */
public final class Ledger {

    private static final String EMISSIONS = resource("/org/cqube/runtime/ledger-emissions.sql");

    private final Connection connection;

    /**
     * @param connection left open
     */
    public Ledger(Connection connection) {
        this.connection = connection;
    }

    /** All emissions, in order of arrival. */
    public List<Emission> emissions() throws SQLException {
        return query(null, Instant.EPOCH);
    }

    /**
     * The emissions of one arrived object: none before it is listed, one per CSV in it.
     *
     * @param since earliest last-modified: before it, the key may have held other objects
     */
    public List<Emission> emissions(String objectKey, Instant since) throws SQLException {
        return query(objectKey, since);
    }

    /** Whether any emission of this source had these bytes. */
    public boolean knows(String source, String sha256) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "select 1 from meta.emission where source = ? and sha256 = ?"
                                + " and state <> 'refused' limit 1")) {
            statement.setString(1, source);
            statement.setString(2, sha256);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    /**
     * Asks for a parked or stalled emission to go on.
     *
     * @return the state it is in
     * @throws SQLException with a sentence for the operator, if there is none or nothing to resume
     */
    public String resume(long emission) throws SQLException {
        return act("select meta.request_resume(?)", emission);
    }

    /**
     * Gives an emission up: all its records are refused.
     *
     * @return the state it was in
     * @throws SQLException with a sentence for the operator, if there is none or it has ended
     */
    public String abandon(long emission) throws SQLException {
        return act("select meta.request_abandon(?)", emission);
    }

    private String act(String call, long emission) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(call)) {
            statement.setLong(1, emission);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private List<Emission> query(String objectKey, Instant since) throws SQLException {
        List<Emission> emissions = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(EMISSIONS)) {
            statement.setString(1, objectKey);
            statement.setString(2, objectKey);
            statement.setTimestamp(3, Timestamp.from(since));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    emissions.add(EmissionJson.read(row));
                }
            }
        }
        return emissions;
    }

    private static String resource(String name) {
        try (InputStream in = Ledger.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new ExceptionInInitializerError(broken);
        }
    }
}
