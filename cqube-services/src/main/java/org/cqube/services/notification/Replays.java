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
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cqube.engines.mail.MailKind;

/**
 * Replays, which the operator is told of twice: when one was asked for, and when it has ended. One
 * that ended before anybody could be told of it is told once.
 */
final class Replays {
    private static final String STANDS =
            "case r.state when 'done' then 'done' when 'failed' then 'failed' else 'requested' end";

    static final String SQL =
            "select r.*, "
                    + STANDS
                    + " as stands, r.failure as error from meta.replay r where not r.dry_run"
                    + " and coalesce(r.ended_at, r.requested_at) > "
                    + Noteworthy.PAST
                    + " and "
                    + Sources.condition("r.source")
                    + " and not exists (select from meta.notification n where n.source = r.source and n.kind = 'replay'"
                    + " and n.occasion = r.replay_id || ' ' || "
                    + STANDS
                    + ") order by r.replay_id";

    private Replays() {}

    static Happening happening(ResultSet row, ZoneId zone) throws SQLException {
        Map<String, String> values = new HashMap<>();
        String id = row.getString("replay_id");
        String stands = row.getString("stands");
        values.put("replay", id);
        values.put("selection", row.getString("selection"));
        values.put("requestedBy", row.getString("requested_by"));
        for (String time : List.of("requested_at", "ended_at")) {
            values.put(name(time), Noteworthy.time(row, time, zone));
        }
        for (String count :
                List.of(
                        "files",
                        "files_refused",
                        "rows_deleted",
                        "records_in",
                        "loaded",
                        "rejected",
                        "already_known")) {
            values.put(name(count), row.getString(count));
        }
        values.put("error", Noteworthy.error(row));
        return Happening.of(
                MailKind.REPLAY, row.getString("source"), id + " " + stands, stands, values);
    }

    /** The name in a text of a column: {@code rowsDeleted} of {@code rows_deleted}. */
    private static String name(String column) {
        String[] words = column.split("_", 2);
        return words.length == 1
                ? column
                : words[0] + Character.toUpperCase(words[1].charAt(0)) + words[1].substring(1);
    }
}
