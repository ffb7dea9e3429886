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
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cqube.engines.contract.FieldContract;
import org.cqube.engines.csv.CsvReader;
import org.cqube.engines.csv.CsvWriter;
import org.cqube.engines.csv.UnclosedQuoteException;
import org.cqube.engines.finding.Violation;
import org.cqube.engines.report.FindingsWriter;

/**
 * Decides on one record after the other, and writes each with the decision on it. What a check
 * refuses is not set against what is stored; what the overlap refuses or knows needs no reference.
 */
final class Decisions {
    private static final byte COMMA = ',';
    private static final byte QUOTE = '"';

    private final Incoming incoming;
    private final StoredLookup lookup;
    private final Findings.Walk found;
    private final FindingsWriter report;

    private final Map<String, Long> refused = new HashMap<>();
    private long kept;
    private long known;
    private long findings;

    /**
     * @param found what SQL found in the records
     * @param report gets all findings, by line
     */
    Decisions(
            final Incoming incoming,
            final StoredLookup lookup,
            final Findings.Walk found,
            final FindingsWriter report) {
        this.incoming = incoming;
        this.lookup = lookup;
        this.found = found;
        this.report = report;
    }

    /** Number of records to load. */
    long kept() {
        return kept;
    }

    /** Number of records that are stored already. */
    long known() {
        return known;
    }

    /** Number of refused records by rule. */
    Map<String, Long> refused() {
        return refused;
    }

    /** Number of findings. */
    long findings() {
        return findings;
    }

    /**
     * Goes through all records.
     *
     * @param decided gets them, with the column {@code _take}
     */
    void run(final CanonicalContent content, final OutputStream decided)
            throws SQLException, IOException {
        try (CsvReader reader = new CsvReader(content.open(), COMMA, QUOTE);
                CsvWriter writer = new CsvWriter(decided, COMMA)) {
            reader.next();
            writer.field(Incoming.LINE).field(Incoming.TAKE);
            for (final FieldContract field : incoming.fields()) {
                writer.field(field.name());
            }
            writer.endRecord();
            while (reader.next()) {
                final long line = Long.parseLong(reader.text(0));
                write(reader, decide(reader, found.at(line)), writer);
            }
        } catch (final UnclosedQuoteException e) {
            throw new IOException("The canonical content is broken", e);
        }
    }

    /** Writes what is no finding about a record. */
    void close(final List<Violation> summaries) throws SQLException, IOException {
        for (final Violation violation : found.rest()) {
            report(violation);
        }
        for (final Violation violation : summaries) {
            report(violation);
        }
        report.flush();
    }

    private StoredLookup.Verdict decide(final CsvReader reader, final List<Findings.Found> about)
            throws SQLException, IOException {
        for (final Findings.Found finding : about) {
            if (!finding.refuses()) {
                report(finding.violation());
            }
        }
        final Optional<Violation> fault = refusing(about, false);
        if (fault.isPresent()) {
            lookup.skip(reader);
            return refuse(fault.get());
        }
        final StoredLookup.Verdict verdict = lookup.decide(reader);
        switch (verdict) {
            case StoredLookup.Take take -> {
                final Optional<Violation> reference = refusing(about, true);
                if (reference.isPresent()) {
                    return refuse(reference.get());
                }
                lookup.taken(take);
                kept++;
            }
            case StoredLookup.Known stored -> known++;
            case StoredLookup.Refused byPolicy -> {
                report(byPolicy.violation());
                refuse(byPolicy.violation());
            }
        }
        return verdict;
    }

    /** Reports all that refuses a record at this stage; the first of the rules counts. */
    private Optional<Violation> refusing(final List<Findings.Found> about, final boolean references)
            throws IOException {
        Violation first = null;
        for (final Findings.Found finding : about) {
            if (finding.refuses() && finding.isReference() == references) {
                report(finding.violation());
                first = first == null ? finding.violation() : first;
            }
        }
        return Optional.ofNullable(first);
    }

    private StoredLookup.Verdict refuse(final Violation violation) {
        refused.merge(violation.rule().id(), 1L, Long::sum);
        return new StoredLookup.Refused(violation);
    }

    private void report(final Violation violation) throws IOException {
        report.write(violation);
        findings++;
    }

    private void write(
            final CsvReader record, final StoredLookup.Verdict verdict, final CsvWriter writer)
            throws IOException {
        copy(record, 0, writer);
        switch (verdict) {
            case StoredLookup.Take take -> writer.field(take.days());
            case StoredLookup.Known stored -> writer.field(Incoming.KNOWN);
            case StoredLookup.Refused byRule -> writer.field("");
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
