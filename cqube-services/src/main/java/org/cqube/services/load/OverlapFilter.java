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
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cqube.engines.contract.FieldContract;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.contract.Overlap;
import org.cqube.engines.csv.CsvReader;
import org.cqube.engines.csv.CsvWriter;
import org.cqube.engines.csv.UnclosedQuoteException;
import org.cqube.engines.finding.Refusal;
import org.cqube.engines.finding.Violation;
import org.cqube.engines.overlap.Correction;
import org.cqube.services.ledger.Counts;
import org.cqube.services.ledger.Emission;
import org.cqube.services.ledger.Transactions;
import org.cqube.services.postgres.PostgresPool;

/**
 * Sets what an emission brings against what is stored. It asks in one transaction that sees one
 * state of the database, and streams records and answers past each other in line order; the
 * decisions are the engine's.
 */
public final class OverlapFilter {
    private static final byte COMMA = ',';
    private static final byte QUOTE = '"';

    private final PostgresPool pool;
    private final Overlap overlap;
    private final int academicYearStartMonth;
    private final List<String> checks;

    /**
     * @param overlap policy and scope in force: the contract's, unless an operator set others
     * @param academicYearStartMonth 1 to 12
     * @param checks SQL of the source that looks at the records first
     */
    public OverlapFilter(
            final PostgresPool pool,
            final Overlap overlap,
            final int academicYearStartMonth,
            final List<String> checks) {
        this.pool = pool;
        this.overlap = overlap;
        this.academicYearStartMonth = academicYearStartMonth;
        this.checks = List.copyOf(checks);
    }

    /**
     * What the filter decided.
     *
     * @param loadVersion the source's load version for which it holds
     * @param kept records to load
     * @param known records that are stored already
     * @param counts refused records, cells and warnings by rule
     * @param findings for the reject report, by line, summaries (line 0) last
     * @param refusal why the whole file is refused, if it is: then nothing was decided
     */
    public record Result(
            long loadVersion,
            long kept,
            long known,
            Counts counts,
            List<Violation> findings,
            Optional<Refusal> refusal) {}

    /**
     * Filters canonical records.
     *
     * @param decided gets all canonical records, each with the decision on it in the column {@code
     *     _take}
     */
    public Result filter(
            final Connection connection,
            final Emission emission,
            final FileContract file,
            final CanonicalContent content,
            final OutputStream decided)
            throws SQLException, IOException {
        final int isolation = connection.getTransactionIsolation();
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try {
            return Transactions.inTransaction(
                    connection, () -> inOneView(connection, emission, file, content, decided));
        } finally {
            if (!connection.isClosed()) {
                connection.setTransactionIsolation(isolation);
            }
        }
    }

    private Result inOneView(
            final Connection connection,
            final Emission emission,
            final FileContract file,
            final CanonicalContent content,
            final OutputStream decided)
            throws SQLException, IOException {
        final long version = new LoadLedger(connection).version(emission.source());
        final Incoming incoming = Incoming.copy(connection, pool, file, content);
        incoming.analyze(connection, file);
        final Checks checked = Checks.run(connection, emission, file, incoming, checks);
        final Optional<Refusal> refusal =
                checked.refusal(new LoadLedger(connection).recordsIn(emission));
        if (refusal.isPresent()) {
            dropIncoming(connection);
            return new Result(version, 0, 0, Counts.NONE, List.copyOf(checked.refusing()), refusal);
        }
        final Correction correction =
                emission.corrects() == null
                        ? Correction.NONE
                        : emission.replace() ? Correction.REPLACE : Correction.FILL;
        final References references = new References(connection, file, incoming);
        final List<Violation> findings = new ArrayList<>(checked.warnings());
        final Map<String, Long> rows = new HashMap<>();
        long keptRecords = 0;
        long known = 0;
        final StoredLookup lookup =
                switch (file.target().kind()) {
                    case RECORD ->
                            new StoredRecords(connection, file, incoming, overlap, correction);
                    case DAYS ->
                            new StoredDaysLookup(
                                    connection,
                                    emission,
                                    file,
                                    incoming,
                                    overlap,
                                    correction,
                                    academicYearStartMonth);
                };
        try (lookup;
                CsvReader reader = new CsvReader(content.open(), COMMA, QUOTE);
                CsvWriter writer = new CsvWriter(decided, COMMA)) {
            reader.next();
            writer.field(Incoming.LINE).field(Incoming.TAKE);
            for (final FieldContract field : incoming.fields()) {
                writer.field(field.name());
            }
            writer.endRecord();
            while (reader.next()) {
                final StoredLookup.Verdict byPolicy = lookup.decide(reader);
                final Violation fault = checked.refused().get(Long.parseLong(reader.text(0)));
                final StoredLookup.Verdict verdict =
                        fault == null ? byPolicy : new StoredLookup.Refused(fault);
                write(reader, incoming, verdict, writer);
                switch (verdict) {
                    case StoredLookup.Take take -> keptRecords++;
                    case StoredLookup.Known stored -> known++;
                    case StoredLookup.Refused refused -> {
                        findings.add(refused.violation());
                        rows.merge(refused.violation().rule().id(), 1L, Long::sum);
                    }
                }
            }
        } catch (final UnclosedQuoteException e) {
            throw new IOException("The canonical content is broken", e);
        }
        final Map<String, Long> warnings = new HashMap<>(references.report(findings));
        checked.warningCounts().forEach((rule, count) -> warnings.merge(rule, count, Long::sum));
        findings.addAll(lookup.summaries(emission.id()));
        dropIncoming(connection);
        return new Result(
                version,
                keptRecords,
                known,
                new Counts(rows, lookup.cells(), warnings),
                findings,
                Optional.empty());
    }

    private static void dropIncoming(final Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("drop table incoming");
        }
    }

    private static void write(
            final CsvReader record,
            final Incoming incoming,
            final StoredLookup.Verdict verdict,
            final CsvWriter writer)
            throws IOException {
        copy(record, 0, writer);
        switch (verdict) {
            case StoredLookup.Take take -> writer.field(take.days());
            case StoredLookup.Known known -> writer.field(Incoming.KNOWN);
            case StoredLookup.Refused refused -> writer.field("");
        }
        for (int i = incoming.firstField(); i < record.fields(); i++) {
            copy(record, i, writer);
        }
        writer.endRecord();
    }

    private static void copy(final CsvReader record, final int field, final CsvWriter writer)
            throws IOException {
        if (record.quoted(field)) {
            writer.field(record.text(field));
        } else {
            writer.field(record.buffer(), record.fieldStart(field), record.fieldEnd(field));
        }
    }
}
