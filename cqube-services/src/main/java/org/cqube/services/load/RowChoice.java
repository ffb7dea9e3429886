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
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.cqube.engines.contract.FieldContract;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.contract.Target;
import org.cqube.services.postgres.SqlIdentifier;

/**
 * Some rows of a file's table, and the records of the file that make such rows. Values are bound.
 *
 * @param file whose rows they are
 * @param conditions all of which hold; none: all rows of the file
 * @param month for a target with days: the first day of the month; else null
 */
public record RowChoice(FileContract file, List<Condition> conditions, LocalDate month) {

    /**
     * A condition on one column.
     *
     * @param column of the table
     * @param operator of SQL, between the column and the value
     * @param type of SQL that the value is cast to
     */
    public record Condition(String column, String operator, String type, String value) {
        /** That the column has one of these values; none: that no row is meant. */
        public static Condition oneOf(
                final String column, final String type, final List<String> values) {
            return new Condition(column, "= any", type + "[]", arrayLiteral(values));
        }

        /** As PostgreSQL reads an array. */
        private static String arrayLiteral(final List<String> values) {
            return values.stream()
                    .map(value -> value.replace("\\", "\\\\").replace("\"", "\\\""))
                    .map(value -> '"' + value + '"')
                    .collect(Collectors.joining(",", "{", "}"));
        }
    }

    public RowChoice {
        conditions = List.copyOf(conditions);
    }

    /** The same choice within one month. */
    public RowChoice within(final LocalDate start) {
        return new RowChoice(file, conditions, start);
    }

    /** The months of the rows that are stored, of a target with days. */
    public List<LocalDate> storedMonths(final Connection connection) throws SQLException {
        final List<LocalDate> months = new ArrayList<>();
        try (PreparedStatement query =
                connection.prepareStatement(
                        "select distinct t.month_start from "
                                + SourceTables.tableName(file.target())
                                + " t where "
                                + ofStored()
                                + " order by 1")) {
            bindStored(query, 1);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    months.add(row.getObject(1, LocalDate.class));
                }
            }
        }
        return months;
    }

    /** What the stored rows have in a column, each value once, as text; nulls left out. */
    public List<String> storedValues(final Connection connection, final String column)
            throws SQLException {
        final List<String> values = new ArrayList<>();
        try (PreparedStatement query =
                connection.prepareStatement(
                        "select distinct t."
                                + SqlIdentifier.quote(column)
                                + "::text from "
                                + SourceTables.tableName(file.target())
                                + " t where "
                                + ofStored()
                                + " and t."
                                + SqlIdentifier.quote(column)
                                + " is not null order by 1")) {
            bindStored(query, 1);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    values.add(row.getString(1));
                }
            }
        }
        return values;
    }

    /** A condition on the rows of the table {@code t}. */
    String ofStored() {
        final List<String> all = new ArrayList<>();
        file.target()
                .constants()
                .keySet()
                .forEach(name -> all.add("t." + SqlIdentifier.quote(name) + " = ?"));
        conditions.forEach(c -> all.add("t." + SqlIdentifier.quote(c.column()) + test(c)));
        if (month != null) {
            all.add("t.month_start = ?::date");
        }
        return all.isEmpty() ? "true" : String.join(" and ", all);
    }

    /** Binds the values of {@link #ofStored}; returns the next parameter. */
    int bindStored(final PreparedStatement statement, final int first) throws SQLException {
        int parameter = first;
        for (final String constant : file.target().constants().values()) {
            statement.setString(parameter++, constant);
        }
        return bindConditions(statement, parameter);
    }

    /** A condition on the records of {@code incoming}; a file without the column has none. */
    String ofIncoming(final Incoming incoming, final int startMonth) {
        final String chosen =
                conditions.stream()
                        .map(c -> field(incoming, c.column()) + test(c))
                        .collect(Collectors.joining(" and "));
        final String all = chosen.isEmpty() ? "true" : chosen;
        return month == null
                ? all
                : all + " and " + DaysMerge.month(file.target(), startMonth) + " = ?::date";
    }

    int bindConditions(final PreparedStatement statement, final int first) throws SQLException {
        int parameter = first;
        for (final Condition condition : conditions) {
            statement.setString(parameter++, condition.value());
        }
        if (month != null) {
            statement.setString(parameter++, month.toString());
        }
        return parameter;
    }

    private String field(final Incoming incoming, final String column) {
        return incoming.fields().stream()
                .filter(field -> columnOf(field).equals(column))
                .findFirst()
                .map(field -> SqlIdentifier.quote(field.name()))
                .orElse("null");
    }

    /** A table with days takes the names of its fields. */
    private String columnOf(final FieldContract field) {
        return file.target().kind() == Target.Kind.DAYS ? field.name() : field.column();
    }

    private static String test(final Condition condition) {
        return " " + condition.operator() + " (cast(? as " + condition.type() + "))";
    }
}
