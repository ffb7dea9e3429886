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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cqube.engines.contract.FieldContract;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.finding.Outcome;
import org.cqube.engines.finding.Rule;
import org.cqube.engines.finding.Violation;

/**
 * What SQL finds in the records of an emission, in the temporary table {@code _finding}: (line,
 * rule, field, value, message, refuses). However many there are, none of them is kept in memory.
 */
final class Findings {
    /** More findings that refuse the whole file than this are counted, and the report says so. */
    private static final int MAXIMUM_OF_FILE = 1_000;

    private static final int FETCH = 2_000;

    private final Connection connection;
    private final FileContract file;

    /**
     * One finding about a record.
     *
     * @param refuses whether the record is refused
     */
    record Found(Violation violation, boolean refuses) {
        /** Whether it counts only for a record that would be loaded: references come last. */
        boolean isReference() {
            return violation.rule().compareTo(Rule.REF_SCHOOL) >= 0;
        }
    }

    private Findings(final Connection connection, final FileContract file) {
        this.connection = connection;
        this.file = file;
    }

    /** Makes the table, which lives until the transaction ends. */
    static Findings stand(final Connection connection, final FileContract file)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "create temporary table _finding (line bigint, rule text, field text, value text, message text,"
                            + " refuses boolean) on commit drop");
        }
        return new Findings(connection, file);
    }

    void drop() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("drop table _finding");
        }
    }

    /**
     * Adds what a source's own query finds; the rule's outcome says what it does.
     *
     * @param query one query for (line, rule, field, value, message) of the folder
     * @throws SQLException also for a rule that the catalogue does not have, or a record that is
     *     refused without a line
     */
    void add(final String query) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("insert into _finding (line, rule, field, value, message) " + query);
        }
        try (PreparedStatement settle =
                connection.prepareStatement(
                        "update _finding set refuses = rule = any (?) where refuses is null")) {
            settle.setArray(1, connection.createArrayOf("text", ids(Outcome.ROW)));
            settle.executeUpdate();
        }
        try (PreparedStatement wrong =
                connection.prepareStatement(
                        "select rule, line from _finding where rule is null or not rule = any (?)"
                                + " or refuses and coalesce(line, 0) <= 0 limit 1")) {
            wrong.setArray(
                    1,
                    connection.createArrayOf(
                            "text", Stream.of(Rule.values()).map(Rule::id).toArray()));
            try (ResultSet row = wrong.executeQuery()) {
                if (row.next()) {
                    throw new SQLException(
                            "A check finds the rule "
                                    + row.getString(1)
                                    + " on line "
                                    + row.getString(2)
                                    + ": no rule of the catalogue, or a refused record without its line",
                            "22000");
                }
            }
        }
    }

    /**
     * Adds one finding.
     *
     * @param field name of the field; null if none
     */
    void add(
            final Rule rule,
            final long line,
            final String field,
            final String value,
            final String message)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into _finding values (?, ?, ?, ?, ?, false)")) {
            insert.setLong(1, line);
            insert.setString(2, rule.id());
            insert.setString(3, field);
            insert.setString(4, value);
            insert.setString(5, message);
            insert.executeUpdate();
        }
    }

    /** Number of findings that only report, by rule. */
    Map<String, Long> warnings() throws SQLException {
        final Map<String, Long> counts = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select rule, count(*) from _finding where not refuses group by rule")) {
            while (row.next()) {
                counts.put(row.getString(1), row.getLong(2));
            }
        }
        return counts;
    }

    /**
     * What refuses a whole file.
     *
     * @param listed in the order of the rules; the last one says so where the list is cut
     * @param count of all findings
     */
    record OfFile(List<Violation> listed, long count) {}

    /** What refuses the whole file; cut where the report would be as long as the file. */
    OfFile ofFile() throws SQLException {
        final List<Violation> found = new ArrayList<>();
        long count = 0;
        try (PreparedStatement query =
                connection.prepareStatement(
                        "select line, rule, field, value, message, count(*) over () from _finding where rule = any (?)"
                                + " order by array_position(?, rule), line nulls first limit "
                                + MAXIMUM_OF_FILE)) {
            query.setArray(1, connection.createArrayOf("text", ids(Outcome.FILE)));
            query.setArray(2, connection.createArrayOf("text", ids(Outcome.FILE)));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.add(violation(row));
                    count = row.getLong(6);
                }
            }
        }
        if (count > found.size()) {
            found.add(
                    Violation.ofFile(
                            found.getFirst().rule(),
                            "The list is cut: it has %d of %d findings"
                                    .formatted(found.size(), count)));
        }
        return new OfFile(found, count);
    }

    /** Goes through the findings by line; those of the whole file come last. */
    Walk walk() throws SQLException {
        return new Walk();
    }

    private static Object[] ids(final Outcome outcome) {
        return Stream.of(Rule.values())
                .filter(rule -> rule.outcome() == outcome)
                .map(Rule::id)
                .toArray();
    }

    private Violation violation(final ResultSet row) throws SQLException {
        final String field = row.getString(3);
        final String value = row.getString(4);
        final String message = row.getString(5);
        final boolean personal = file.field(field).map(FieldContract::personal).orElse(false);
        return new Violation(
                Rule.of(row.getString(2)),
                row.getLong(1),
                field == null ? "" : Headers.of(file, field),
                value == null || personal ? "" : value,
                message == null ? "" : message);
    }

    /** The findings in the order of the records. */
    final class Walk implements AutoCloseable {
        private final PreparedStatement statement;
        private final ResultSet row;
        private boolean isThere;
        private long line;

        private Walk() throws SQLException {
            statement =
                    connection.prepareStatement(
                            "select line, rule, field, value, message, refuses from _finding"
                                    + " order by nullif(line, 0) nulls last, array_position(?, rule), field");
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "text", Stream.of(Rule.values()).map(Rule::id).toArray()));
            statement.setFetchSize(FETCH);
            row = statement.executeQuery();
            step();
        }

        private void step() throws SQLException {
            isThere = row.next();
            line = isThere ? row.getLong(1) : 0;
            if (line == 0) {
                line = Long.MAX_VALUE;
            }
        }

        /**
         * Findings about the next record.
         *
         * @throws SQLException if one was about a line before it where no record began
         */
        List<Found> at(final long record) throws SQLException {
            if (line > record) {
                return List.of();
            }
            if (line < record) {
                throw new SQLException(
                        "A check finds something on line " + line + ", where no record begins",
                        "22000");
            }
            final List<Found> found = new ArrayList<>();
            while (line == record) {
                found.add(new Found(violation(row), row.getBoolean(6)));
                step();
            }
            return found;
        }

        /** Findings about no record, after the last one was asked for. */
        List<Violation> rest() throws SQLException {
            final List<Violation> found = new ArrayList<>();
            while (isThere) {
                found.add(violation(row));
                step();
            }
            return found;
        }

        @Override
        public void close() throws SQLException {
            row.close();
            statement.close();
        }
    }
}
