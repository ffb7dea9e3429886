/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.processors;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.processor.ProcessContext;
import org.cqube.services.notification.Notification;
import org.cqube.services.notification.Notifications;

/**
 * The ledger of mails for SendNotification. Each call borrows a connection for as short as
 * possible: a mail server that does not answer must not keep connections from the data.
 */
final class MailLedger {
    private final ProcessContext context;

    MailLedger(final ProcessContext context) {
        this.context = context;
    }

    /** A question or a note. */
    private interface Work<T> {
        T with(Notifications ledger) throws SQLException;
    }

    private <T> T ask(final Work<T> work) throws SQLException {
        try (Connection connection = EmissionStep.pool(context).getConnection()) {
            return work.with(new Notifications(connection));
        }
    }

    /** The mail of a FlowFile; empty if it is sent, given up, or in the hands of another one. */
    Optional<Notification> current(final FlowFile flowFile) throws SQLException {
        final long id = Long.parseLong(flowFile.getAttribute(NotificationAttributes.ID));
        final UUID ticket = UUID.fromString(flowFile.getAttribute(NotificationAttributes.TICKET));
        return ask(ledger -> ledger.current(id, ticket));
    }

    /**
     * @param left recipients that the server did not take, empty for none
     */
    void sent(final Notification mail, final String left) throws SQLException {
        ask(
                ledger -> {
                    ledger.sent(mail, left.isEmpty() ? null : "not taken for " + left);
                    return mail;
                });
    }

    void failed(final Notification mail, final String why, final Instant nextTry)
            throws SQLException {
        ask(
                ledger -> {
                    ledger.failed(mail, why, nextTry);
                    return mail;
                });
    }

    void gaveUp(final Notification mail, final String why) throws SQLException {
        ask(
                ledger -> {
                    ledger.gaveUp(mail, why);
                    return mail;
                });
    }
}
