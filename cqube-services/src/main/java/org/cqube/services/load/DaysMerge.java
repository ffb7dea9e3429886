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
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cqube.engines.contract.FieldContract;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.contract.Target;
import org.cqube.services.ledger.Emission;
import org.cqube.services.postgres.SqlIdentifier;

/**
 * One stored row per school, person and month with the codes of 31 days. FilterOverlap said which
 * days are taken, each of which has a value; they fill empty cells, or win over stored ones where
 * the emission is a replacing correction.
 */
final class DaysMerge implements TableMerge {
    private static final int DAYS = 31;

    private final Connection connection;
    private final Target target;
    private final String[] dayColumns;
    private final Months months;

    DaysMerge(
            final Connection connection,
            final FileContract file,
            final Incoming incoming,
            final int startMonth) {
        this.connection = connection;
        this.target = file.target();
        this.months = new Months(target.days(), startMonth);
        this.dayColumns = new String[DAYS];
        Arrays.fill(dayColumns, "null::smallint");
        for (final FieldContract field : incoming.fields()) {
            if (field.day() > 0) {
                // only days that the filter let through
                dayColumns[field.day() - 1] =
                        "case when _take & "
                                + (1L << (field.day() - 1))
                                + " <> 0 then "
                                + SqlIdentifier.quote(field.name())
                                + " end";
            }
        }
    }

    @Override
    public long merge(final Emission emission) throws SQLException {
        summarise();
        makePartitions();
        final String school = SqlIdentifier.quote(target.days().school());
        final String person = SqlIdentifier.quote(target.days().person());
        // a source without ids of its rows has no column for them
        final String recordId =
                target.days().recordId() == null
                        ? ""
                        : ", " + SqlIdentifier.quote(target.days().recordId());
        final String academicYear = SqlIdentifier.quote(target.days().academicYear());
        final String winner =
                emission.replace()
                        ? "coalesce(excluded.days[%1$d], t.days[%1$d])"
                        : "coalesce(t.days[%1$d], excluded.days[%1$d])";
        final String merged =
                IntStream.rangeClosed(1, DAYS)
                        .mapToObj(winner::formatted)
                        .collect(Collectors.joining(", "));
        final String sql =
                "insert into "
                        + SourceTables.tableName(target)
                        + " as t ("
                        + school
                        + ", "
                        + person
                        + ", month_start"
                        + recordId
                        + ", academic_year, days, known_days, emission_id) select "
                        + school
                        + ", "
                        + person
                        + ", month_start"
                        + recordId
                        + ", "
                        + academicYear
                        + ", array["
                        + String.join(", ", dayColumns)
                        + "]::smallint[], _take, ? from "
                        + months.incoming()
                        + " where _take >= 0 on conflict ("
                        + school
                        + ", "
                        + person
                        + ", month_start) do update set days = array["
                        + merged
                        + "]::smallint[],"
                        + " known_days = t.known_days | excluded.known_days, emission_id = excluded.emission_id, loaded_at = now()";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setLong(1, emission.id());
            return insert.executeLargeUpdate();
        }
    }

    /**
     * Counts values per school and day once: partitions, processed days and touched keys all follow
     * from it.
     */
    private void summarise() throws SQLException {
        final String counts =
                IntStream.range(0, DAYS)
                        .mapToObj(i -> "count(nullif(_take & " + (1L << i) + ", 0)) as d" + (i + 1))
                        .collect(Collectors.joining(", "));
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "create temporary table summary on commit drop as select "
                            + SqlIdentifier.quote(target.days().school())
                            + " as school, month_start, "
                            + counts
                            + " from "
                            + months.incoming()
                            + " where _take >= 0 group by 1, 2");
        }
    }

    /** A role that loads may not make tables: a function of the database does. */
    private void makePartitions() throws SQLException {
        try (PreparedStatement make =
                connection.prepareStatement(
                        "select meta.make_month(cast(? as regclass), month_start)"
                                + " from (select distinct month_start from summary order by 1) months")) {
            make.setString(1, SourceTables.tableName(target));
            make.execute();
        }
    }

    @Override
    public void touch(final Emission emission, final List<String> owners) throws SQLException {
        final String days =
                "select school, month_start, month_start + v.day - 1 as day, v.n from summary cross join lateral (values "
                        + IntStream.rangeClosed(1, DAYS)
                                .mapToObj(i -> "(" + i + ", d" + i + ")")
                                .collect(Collectors.joining(", "))
                        + ") v (day, n) where v.n > 0";
        try (PreparedStatement upsert =
                connection.prepareStatement(
                        "insert into meta.processed_period (source, scope_id, day, emission_id, rows) select ?, school::text, day, ?, n from ("
                                + days
                                + ") d on conflict (source, scope_id, day) do update set rows = meta.processed_period.rows"
                                + " + excluded.rows, emission_id = excluded.emission_id, processed_at = now()")) {
            upsert.setString(1, emission.source());
            upsert.setLong(2, emission.id());
            upsert.executeUpdate();
        }
        Touched.insert(
                connection,
                emission,
                owners,
                "select 'day', school || '|' || day from ("
                        + days
                        + ") d union all select 'month', school || '|' || month_start from summary",
                List.of());
    }

    /** The first day of a record's month. */
    static String month(final Target target, final int startMonth) {
        return "meta.month_start("
                + SqlIdentifier.quote(target.days().academicYear())
                + ", "
                + SqlIdentifier.quote(target.days().month())
                + ", "
                + startMonth
                + ")";
    }
}
