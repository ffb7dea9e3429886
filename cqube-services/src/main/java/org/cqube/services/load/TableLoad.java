/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.load;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.contract.Overlap;
import org.cqube.engines.contract.SourceContract;
import org.cqube.services.catalog.DataSource;
import org.cqube.services.ledger.Emission;
import org.cqube.services.ledger.Ledger;
import org.cqube.services.ledger.SupersededException;
import org.cqube.services.ledger.Transactions;
import org.cqube.services.postgres.PostgresPool;

/**
 * Loads one emission: rows, processed days, touched keys, the source's load version and the ledger
 * row commit in one transaction, so that a crash anywhere leaves all of it or nothing. Emissions of
 * a source apply in the order of emission.
 */
public final class TableLoad {
    private final PostgresPool pool;
    private final DataSource source;
    private final List<String> owners;
    private final int academicYearStartMonth;

    /**
     * @param pool where to load
     * @param source the emission's source
     * @param owners sources whose reports follow a change of this one, itself among them
     * @param academicYearStartMonth 1 to 12
     */
    public TableLoad(
            final PostgresPool pool,
            final DataSource source,
            final List<String> owners,
            final int academicYearStartMonth) {
        this.pool = pool;
        this.source = source;
        this.owners = owners;
        this.academicYearStartMonth = academicYearStartMonth;
    }

    /**
     * Loads the records that FilterOverlap kept, if it is the emission's turn.
     *
     * @param emission whose records they are
     * @param loadVersion the source's load version that FilterOverlap saw
     * @param content the canonical records to load
     * @throws SupersededException when another FlowFile acts for the emission
     */
    public LoadOutcome load(
            final Connection connection,
            final Emission emission,
            final long loadVersion,
            final CanonicalContent content)
            throws SQLException, IOException, SupersededException {
        try {
            return Transactions.inTransaction(
                    connection,
                    () -> {
                        try {
                            return attempt(connection, emission, loadVersion, content);
                        } catch (final IOException e) {
                            throw new ContentFailure(e);
                        }
                    });
        } catch (final ContentFailure e) {
            throw e.failure();
        }
    }

    private LoadOutcome attempt(
            final Connection connection,
            final Emission emission,
            final long loadVersion,
            final CanonicalContent content)
            throws SQLException, IOException, SupersededException {
        final SourceContract contract = source.contract();
        if (!tryLock(connection, contract.name()) || Holds.load(connection, contract.name())) {
            return new LoadOutcome.NotItsTurn(0);
        }
        final Emission current = new Ledger(connection).current(emission.id(), emission.ticket());
        if (current.state().isSettled()) {
            return new LoadOutcome.AlreadyDone();
        }
        final LoadLedger ledger = new LoadLedger(connection);
        final long blocker = new Ledger(connection).olderUnsettled(current);
        if (blocker != 0) {
            return new LoadOutcome.NotItsTurn(blocker);
        }
        // a file that updates may come back to what it was: A, B, A ends at A
        final boolean anyEarlier =
                contract.kind() == SourceContract.Kind.FACT
                        && contract.file(current.baseName())
                                .map(named -> named.overlap().policy() != Overlap.Policy.UPDATE)
                                .orElse(true)
                        && current.corrects() == null;
        final long twin = ledger.committedTwin(current, anyEarlier);
        if (twin != 0) {
            return new LoadOutcome.Known(ledger.endAsRecognised(current, twin));
        }
        if (!contract.hash().equals(current.contractHash())) {
            return new LoadOutcome.Invalidated();
        }
        if (ledger.version(contract.name()) != loadVersion) {
            return new LoadOutcome.Stale();
        }
        // the hash is that of the contract it was validated with, so the file is in it
        final FileContract file = contract.file(current.baseName()).orElseThrow();
        final long loaded =
                new TableChange(connection, pool, owners, academicYearStartMonth)
                        .load(current, file, content);
        return ledger.commit(current, loaded);
    }

    private static boolean tryLock(final Connection connection, final String source)
            throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement(
                        "select pg_try_advisory_xact_lock(hashtextextended('cqube-load:' || ?, 0))")) {
            query.setString(1, source);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }
}
