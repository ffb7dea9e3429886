/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.notification;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.cqube.engines.mail.MailKind;
import org.cqube.engines.schedule.Deadlines;

/** Keeps by when a source has to emit again, and says when it has not. */
public final class Expected {
    private final Connection connection;

    public Expected(Connection connection) {
        this.connection = connection;
    }

    /**
     * A source that is late.
     *
     * @param happening what to tell; its occasion is the deadline, so that each is told once
     * @param expectedBy the first deadline that was missed
     * @param toldBefore how many deadlines somebody was told of since the last emission
     */
    public record Late(Happening happening, Instant expectedBy, int toldBefore) {}

    /** Forgets a source that nothing is expected of any more. */
    public void forget(String source) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement(
                        "delete from meta.expected_emission where source = ?")) {
            delete.setString(1, source);
            delete.executeUpdate();
        }
    }

    /**
     * Looks at a source: an emission counts when it arrives, whatever becomes of it.
     *
     * @return empty if it is not late
     */
    public Optional<Late> look(String source, Deadlines deadlines, Instant now)
            throws SQLException {
        Optional<Instant> last = lastEmission(source);
        Instant from = last.isPresent() ? last.get() : since(source, now);
        keep(source, deadlines, from, last);
        Optional<Instant> missed = deadlines.missed(from, now);
        if (missed.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        values.put("expectedBy", Noteworthy.time(deadlines.after(from), deadlines.zone()));
        values.put(
                "lastEmission", last.map(at -> Noteworthy.time(at, deadlines.zone())).orElse(null));
        values.put(
                "every",
                deadlines.every().getDays() > 0
                        ? deadlines.every().getDays() + " d"
                        : deadlines.every().toString());
        values.put("by", deadlines.by().toString());
        return Optional.of(
                new Late(
                        Happening.of(MailKind.LATE, source, missed.get().toString(), "", values),
                        deadlines.after(from),
                        toldSince(source, from)));
    }

    private Optional<Instant> lastEmission(String source) throws SQLException {
        return instant("select max(received_at) from meta.emission where source = ?", source);
    }

    /** While there is no emission, they are expected from the first look on. */
    private Instant since(String source, Instant now) throws SQLException {
        return instant("select since from meta.expected_emission where source = ?", source)
                .orElse(now);
    }

    private Optional<Instant> instant(String sql, String source) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, source);
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant)
                        : Optional.empty();
            }
        }
    }

    private int toldSince(String source, Instant from) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement(
                        "select count(*) from meta.notification where source = ? and kind = 'late'"
                                + " and occasion::timestamptz > ?")) {
            query.setString(1, source);
            query.setTimestamp(2, Timestamp.from(from));
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private void keep(String source, Deadlines deadlines, Instant from, Optional<Instant> last)
            throws SQLException {
        String sql =
                "insert into meta.expected_emission as e (source, every, by_time, zone, since, last_emission, expected_by)"
                        + " values (?, ?, ?, ?, ?, ?, ?) on conflict (source) do update set every = excluded.every,"
                        + " by_time = excluded.by_time, zone = excluded.zone, last_emission = excluded.last_emission,"
                        + " expected_by = excluded.expected_by"
                        + " where (e.every, e.by_time, e.zone, e.last_emission, e.expected_by) is distinct from"
                        + " (excluded.every, excluded.by_time, excluded.zone, excluded.last_emission, excluded.expected_by)";
        try (PreparedStatement upsert = connection.prepareStatement(sql)) {
            upsert.setString(1, source);
            upsert.setString(2, deadlines.every().toString());
            upsert.setString(3, deadlines.by().toString());
            upsert.setString(4, deadlines.zone().toString());
            upsert.setTimestamp(5, Timestamp.from(from));
            upsert.setTimestamp(6, last.map(Timestamp::from).orElse(null));
            upsert.setTimestamp(7, Timestamp.from(deadlines.after(from)));
            upsert.executeUpdate();
        }
    }
}
