/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.mail;

import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.ByteArrayDataSource;
import java.nio.charset.StandardCharsets;
import java.util.Date;

/** A mail as it goes over the wire: plain text in UTF-8, under an id that it keeps. */
final class StampedMessage extends MimeMessage {
    private static final String TYPE = "text/plain; charset=UTF-8";

    private final String id;

    StampedMessage(Session session, String sender, Mail mail) throws MessagingException {
        super(session);
        id = "<" + mail.id() + sender.substring(sender.lastIndexOf('@')) + ">";
        setFrom(new InternetAddress(sender, true));
        for (String recipient : mail.recipients()) {
            addRecipient(Message.RecipientType.TO, new InternetAddress(recipient, true));
        }
        setSubject(
                mail.subject().replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]+", " "),
                StandardCharsets.UTF_8.name());
        setSentDate(new Date());
        // no answer by a machine, please (RFC 3834)
        setHeader("Auto-Submitted", "auto-generated");
        setDataHandler(
                new DataHandler(
                        new ByteArrayDataSource(
                                mail.body().getBytes(StandardCharsets.UTF_8), TYPE)));
        setHeader("Content-Type", TYPE);
        setHeader("Content-Transfer-Encoding", "quoted-printable");
        saveChanges();
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", id);
    }
}
