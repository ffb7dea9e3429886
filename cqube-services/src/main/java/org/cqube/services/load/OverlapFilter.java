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
import java.time.DayOfWeek;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.contract.Overlap;
import org.cqube.engines.finding.Outcome;
import org.cqube.engines.finding.Refusal;
import org.cqube.engines.finding.Violation;
import org.cqube.engines.overlap.Correction;
import org.cqube.engines.report.FindingsWriter;
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
    private final PostgresPool pool;
    private final Overlap overlap;
    private final int academicYearStartMonth;
    private final List<String> checks;
    private final Set<DayOfWeek> weeklyHolidays;

    /**
     * @param overlap policy and scope in force: the contract's, unless an operator set others
     * @param academicYearStartMonth 1 to 12
     * @param checks SQL of the source that looks at the records first
     * @param weeklyHolidays days of the week of which nobody expects values
     */
    public OverlapFilter(
            final PostgresPool pool,
            final Overlap overlap,
            final int academicYearStartMonth,
            final List<String> checks,
            final Set<DayOfWeek> weeklyHolidays) {
        this.pool = pool;
        this.overlap = overlap;
        this.academicYearStartMonth = academicYearStartMonth;
        this.checks = List.copyOf(checks);
        this.weeklyHolidays = Set.copyOf(weeklyHolidays);
    }

    /**
     * What the filter decided.
     *
     * @param loadVersion the source's load version for which it holds
     * @param kept records to load
     * @param known records that are stored already
     * @param counts refused records, cells and warnings by rule
     * @param findings number of findings that were written
     * @param refusal why the whole file is refused, if it is: then nothing was decided
     */
    public record Result(
            long loadVersion,
            long kept,
            long known,
            Counts counts,
            long findings,
            Optional<Refusal> refusal) {}

    /**
     * Filters canonical records.
     *
     * @param decided gets all canonical records, each with the decision on it in the column {@code
     *     _take}
     * @param report gets the findings, by line, summaries (line 0) last; flushed and left open
     */
    public Result filter(
            final Connection connection,
            final Emission emission,
            final FileContract file,
            final CanonicalContent content,
            final OutputStream decided,
            final FindingsWriter report)
            throws SQLException, IOException {
        final int isolation = connection.getTransactionIsolation();
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try {
            return Transactions.inTransaction(
                    connection,
                    () -> filterWithin(connection, emission, file, content, decided, report));
        } finally {
            if (!connection.isClosed()) {
                connection.setTransactionIsolation(isolation);
            }
        }
    }

    /**
     * As {@link #filter}, within the caller's transaction, which has to keep loads of the source
     * out.
     */
    public Result filterWithin(
            final Connection connection,
            final Emission emission,
            final FileContract file,
            final CanonicalContent content,
            final OutputStream decided,
            final FindingsWriter report)
            throws SQLException, IOException {
        final LoadLedger ledger = new LoadLedger(connection);
        final long version = ledger.version(emission.source());
        final Incoming incoming = Incoming.copy(connection, pool, file, content);
        incoming.analyze(connection, file);
        final Findings findings = Findings.stand(connection, file);
        Checks.run(connection, emission, file, incoming, checks, findings);
        final Optional<Result> refused = refused(findings, version, ledger, emission, report);
        if (refused.isPresent()) {
            drop(connection, findings);
            return refused.get();
        }
        final Map<String, Long> warnings = findings.warnings();
        new References(connection, file, incoming)
                .report(findings)
                .forEach((rule, count) -> warnings.merge(rule, count, Long::sum));
        final Result result;
        try (StoredLookup lookup = lookup(connection, emission, file, incoming);
                Findings.Walk found = findings.walk()) {
            final Decisions decisions = new Decisions(incoming, lookup, found, report);
            decisions.run(content, decided);
            final List<Violation> summaries = lookup.summaries(emission.id());
            decisions.close(summaries);
            summaries.stream()
                    .map(Violation::rule)
                    .filter(rule -> rule.outcome() == Outcome.WARN)
                    .forEach(rule -> warnings.merge(rule.id(), 1L, Long::sum));
            final Counts counts = new Counts(decisions.refused(), lookup.cells(), warnings);
            result =
                    new Result(
                            version,
                            decisions.kept(),
                            decisions.known(),
                            counts,
                            decisions.findings(),
                            Optional.empty());
        }
        drop(connection, findings);
        return result;
    }

    private static Optional<Result> refused(
            final Findings findings,
            final long version,
            final LoadLedger ledger,
            final Emission emission,
            final FindingsWriter report)
            throws SQLException, IOException {
        final Findings.OfFile ofFile = findings.ofFile();
        if (ofFile.count() == 0) {
            return Optional.empty();
        }
        for (final Violation violation :
                ofFile.listed().stream()
                        .sorted((a, b) -> Long.compareUnsigned(a.line() - 1, b.line() - 1))
                        .toList()) {
            report.write(violation);
        }
        report.flush();
        final Violation first = ofFile.listed().getFirst();
        final String found =
                ofFile.count() == 1 ? first.value() : ofFile.count() + " findings, see the report";
        final Refusal refusal = new Refusal(first, "", found, ledger.recordsIn(emission));
        return Optional.of(
                new Result(version, 0, 0, Counts.NONE, ofFile.count(), Optional.of(refusal)));
    }

    private StoredLookup lookup(
            final Connection connection,
            final Emission emission,
            final FileContract file,
            final Incoming incoming)
            throws SQLException {
        final Correction correction =
                emission.corrects() == null
                        ? Correction.NONE
                        : emission.replace() ? Correction.REPLACE : Correction.FILL;
        return switch (file.target().kind()) {
            case RECORD -> new StoredRecords(connection, file, incoming, overlap, correction);
            case DAYS ->
                    new StoredDaysLookup(
                            connection,
                            emission,
                            file,
                            incoming,
                            overlap,
                            correction,
                            academicYearStartMonth,
                            new NewHoles(connection, emission, weeklyHolidays));
        };
    }

    private static void drop(final Connection connection, final Findings findings)
            throws SQLException {
        findings.drop();
        try (Statement statement = connection.createStatement()) {
            statement.execute("drop table incoming");
        }
    }
}
