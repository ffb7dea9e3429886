/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cqube.engines.contract.FieldContract;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.finding.Outcome;
import org.cqube.engines.finding.Refusal;
import org.cqube.engines.finding.Rule;
import org.cqube.engines.finding.Violation;
import org.cqube.services.ledger.Emission;
import org.cqube.services.postgres.SqlIdentifier;

/**
 * What a source's own SQL finds in the records of an emission: rules across records, and rules
 * against what is stored.
 *
 * <p>The query sees {@code incoming} (see {@link Incoming}; a stored field that the file lacks is a
 * column of nulls) and {@code emission}, one row (source, file, emission_id, emitted_at), where
 * {@code file} is the base name. It returns (line, rule, field, value, message); what a finding
 * does is the rule's outcome.
 *
 * @param refused the first finding that refuses a record, by line
 * @param refusing findings that refuse the whole file, in the order of the rules
 * @param warnings findings that only report
 */
record Checks(Map<Long, Violation> refused, List<Violation> refusing, List<Violation> warnings) {

    /**
     * Runs the queries, in their order.
     *
     * @param sql the texts of the files that the contract names
     * @throws SQLException also if a query gives a rule that the catalogue does not have
     */
    static Checks run(
            final Connection connection,
            final Emission emission,
            final FileContract file,
            final Incoming incoming,
            final List<String> sql)
            throws SQLException {
        final Checks found = new Checks(new HashMap<>(), new ArrayList<>(), new ArrayList<>());
        if (sql.isEmpty()) {
            return found;
        }
        complete(connection, file, incoming);
        standEmission(connection, emission);
        try (Statement statement = connection.createStatement()) {
            for (final String query : sql) {
                try (ResultSet row = statement.executeQuery(query)) {
                    while (row.next()) {
                        found.add(violation(file, row));
                    }
                }
            }
            statement.execute("drop table emission");
        }
        found.refusing.sort(
                Comparator.comparing(Violation::rule).thenComparingLong(Violation::line));
        return found;
    }

    /** Why the whole file is refused, if it is; the first of the rules says it. */
    Optional<Refusal> refusal(final long recordsIn) {
        return refusing.stream()
                .findFirst()
                .map(
                        first ->
                                new Refusal(
                                        first,
                                        "",
                                        refusing.size() == 1
                                                ? first.value()
                                                : refusing.size() + " findings, see the report",
                                        recordsIn));
    }

    /** Number of warnings by rule. */
    Map<String, Long> warningCounts() {
        return warnings.stream()
                .collect(Collectors.groupingBy(w -> w.rule().id(), Collectors.counting()));
    }

    private void add(final Violation violation) {
        switch (violation.rule().outcome()) {
            case FILE -> refusing.add(violation);
            case ROW -> refused.putIfAbsent(violation.line(), violation);
            default -> warnings.add(violation);
        }
    }

    private static Violation violation(final FileContract file, final ResultSet row)
            throws SQLException {
        final String rule = row.getString("rule");
        if (rule == null || !Rule.exists(rule)) {
            throw new SQLException(
                    "A check names the rule " + rule + ", which is unknown", "22000");
        }
        final String field = row.getString("field");
        final String value = row.getString("value");
        final long line = row.getLong("line");
        if (Rule.of(rule).outcome() == Outcome.ROW && line == 0) {
            throw new SQLException(
                    "A check refuses a record by " + rule + " without a line", "22000");
        }
        final boolean shown =
                value != null && file.field(field).map(f -> !f.personal()).orElse(true);
        return new Violation(
                Rule.of(rule),
                line,
                field == null ? "" : Headers.of(file, field),
                shown ? value : "",
                row.getString("message"));
    }

    private static void complete(
            final Connection connection, final FileContract file, final Incoming incoming)
            throws SQLException {
        final Set<String> present =
                incoming.fields().stream().map(FieldContract::name).collect(Collectors.toSet());
        final String missing =
                Stream.concat(file.fields().stream(), file.names().inactive().stream())
                        .filter(field -> field.stored() && !present.contains(field.name()))
                        .map(
                                field ->
                                        "add column "
                                                + SqlIdentifier.quote(field.name())
                                                + " "
                                                + field.sqlType().sql())
                        .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("alter table incoming " + missing);
            }
        }
    }

    private static void standEmission(final Connection connection, final Emission emission)
            throws SQLException {
        try (PreparedStatement create =
                connection.prepareStatement(
                        "create temporary table emission on commit drop as select ?::text as source, ?::text as file,"
                                + " ?::bigint as emission_id, ?::timestamptz as emitted_at")) {
            create.setString(1, emission.source());
            create.setString(2, emission.baseName());
            create.setLong(3, emission.id());
            create.setTimestamp(4, Timestamp.from(emission.emittedAt()));
            create.execute();
        }
    }
}
