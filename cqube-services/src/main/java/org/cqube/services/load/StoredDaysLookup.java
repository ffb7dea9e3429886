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
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cqube.engines.contract.Days;
import org.cqube.engines.contract.FieldContract;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.contract.Overlap;
import org.cqube.engines.csv.CsvReader;
import org.cqube.engines.finding.Violation;
import org.cqube.engines.overlap.Correction;
import org.cqube.engines.overlap.DayOverlap;
import org.cqube.engines.overlap.DayRecord;
import org.cqube.engines.overlap.Decision;
import org.cqube.engines.overlap.ScopeDays;
import org.cqube.engines.overlap.StoredDays;
import org.cqube.services.ledger.Emission;
import org.cqube.services.postgres.SqlIdentifier;

/**
 * Stored months of a days target, one per incoming record, with what its school or the state has
 * processed.
 */
final class StoredDaysLookup implements StoredLookup {
    private static final int FETCH = 2_000;

    private final FileContract file;
    private final List<FieldContract> fields;
    private final DayOverlap overlap;
    private final boolean byLastDay;
    private final PreparedStatement statement;
    private final ResultSet stored;
    private final int firstField;
    private final NewHoles holes;
    private LocalDate decidedMonth;

    StoredDaysLookup(
            final Connection connection,
            final Emission emission,
            final FileContract file,
            final Incoming incoming,
            final Overlap policy,
            final Correction correction,
            final int startMonth,
            final NewHoles holes)
            throws SQLException {
        this.holes = holes;
        this.file = file;
        this.fields = incoming.fields();
        this.firstField = incoming.firstField();
        this.byLastDay = policy.policy() == Overlap.Policy.AFTER_LAST_DAY;
        this.overlap =
                new DayOverlap(
                        policy.policy(),
                        correction,
                        Set.of(),
                        hasIds() ? Headers.of(file, file.target().days().recordId()) : "");
        final Array months = months(connection, startMonth);
        this.statement = connection.prepareStatement(query(policy, startMonth));
        statement.setString(1, emission.source());
        // partitions of other months are not even planned for
        statement.setArray(2, months);
        if (hasIds()) {
            statement.setArray(3, months);
        }
        statement.setFetchSize(FETCH);
        this.stored = statement.executeQuery();
    }

    private Array months(final Connection connection, final int startMonth) throws SQLException {
        try (Statement distinct = connection.createStatement();
                ResultSet row =
                        distinct.executeQuery(
                                "select coalesce(array_agg(distinct month_start), '{}') from ("
                                        + new Months(file.target().days(), startMonth).query()
                                        + ") months")) {
            row.next();
            return row.getArray(1);
        }
    }

    private String query(final Overlap policy, final int startMonth) {
        final Days days = file.target().days();
        final String table = SourceTables.tableName(file.target());
        final String school = SqlIdentifier.quote(days.school());
        final String person = SqlIdentifier.quote(days.person());
        final boolean bySchool = policy.scope() == Overlap.Scope.SCHOOL;
        // day n of the month is bit n-1
        final String processed =
                byLastDay
                        ? "select scope_id, null::date as month_start, max(day) as last_day, 0 as mask from p group by 1"
                        : "select scope_id, date_trunc('month', day)::date as month_start, null::date as last_day,"
                                + " bit_or(1 << (extract(day from day)::int - 1)) as mask from p group by 1, 2";
        return "with p as (select "
                + (bySchool ? "scope_id" : "'state' as scope_id")
                + ", day from meta.processed_period"
                + " where source = ?), w as ("
                + processed
                + "), i as (select * from "
                + new Months(days, startMonth).incoming()
                + ")"
                + " select i._line, i."
                + school
                + ", "
                + id("i")
                + ", i.month_start, "
                + id("f")
                + ", array_to_string(f.days, ',', ''), "
                + id("k")
                + " is not null, w.last_day, w.mask from i"
                + " left join "
                + table
                + " f on f."
                + school
                + " = i."
                + school
                + " and f."
                + person
                + " = i."
                + person
                + " and f.month_start = i.month_start and f.month_start = any (?)"
                + (hasIds() ? elsewhere(table, school, person) : "")
                + " left join w on w.scope_id = "
                + (bySchool ? "i." + school + "::text" : "'state'")
                + (byLastDay ? "" : " and w.month_start = i.month_start")
                + " order by i._line";
    }

    private boolean hasIds() {
        return file.target().days().recordId() != null;
    }

    /** The id of a row; a source without ids has none in any of them. */
    private String id(final String alias) {
        return hasIds()
                ? alias + "." + SqlIdentifier.quote(file.target().days().recordId())
                : "null::bigint";
    }

    /** Rows with the same id under another school or person. */
    private String elsewhere(final String table, final String school, final String person) {
        return " left join "
                + table
                + " k on "
                + id("k")
                + " = "
                + id("i")
                + " and k.month_start = i.month_start and k.month_start = any (?)"
                + " and (k."
                + school
                + " <> i."
                + school
                + " or k."
                + person
                + " <> i."
                + person
                + ")";
    }

    @Override
    public Verdict decide(final CsvReader record) throws SQLException, IOException {
        final long line = Lines.align(stored, record);
        final short[] days = new short[DayRecord.DAYS];
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).day() > 0) {
                days[fields.get(i).day() - 1] = number(record, i + firstField);
            }
        }
        final LocalDate month = stored.getObject(4, LocalDate.class);
        final DayRecord incoming =
                new DayRecord(
                        line, stored.getLong(2), stored.getObject(3, Long.class), month, days);
        final String before = stored.getString(6);
        final StoredDays row =
                before == null
                        ? null
                        : new StoredDays(stored.getObject(5, Long.class), storedDays(before));
        return switch (overlap.decide(incoming, row, stored.getBoolean(7), scope())) {
            case Decision.LoadDays load -> {
                decidedMonth = month;
                yield new Take(load.changed());
            }
            case Decision.Known known -> new Known();
            case Decision.Reject reject -> new Refused(reject.violation());
            case Decision.LoadRecord other ->
                    throw new IllegalStateException("A days target has no record: " + other);
        };
    }

    @Override
    public void taken(final Take take) {
        holes.take(decidedMonth, take.days());
    }

    private ScopeDays scope() throws SQLException {
        if (byLastDay) {
            final LocalDate lastDay = stored.getObject(8, LocalDate.class);
            return lastDay == null ? ScopeDays.EMPTY : ScopeDays.upTo(lastDay);
        }
        return ScopeDays.of(stored.getInt(9));
    }

    private static short number(final CsvReader record, final int field) {
        short value = 0;
        for (int i = record.fieldStart(field); i < record.fieldEnd(field); i++) {
            value = (short) (value * 10 + record.buffer()[i] - '0');
        }
        return value;
    }

    private static short[] storedDays(final String text) {
        final short[] days = new short[DayRecord.DAYS];
        int day = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == ',') {
                day++;
            } else {
                days[day] = (short) (days[day] * 10 + text.charAt(i) - '0');
            }
        }
        return days;
    }

    @Override
    public void skip(final CsvReader record) throws SQLException, IOException {
        Lines.align(stored, record);
    }

    @Override
    public Map<String, Long> cells() {
        return overlap.cells().byRule();
    }

    @Override
    public List<Violation> summaries(final long emissionId) throws SQLException {
        final List<Violation> lines =
                new ArrayList<>(
                        overlap.cells().summary(this::dayHeader, Long.toString(emissionId)));
        lines.addAll(holes.summary(this::dayHeader));
        return lines;
    }

    private String dayHeader(final int day) {
        return file.fields().stream()
                .filter(field -> field.day() == day)
                .findFirst()
                .map(field -> Headers.of(file, field.name()))
                .orElse(Integer.toString(day));
    }

    @Override
    public void close() throws SQLException {
        stored.close();
        statement.close();
    }
}
