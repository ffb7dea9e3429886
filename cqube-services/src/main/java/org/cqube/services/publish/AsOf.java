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
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;

/**
 * The day that periods end with: an explicit input of every run, so that the same inputs give the
 * same bytes (metrics-and-outputs, 0.3).
 */
public sealed interface AsOf {
    /** The day before today in the state's zone. */
    record Yesterday(ZoneId zone, Clock clock) implements AsOf {}

    /** The last day that the source has data for. */
    record Latest(ZoneId zone) implements AsOf {}

    /** A given day. */
    record Fixed(LocalDate day) implements AsOf {}

    /**
     * Reads {@code yesterday}, {@code latest} or an ISO date.
     *
     * @throws IllegalArgumentException for any other text
     */
    static AsOf parse(final String text, final ZoneId zone, final Clock clock) {
        return switch (text.strip()) {
            case "yesterday" -> new Yesterday(zone, clock);
            case "latest" -> new Latest(zone);
            default -> {
                try {
                    yield new Fixed(LocalDate.parse(text.strip()));
                } catch (final DateTimeParseException e) {
                    throw new IllegalArgumentException(
                            "As Of is 'yesterday', 'latest' or a date such as 2020-07-31, not '"
                                    + text
                                    + "'",
                            e);
                }
            }
        };
    }

    /** The day, for one source. */
    default LocalDate day(final Connection connection, final String source) throws SQLException {
        return switch (this) {
            case Yesterday yesterday ->
                    LocalDate.now(yesterday.clock().withZone(yesterday.zone())).minusDays(1);
            case Fixed fixed -> fixed.day();
            case Latest latest -> latestDay(connection, source, latest.zone());
        };
    }

    /** A source without days (a master) is as new as its newest committed emission. */
    private static LocalDate latestDay(
            final Connection connection, final String source, final ZoneId zone)
            throws SQLException {
        final String sql =
                "select coalesce((select max(day) from meta.processed_period where source = ?),"
                        + " (select (max(emitted_at) at time zone ?)::date from meta.emission where source = ? and loaded_at is not null),"
                        + " date '1970-01-01')";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, source);
            query.setString(2, zone.getId());
            query.setString(3, source);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getObject(1, LocalDate.class);
            }
        }
    }
}
