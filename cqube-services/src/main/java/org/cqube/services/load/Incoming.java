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
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cqube.engines.contract.Days;
import org.cqube.engines.contract.FieldContract;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.csv.CsvReader;
import org.cqube.engines.csv.UnclosedQuoteException;
import org.cqube.services.postgres.PostgresPool;
import org.cqube.services.postgres.SqlIdentifier;

/**
 * The records of one canonical CSV in the temporary table {@code incoming}: {@code _line}, {@code
 * _take} and the stored fields that the file has, typed. It lives until the transaction ends.
 *
 * <p>{@code _take} is what FilterOverlap decided: null = refused, -1 = known, else the record is
 * loaded, with the days whose bits are set (bit 0 = day 1). All records travel on, so that a stale
 * decision can be made again.
 */
final class Incoming {
    static final String LINE = "_line";
    static final String TAKE = "_take";
    static final int KNOWN = -1;
    static final int WHOLE_RECORD = 1;
    private static final byte COMMA = ',';
    private static final byte QUOTE = '"';

    private final List<FieldContract> fields;

    private final int firstField;

    private Incoming(final List<FieldContract> fields, final int firstField) {
        this.fields = fields;
        this.firstField = firstField;
    }

    /** Position of the first field in a record of the content. */
    int firstField() {
        return firstField;
    }

    /** The stored fields that the file has, in its order. */
    List<FieldContract> fields() {
        return fields;
    }

    /**
     * Copies a canonical CSV into the temporary table.
     *
     * @throws IOException when the content cannot be read
     * @throws SQLException when it does not fit the contract, which validation excludes, or the
     *     database fails
     */
    static Incoming copy(
            final Connection connection,
            final PostgresPool pool,
            final FileContract contract,
            final CanonicalContent content)
            throws SQLException, IOException {
        final Map<String, FieldContract> byName =
                contract.fields().stream()
                        .collect(Collectors.toMap(FieldContract::name, Function.identity()));
        final List<FieldContract> fields = new ArrayList<>();
        final List<String> header = header(content);
        final boolean decided = header.contains(TAKE);
        for (final String name : header) {
            if (!LINE.equals(name) && !TAKE.equals(name)) {
                final FieldContract field = byName.get(name);
                if (field == null) {
                    throw new SQLException(
                            "Column " + name + " of the canonical content is not in the contract",
                            "22000");
                }
                fields.add(field);
            }
        }
        final String columns =
                fields.stream()
                        .map(field -> SqlIdentifier.quote(field.name()))
                        .collect(Collectors.joining(", "));
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "create temporary table incoming (_line bigint not null, _take integer, "
                            + fields.stream()
                                    .map(
                                            f ->
                                                    SqlIdentifier.quote(f.name())
                                                            + " "
                                                            + f.sqlType().sql())
                                    .collect(Collectors.joining(", "))
                            + ") on commit drop");
        }
        try (InputStream stream = content.open()) {
            pool.copyIn(
                    connection,
                    "copy incoming (_line, "
                            + (decided ? "_take, " : "")
                            + columns
                            + ") from stdin (format csv, header true)",
                    stream);
        }
        return new Incoming(List.copyOf(fields), decided ? 2 : 1);
    }

    /**
     * Tells the planner about the columns that stored rows are looked up by; the others it need not
     * know.
     */
    void analyze(final Connection connection, final FileContract contract) throws SQLException {
        final Set<String> joined = new LinkedHashSet<>();
        joined.add(LINE);
        contract.references().forEach(reference -> joined.addAll(reference.fields()));
        final Days days = contract.target().days();
        if (days != null) {
            joined.addAll(List.of(days.school(), days.person(), days.month()));
            if (days.recordId() != null) {
                joined.add(days.recordId());
            }
        }
        fields.stream()
                .filter(field -> contract.target().key().contains(field.column()))
                .map(FieldContract::name)
                .forEach(joined::add);
        joined.removeIf(
                name ->
                        !LINE.equals(name)
                                && fields.stream().noneMatch(field -> field.name().equals(name)));
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "analyze incoming ("
                            + joined.stream()
                                    .map(SqlIdentifier::quote)
                                    .collect(Collectors.joining(", "))
                            + ")");
        }
    }

    private static List<String> header(final CanonicalContent content) throws IOException {
        try (CsvReader reader = new CsvReader(content.open(), COMMA, QUOTE)) {
            if (!reader.next()) {
                throw new IOException("The canonical content has no header");
            }
            final List<String> names = new ArrayList<>(reader.fields());
            for (int i = 0; i < reader.fields(); i++) {
                names.add(reader.text(i));
            }
            return names;
        } catch (final UnclosedQuoteException e) {
            throw new IOException("The canonical content's header is broken", e);
        }
    }
}
