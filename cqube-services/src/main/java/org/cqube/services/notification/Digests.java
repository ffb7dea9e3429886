/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.notification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.cqube.engines.mail.MailKind;

/** Hours that are over in which so many files of a source failed that some were not told singly. */
final class Digests {
    /** So many are listed; the ledger has all of them. */
    private static final int LISTED = 200;

    static final String SQL =
            "select source, hour, count(*) as mails, array_to_string((array_agg('  ' || subject order by notification_id))[1:"
                    + LISTED
                    + "], E'\\n') as list from (select n.*, date_trunc('hour', n.created_at) as hour from meta.notification n"
                    + " where n.outcome = 'digest' and "
                    + Sources.condition("n.source")
                    + " and n.created_at < date_trunc('hour', now()) and n.created_at > now() - interval '7 days') as kept"
                    + " where not exists (select from meta.notification d where d.source = kept.source and d.kind = 'digest'"
                    + " and d.occasion = to_char(kept.hour at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'))"
                    + " group by source, hour order by hour";

    private Digests() {}

    static Happening happening(ResultSet row, ZoneId zone) throws SQLException {
        Timestamp hour = row.getTimestamp("hour");
        Instant from = hour.toInstant();
        Map<String, String> values = new HashMap<>();
        values.put("hour", Noteworthy.time(from, zone));
        values.put("mails", row.getString("mails"));
        values.put("list", row.getString("list"));
        return Happening.of(MailKind.DIGEST, row.getString("source"), from.toString(), "", values);
    }
}
