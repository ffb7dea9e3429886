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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cqube.engines.contract.FieldContract;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.contract.Overlap;
import org.cqube.engines.contract.SqlType;
import org.cqube.engines.csv.CsvReader;
import org.cqube.engines.finding.Violation;
import org.cqube.engines.overlap.Correction;
import org.cqube.engines.overlap.Decision;
import org.cqube.engines.overlap.RecordOverlap;
import org.cqube.services.postgres.SqlIdentifier;

/** Stored rows of a record target, one per incoming record, found by its key. */
final class StoredRecords implements StoredLookup {
    private static final int FETCH = 2_000;

    private final List<FieldContract> fields;
    private final int firstField;
    private final String keyHeader;
    private final List<Integer> keyFields;
    private final RecordOverlap overlap;
    private final PreparedStatement statement;
    private final ResultSet stored;

    StoredRecords(
            final Connection connection,
            final FileContract file,
            final Incoming incoming,
            final Overlap policy,
            final Correction correction)
            throws SQLException {
        this.fields = incoming.fields();
        this.firstField = incoming.firstField();
        this.keyFields = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            if (file.target().key().contains(fields.get(i).column())) {
                keyFields.add(i);
            }
        }
        this.keyHeader = Headers.of(file, fields.get(keyFields.getFirst()).name());
        this.overlap =
                new RecordOverlap(
                        policy.policy(),
                        correction,
                        fields.stream()
                                .map(
                                        field ->
                                                new RecordOverlap.Column(
                                                        Headers.of(file, field.name()),
                                                        field.sqlType()))
                                .toList());
        final String key =
                keyFields.stream()
                        .map(fields::get)
                        .map(
                                field ->
                                        "t."
                                                + SqlIdentifier.quote(field.column())
                                                + " = i."
                                                + SqlIdentifier.quote(field.name()))
                        .collect(Collectors.joining(" and "));
        final String columns =
                fields.stream().map(StoredRecords::asText).collect(Collectors.joining(", "));
        statement =
                connection.prepareStatement(
                        "select i._line, t.loaded_by is not null, "
                                + columns
                                + " from incoming i left join "
                                + SourceTables.tableName(file.target())
                                + " t on "
                                + key
                                + constants(file)
                                + " order by i._line");
        int parameter = 0;
        for (final String constant : file.target().constants().values()) {
            statement.setString(++parameter, constant);
        }
        statement.setFetchSize(FETCH);
        stored = statement.executeQuery();
    }

    /** A row under other constants is no row of this file. */
    private static String constants(final FileContract file) {
        return file.target().constants().keySet().stream()
                .map(constant -> " and t." + SqlIdentifier.quote(constant) + " = ?")
                .collect(Collectors.joining());
    }

    private static String asText(final FieldContract field) {
        final String column = "t." + SqlIdentifier.quote(field.column());
        // canonical booleans are t and f
        return field.sqlType() == SqlType.BOOLEAN
                ? "case " + column + " when true then 't' when false then 'f' end"
                : column + "::text";
    }

    @Override
    public Verdict decide(final CsvReader record) throws SQLException, IOException {
        final long line = Lines.align(stored, record);
        final List<String> incoming = new ArrayList<>(fields.size());
        for (int i = 0; i < fields.size(); i++) {
            final String text = record.text(i + firstField);
            incoming.add(text.isEmpty() ? null : text);
        }
        List<String> before = null;
        if (stored.getBoolean(2)) {
            before = new ArrayList<>(fields.size());
            for (int i = 0; i < fields.size(); i++) {
                before.add(stored.getString(i + 3));
            }
        }
        final String key = keyFields.stream().map(incoming::get).collect(Collectors.joining("|"));
        return switch (overlap.decide(line, keyHeader, key, incoming, before)) {
            case Decision.LoadRecord load -> new Take(Incoming.WHOLE_RECORD);
            case Decision.Known known -> new Known();
            case Decision.Reject reject -> new Refused(reject.violation());
            case Decision.LoadDays days ->
                    throw new IllegalStateException("A record target has no days: " + days);
        };
    }

    @Override
    public void skip(final CsvReader record) throws SQLException, IOException {
        Lines.align(stored, record);
    }

    @Override
    public Map<String, Long> cells() {
        return Map.of();
    }

    @Override
    public List<Violation> summaries(final long emissionId) {
        return List.of();
    }

    @Override
    public void close() throws SQLException {
        stored.close();
        statement.close();
    }
}
