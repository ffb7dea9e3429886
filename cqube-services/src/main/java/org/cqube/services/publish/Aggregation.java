/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.publish;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.cqube.services.catalog.DataSource;
import org.cqube.services.ledger.Transactions;
import org.cqube.services.load.Holds;
import org.cqube.services.load.Touched;
import org.cqube.services.postgres.FreshStatistics;

/**
 * Takes the keys that loads touched, recomputes just these, and opens a run for their publication;
 * all in one transaction. A day that rolled over opens a run too, since periods move.
 */
public final class Aggregation {
    /** Separates the statements of an aggregation script. */
    private static final Pattern SEPARATOR = Pattern.compile("(?m)^--;;\\s*$");

    private final DataSource source;
    private final AsOf asOf;
    private final RunSettings settings;
    private final List<String> derived;

    /**
     * @param derived names of the sources that report on what this one aggregates: they get to know
     */
    public Aggregation(
            final DataSource source,
            final AsOf asOf,
            final RunSettings settings,
            final List<String> derived) {
        this.source = source;
        this.asOf = asOf;
        this.settings = settings;
        this.derived = List.copyOf(derived);
    }

    /**
     * Aggregates what is there to aggregate; returns the runs that wait for a FlowFile to publish
     * them.
     */
    public List<Long> run(final Connection connection) throws SQLException {
        return Transactions.inTransaction(
                connection,
                () -> {
                    if (!PublicationLock.tryLock(connection, name())
                            || !Touched.tryTake(connection, name())
                            || Holds.publication(connection, name())) {
                        return List.of();
                    }
                    final LocalDate day = asOf.day(connection, name());
                    if (hasWork(connection, day)) {
                        aggregate(connection, day);
                    }
                    return waiting(connection);
                });
    }

    /** Notes that FlowFiles for these runs are safely in NiFi's queue. */
    public static void handedOver(final Connection connection, final List<Long> runs)
            throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "update meta.run set handed_at = now() where run_id = ?")) {
            for (final long run : runs) {
                update.setLong(1, run);
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    private String name() {
        return source.contract().name();
    }

    private boolean hasWork(final Connection connection, final LocalDate day) throws SQLException {
        final String sql =
                "select exists (select 1 from meta.touched where owner_source = ? and run_id is null)"
                        + " or exists (select 1 from meta.emission where source = ? and state = 'loaded')"
                        + " or ? and (select as_of <> ? from meta.run where source = ? order by run_id desc limit 1)";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, name());
            query.setString(2, name());
            // the latest day moves with the data alone, which is touched then
            query.setBoolean(3, !(asOf instanceof AsOf.Latest));
            query.setObject(4, day);
            query.setString(5, name());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private void aggregate(final Connection connection, final LocalDate day) throws SQLException {
        final long run = open(connection, day);
        update(
                connection,
                "update meta.touched set run_id = ? where owner_source = ? and run_id is null",
                run);
        RunTables.create(connection, day, settings, name(), "t.run_id = " + run);
        try (Statement statement = connection.createStatement()) {
            for (final String script : source.contract().aggregates()) {
                for (final String sql : SEPARATOR.split(source.sql().get(script))) {
                    if (!sql.isBlank()) {
                        statement.execute(sql);
                    }
                }
            }
            if (asOf instanceof AsOf.Latest && source.sql().containsKey(Pointer.FILTERS)) {
                followData(statement, run);
            }
            statement.execute("drop table run, touched");
        }
        Touched.aggregated(connection, name(), derived);
        FreshStatistics.gather(connection);
        update(
                connection,
                "update meta.emission set state = 'aggregated', aggregated_at = clock_timestamp(), run_id = ?"
                        + " where source = ? and state = 'loaded'",
                run);
    }

    /**
     * The latest day is the last one that the aggregates have data for, which the source's filters
     * know.
     */
    private void followData(final Statement statement, final long run) throws SQLException {
        statement.executeUpdate(
                "update meta.run set as_of = latest.data_up_to from ("
                        + source.sql().get(Pointer.FILTERS)
                        + "\n) latest where run_id = "
                        + run
                        + " and latest.data_up_to is not null");
    }

    private long open(final Connection connection, final LocalDate day) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into meta.run (source, as_of) values (?, ?) returning run_id")) {
            insert.setString(1, name());
            insert.setObject(2, day);
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private void update(final Connection connection, final String sql, final long run)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, run);
            update.setString(2, name());
            update.executeUpdate();
        }
    }

    /**
     * Runs without a FlowFile: never handed over, or handed over so long ago that the FlowFile must
     * be lost.
     */
    private List<Long> waiting(final Connection connection) throws SQLException {
        final List<Long> runs = new ArrayList<>();
        try (PreparedStatement query =
                connection.prepareStatement(
                        "select run_id from meta.run where source = ? and state ="
                                + " 'aggregated' and (handed_at is null or handed_at < now() - interval '1 hour') order by run_id")) {
            query.setString(1, name());
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    runs.add(row.getLong(1));
                }
            }
        }
        return runs;
    }
}
