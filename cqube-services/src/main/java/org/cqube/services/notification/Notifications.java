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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.cqube.engines.mail.MailText;

/**
 * The ledger of mails: at most one per emission and kind. As with emissions, a FlowFile acts for a
 * row only while it carries the row's ticket.
 */
public final class Notifications {
    private static final String COLUMNS =
            "notification_id, ticket, source, kind, emission_id, recipients, subject, body, attempts, next_try_at";

    private final Connection connection;

    public Notifications(Connection connection) {
        this.connection = connection;
    }

    /**
     * Records a mail unless there is one for the same emission (or occasion) and kind.
     *
     * @param recipients none, if nobody is to be told: then the row ends here
     * @param why said in the row where nobody is told, else empty
     * @return the mail to send; empty if there is none to send
     */
    public Optional<Notification> record(
            Happening happening, MailText.Filled text, List<String> recipients, String why)
            throws SQLException {
        boolean nobody = recipients.isEmpty();
        return insert(
                happening, text, recipients, nobody ? "nobody" : "waiting", nobody ? why : null);
    }

    /** Records what the mail of this hour will list; unless it was recorded before. */
    public void keepForDigest(Happening happening, MailText.Filled text, List<String> recipients)
            throws SQLException {
        insert(happening, text, recipients, "digest", null);
    }

    private Optional<Notification> insert(
            Happening happening,
            MailText.Filled text,
            List<String> recipients,
            String outcome,
            String failure)
            throws SQLException {
        String sql =
                "insert into meta.notification (emission_id, source, kind, occasion, recipients, subject, body, outcome, failure)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing returning "
                        + COLUMNS;
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setObject(1, happening.emissionId().orElse(null));
            insert.setString(2, happening.source());
            insert.setString(3, happening.kind().word());
            insert.setString(4, happening.occasion());
            insert.setString(5, String.join(",", recipients));
            insert.setString(6, text.subject());
            insert.setString(7, text.body());
            insert.setString(8, outcome);
            insert.setString(9, failure);
            return all(insert).stream().filter(mail -> outcome.equals("waiting")).findFirst();
        }
    }

    /**
     * How many failed files of a source were told, or kept for its digest, since the hour began.
     */
    public long failuresOfThisHour(String source) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement(
                        "select count(*) from meta.notification where source = ? and kind in ('refused', 'rejected')"
                                + " and outcome <> 'nobody' and created_at >= date_trunc('hour', now())")) {
            query.setString(1, source);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** Whether something was recorded for this occasion. */
    public boolean isRecorded(Happening happening) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement(
                        "select 1 from meta.notification where source = ? and kind = ? and occasion = ? and emission_id is null")) {
            query.setString(1, happening.source());
            query.setString(2, happening.kind().word());
            query.setString(3, happening.occasion());
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        }
    }

    /**
     * Mails whose FlowFile never got into a queue, or got lost there: each comes back with a new
     * ticket.
     *
     * @param patience longer than any wait between two tries
     */
    public List<Notification> takeUnattended(Sources sources, Duration patience)
            throws SQLException {
        String sql =
                "update meta.notification set ticket = gen_random_uuid(), handed_at = null"
                        + " where outcome = 'waiting' and "
                        + Sources.condition("source")
                        + " and (handed_at is null and created_at < now() - interval '30 seconds'"
                        + " or greatest(handed_at, next_try_at) < now() - ? * interval '1 second') returning "
                        + COLUMNS;
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            sources.bind(connection, update, 1);
            update.setLong(3, patience.toSeconds());
            return all(update);
        }
    }

    /** Notes that FlowFiles for these mails are safely in NiFi's queue. */
    public void handedOver(Collection<Long> ids) throws SQLException {
        Array array = connection.createArrayOf("bigint", ids.toArray());
        try (PreparedStatement update =
                connection.prepareStatement(
                        "update meta.notification set handed_at = now() where notification_id = any(?)")) {
            update.setArray(1, array);
            update.executeUpdate();
        } finally {
            array.free();
        }
    }

    /** The mail, if this ticket may still act for it. */
    public Optional<Notification> current(long id, UUID ticket) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement(
                        "select "
                                + COLUMNS
                                + " from meta.notification where notification_id = ? and ticket = ? and outcome = 'waiting'")) {
            query.setLong(1, id);
            query.setObject(2, ticket);
            return all(query).stream().findFirst();
        }
    }

    /**
     * Notes that the mail server took the mail.
     *
     * @param remark on recipients that it did not take, or null
     */
    public void sent(Notification mail, String remark) throws SQLException {
        change(mail, "outcome = 'sent', sent_at = now(), failure = ?", remark, null);
    }

    /** Notes that a try failed, and when the next one is due. */
    public void failed(Notification mail, String failure, Instant nextTry) throws SQLException {
        change(mail, "failure = ?, next_try_at = ?", failure, Timestamp.from(nextTry));
    }

    /** Notes that the mail is not tried any more. */
    public void gaveUp(Notification mail, String failure) throws SQLException {
        change(mail, "outcome = 'given up', failure = ?", failure, null);
    }

    private void change(Notification mail, String assignments, String text, Timestamp time)
            throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "update meta.notification set attempts = attempts + 1, "
                                + assignments
                                + " where notification_id = ? and ticket = ?")) {
            int index = 1;
            update.setString(index++, text);
            if (time != null) {
                update.setTimestamp(index++, time);
            }
            update.setLong(index++, mail.id());
            update.setObject(index, mail.ticket());
            update.executeUpdate();
        }
    }

    private static List<Notification> all(PreparedStatement statement) throws SQLException {
        List<Notification> mails = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                mails.add(
                        new Notification(
                                row.getLong("notification_id"),
                                row.getObject("ticket", UUID.class),
                                row.getString("source"),
                                row.getString("kind"),
                                Optional.ofNullable(row.getObject("emission_id", Long.class)),
                                Arrays.stream(row.getString("recipients").split(","))
                                        .filter(address -> !address.isBlank())
                                        .toList(),
                                row.getString("subject"),
                                row.getString("body"),
                                row.getInt("attempts"),
                                Optional.ofNullable(row.getTimestamp("next_try_at"))
                                        .map(Timestamp::toInstant)));
            }
        }
        return mails;
    }
}
