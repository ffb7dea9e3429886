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
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.cqube.engines.finding.Rule;
import org.cqube.engines.finding.Violation;
import org.cqube.engines.overlap.DayHoles;
import org.cqube.services.ledger.Emission;

/**
 * Days that an emission leaves empty: no record of the state has a value, though days before and
 * after have. Looks from the last processed day before what the emission takes, or from the first
 * day that it takes, to the last; so each hole is reported once, by the emission that jumped over
 * it. Weekly holidays are none.
 */
final class NewHoles {
    /** A source may come back after years; what is meant is clear after these. */
    private static final int MAXIMUM_LINES = 366;

    private final Connection connection;
    private final Emission emission;
    private final Set<DayOfWeek> weeklyHolidays;
    private final NavigableSet<LocalDate> taken = new TreeSet<>();
    private LocalDate lastMonth;
    private int lastDays;

    NewHoles(
            final Connection connection,
            final Emission emission,
            final Set<DayOfWeek> weeklyHolidays) {
        this.connection = connection;
        this.emission = emission;
        this.weeklyHolidays = Set.copyOf(weeklyHolidays);
    }

    /**
     * Days that a record brings.
     *
     * @param days bits, bit 0 is the first of the month
     */
    void take(final LocalDate month, final int days) {
        final int known = month.equals(lastMonth) ? lastDays : 0;
        for (int fresh = days & ~known; fresh != 0; fresh &= fresh - 1) {
            taken.add(month.plusDays(Integer.numberOfTrailingZeros(fresh)));
        }
        lastMonth = month;
        lastDays = known | days;
    }

    /** A line of the report for each hole. */
    List<Violation> summary(final IntFunction<String> headers) throws SQLException {
        final List<LocalDate> holes = find();
        final List<Violation> lines = new ArrayList<>();
        for (final LocalDate day : holes.subList(0, Math.min(holes.size(), MAXIMUM_LINES))) {
            lines.add(
                    new Violation(
                            Rule.OVERLAP_HOLE,
                            0,
                            headers.apply(day.getDayOfMonth()),
                            day.toString(),
                            "No record of any school has a value for %s, a %s, between days that have; if it was a working day, emit it with --corrects %d"
                                    .formatted(
                                            day,
                                            day.getDayOfWeek()
                                                    .getDisplayName(TextStyle.FULL, Locale.ENGLISH),
                                            emission.id())));
        }
        return lines;
    }

    private List<LocalDate> find() throws SQLException {
        if (taken.isEmpty()) {
            return List.of();
        }
        final NavigableSet<LocalDate> days = new TreeSet<>(taken);
        try (PreparedStatement query =
                connection.prepareStatement(
                        "select distinct day from meta.processed_period where source = ? and day between ? and ?"
                                + " union select max(day) from meta.processed_period where source = ? and day < ?")) {
            query.setString(1, emission.source());
            query.setObject(2, taken.first());
            query.setObject(3, taken.last());
            query.setString(4, emission.source());
            query.setObject(5, taken.first());
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    final LocalDate day = row.getObject(1, LocalDate.class);
                    if (day != null) {
                        days.add(day);
                    }
                }
            }
        }
        return DayHoles.between(days, weeklyHolidays);
    }
}
