/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.notification;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cqube.engines.mail.MailKind;
import org.cqube.services.ledger.Arrival;

/**
 * Zips that lie unprocessed in the emission bucket and will be deleted soon: {@code
 * meta.expiring_object}. The operator gets one mail for each day on which some are deleted, the day
 * before.
 */
public final class ExpiringObjects {
    /** So many are listed in a mail; the table has all of them. */
    private static final int LISTED = 50;

    /** The operator's inbox tells of them: the group of their source may be stopped. */
    private static final String INBOX = "inbox";

    private final Connection connection;

    public ExpiringObjects(Connection connection) {
        this.connection = connection;
    }

    /**
     * Makes the table say what there is now.
     *
     * @param arrivals what lies in the bucket and has not much time left; what is being processed
     *     may be among it, is never deleted, and is left out
     * @param retention how long an object may lie there
     */
    public void keep(Collection<Arrival> arrivals, Duration retention) throws SQLException {
        try (PreparedStatement forget =
                connection.prepareStatement(
                        "delete from meta.expiring_object where object_key <> all (?)")) {
            Array keys =
                    connection.createArrayOf("text", arrivals.stream().map(Arrival::key).toArray());
            forget.setArray(1, keys);
            forget.executeUpdate();
            keys.free();
        }
        String sql =
                "insert into meta.expiring_object (object_key, last_modified, expires_at) select ?, ?, ?"
                        + " where not exists (select from meta.emission where object_key = ? and last_modified = ?"
                        + " and (state in ('archived', 'validated', 'parked') or state = 'received' and handed_at is not null))"
                        + " on conflict do nothing";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (Arrival arrival : arrivals) {
                Timestamp lastModified = Timestamp.from(arrival.lastModified());
                insert.setString(1, arrival.key());
                insert.setTimestamp(2, lastModified);
                insert.setTimestamp(3, Timestamp.from(arrival.lastModified().plus(retention)));
                insert.setString(4, arrival.key());
                insert.setTimestamp(5, lastModified);
                insert.executeUpdate();
            }
        }
    }

    /**
     * Days, up to tomorrow, on which objects will be deleted and that nobody was told of.
     *
     * @param zone in which a day is a day
     */
    public List<Happening> find(ZoneId zone) throws SQLException {
        String sql =
                "select day, count(*) as zips, array_to_string((array_agg(line order by line))[1:"
                        + LISTED
                        + "], E'\\n') as list from (select (o.expires_at at time zone ?)::date as day, '  ' || o.object_key || '  '"
                        + " || coalesce((select 'refused (' || (e.refusal->>'rule') || ')' from meta.emission e"
                        + " where e.object_key = o.object_key and e.last_modified = o.last_modified and e.state = 'refused' limit 1),"
                        + " 'nobody took it') as line from meta.expiring_object o) as objects"
                        + " where day <= (now() at time zone ?)::date + 1 and not exists (select from meta.notification n"
                        + " where n.source = ? and n.kind = 'expiring' and n.occasion = day::text) group by day order by day";
        List<Happening> days = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, zone.getId());
            query.setString(2, zone.getId());
            query.setString(3, INBOX);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    String day = row.getObject("day", LocalDate.class).toString();
                    Map<String, String> values = new HashMap<>();
                    values.put("day", day);
                    values.put("zips", row.getString("zips"));
                    values.put("list", row.getString("list"));
                    days.add(Happening.of(MailKind.EXPIRING, INBOX, day, "", values));
                }
            }
        }
        return days;
    }
}
