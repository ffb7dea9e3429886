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
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cqube.engines.mail.MailKind;
import org.cqube.engines.mail.MailValues;

/**
 * Finds what nobody has been told yet. What happened more than a week ago is past: whoever switches
 * mail on is not told the whole history. So is what a rebuild brought back: the database that was
 * lost has told it.
 */
public final class Noteworthy {
    /** At one time; the next look finds the rest. */
    private static final int MOST = 50;

    /** From when on something is told, in SQL. */
    static final String PAST =
            "greatest(now() - interval '7 days',"
                    + " (select max(case state when 'done' then ended_at else 'infinity' end) from meta.rebuild))";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

    private static final String EMISSIONS =
            "select e.*, case e.state when 'refused' then 'refused' when 'parked' then 'parked' else 'rejected' end as kind,"
                    + " refusal->>'rule' as rule, refusal->>'message' as message, refusal->>'expected' as expected,"
                    + " refusal->>'found' as found, failure->>'step' as step, failure->>'message' as error"
                    + " from meta.emission e where (state in ('refused', 'parked') or rejected > 0)"
                    + " and state in ('refused', 'parked', 'loaded', 'aggregated', 'published', 'known')"
                    + " and greatest(ended_at, loaded_at, parked_at) > "
                    + PAST
                    + " and "
                    + Sources.condition("source")
                    + " and not exists (select from meta.notification n where n.emission_id = e.emission_id and n.kind ="
                    + " case e.state when 'refused' then 'refused' when 'parked' then 'parked' else 'rejected' end)"
                    + " order by e.emission_id limit "
                    + MOST;

    private static final String RUNS =
            "select r.run_id, r.source, r.started_at, r.failure->>'message' as error,"
                    + " (select min(e.emission_id) from meta.emission e where e.run_id = r.run_id) as emission_id"
                    + " from meta.run r where r.state = 'aggregated' and r.failure is not null and "
                    + Sources.condition("r.source")
                    + " and not exists (select from meta.notification n where n.source = r.source and n.kind = 'publication'"
                    + " and n.occasion = r.run_id::text) order by r.run_id limit "
                    + MOST;

    private final Connection connection;
    private final ZoneId zone;

    /**
     * @param zone in which times are told
     */
    public Noteworthy(Connection connection, ZoneId zone) {
        this.connection = connection;
        this.zone = zone;
    }

    /**
     * Emissions that were refused, lost records or are parked, publications that failed, replays,
     * and what is left to tell of an hour in which many files failed.
     */
    public List<Happening> find(Sources sources) throws SQLException {
        List<Happening> found = new ArrayList<>();
        query(EMISSIONS, sources, row -> found.add(emission(row)));
        query(RUNS, sources, row -> found.add(run(row)));
        query(Replays.SQL, sources, row -> found.add(Replays.happening(row, zone)));
        query(Digests.SQL, sources, row -> found.add(Digests.happening(row, zone)));
        return found;
    }

    /** Takes one row of an answer. */
    private interface Row {
        void take(ResultSet row) throws SQLException;
    }

    private void query(String sql, Sources sources, Row each) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            sources.bind(connection, query, 1);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    each.take(row);
                }
            }
        }
    }

    private Happening emission(ResultSet row) throws SQLException {
        long id = row.getLong("emission_id");
        MailKind kind = MailKind.of(row.getString("kind"));
        Map<String, String> values = new HashMap<>();
        values.put("emissionId", Long.toString(id));
        values.put("file", row.getString("file"));
        values.put("object", row.getString("object_key"));
        values.put("emittedAt", time(row, "emitted_at"));
        values.put("receivedAt", time(row, "received_at"));
        values.put("parkedAt", time(row, "parked_at"));
        for (String text : List.of("rule", "message", "expected", "found", "step")) {
            values.put(text, row.getString(text));
        }
        values.put("error", error(row));
        values.put("records", Long.toString(row.getLong("records_in")));
        values.put("recordsIn", Long.toString(row.getLong("records_in")));
        values.put("loaded", Long.toString(row.getLong("loaded")));
        values.put("rejected", Long.toString(row.getLong("rejected")));
        values.put("alreadyKnown", Long.toString(row.getLong("already_known")));
        values.put("rejectReport", row.getString("rejects_key"));
        values.put("rejectedRecords", row.getString("rejected_key"));
        Map<String, Long> refusedByRule = kind == MailKind.REJECTED ? refusedByRule(id) : Map.of();
        values.put("rejectedByRule", MailValues.counts(refusedByRule));
        return new Happening(
                kind,
                row.getString("source"),
                Optional.of(id),
                "",
                Optional.ofNullable(row.getString("rule")).orElse(""),
                refusedByRule,
                Optional.ofNullable(row.getString("rejects_key")),
                values);
    }

    private Happening run(ResultSet row) throws SQLException {
        String run = Long.toString(row.getLong("run_id"));
        Map<String, String> values = new HashMap<>();
        values.put("run", run);
        values.put("emissionId", row.getString("emission_id"));
        values.put("error", error(row));
        values.put("startedAt", time(row, "started_at"));
        return Happening.of(MailKind.PUBLICATION, row.getString("source"), run, "", values);
    }

    static String error(ResultSet row) throws SQLException {
        String error = row.getString("error");
        return error == null ? null : MailValues.withoutValues(error);
    }

    private String time(ResultSet row, String column) throws SQLException {
        return time(row, column, zone);
    }

    static String time(ResultSet row, String column, ZoneId zone) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time(time.toInstant(), zone);
    }

    static String time(Instant time, ZoneId zone) {
        return TIME.format(time.atZone(zone));
    }

    private Map<String, Long> refusedByRule(long emission) throws SQLException {
        Map<String, Long> counts = new HashMap<>();
        try (PreparedStatement query =
                connection.prepareStatement(
                        "select rule, n from meta.emission_count where emission_id = ? and kind = 'row'")) {
            query.setLong(1, emission);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    counts.put(row.getString(1), row.getLong(2));
                }
            }
        }
        return counts;
    }
}
