/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What the ledger says of work that waits for the world to mend, or for an operator. */
public final class Parking {
    private static final String FAILURE =
            "jsonb_build_object('step', ?::text, 'message', ?::text, 'outage', ?::boolean)";

    private final Connection connection;
    private final Ledger ledger;

    public Parking(final Connection connection) {
        this.connection = connection;
        this.ledger = new Ledger(connection);
    }

    /** Parks an emission, or refreshes why it is parked. */
    public void park(final Emission emission, final Fault fault)
            throws SQLException, SupersededException {
        ledger.change(
                emission,
                "parked_from = case when state = 'parked' then parked_from else state end, state = 'parked',"
                        + " parked_at = coalesce(parked_at, now()), failure = "
                        + FAILURE,
                fault.step(),
                fault.message(),
                fault.outage());
    }

    /** Lets a parked emission go on from where it was. */
    public void unpark(final Emission emission) throws SQLException, SupersededException {
        ledger.change(
                emission,
                "state = coalesce(parked_from, state), parked_from = null, parked_at = null, failure = null,"
                        + " resume_requested = null");
    }

    /** Whether an operator has asked to resume this emission. */
    public boolean isResumeRequested(final Emission emission) throws SQLException {
        return exists(
                "select exists (select 1 from meta.emission where emission_id = ? and resume_requested is not null)",
                emission.id());
    }

    /**
     * Notes on a run and its emissions that the publication failed; they stay committed.
     *
     * @return false if it was noted before
     */
    public boolean parkRun(final long run, final Fault fault) throws SQLException {
        return Transactions.inTransaction(
                connection,
                () -> {
                    final boolean noted =
                            fail(
                                    "update meta.run set failure = "
                                            + FAILURE
                                            + " where run_id = ? and failure is null",
                                    run,
                                    fault);
                    fail(
                            "update meta.emission set failure = "
                                    + FAILURE
                                    + " where run_id = ? and state = 'aggregated'",
                            run,
                            fault);
                    return noted;
                });
    }

    /** Whether the run still waits for its publication; another run may have published it too. */
    public boolean isRunOpen(final long run) throws SQLException {
        return exists(
                "select exists (select 1 from meta.run where run_id = ? and state = 'aggregated')",
                run);
    }

    /** Whether an operator has asked to resume an emission of this run. */
    public boolean isRunResumeRequested(final long run) throws SQLException {
        return exists(
                "select exists (select 1 from meta.emission where run_id = ? and resume_requested is not null)",
                run);
    }

    /** Lets the publication go on. */
    public void unparkRun(final long run) throws SQLException {
        Transactions.inTransaction(
                connection,
                () -> {
                    for (final String sql :
                            new String[] {
                                "update meta.run set failure = null where run_id = ?",
                                "update meta.emission set failure = null, resume_requested = null where run_id = ? and state = 'aggregated'"
                            }) {
                        try (PreparedStatement update = connection.prepareStatement(sql)) {
                            update.setLong(1, run);
                            update.executeUpdate();
                        }
                    }
                    return null;
                });
    }

    private boolean fail(final String sql, final long run, final Fault fault) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, fault.step());
            update.setString(2, fault.message());
            update.setBoolean(3, fault.outage());
            update.setLong(4, run);
            return update.executeUpdate() > 0;
        }
    }

    private boolean exists(final String sql, final long id) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, id);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }
}
