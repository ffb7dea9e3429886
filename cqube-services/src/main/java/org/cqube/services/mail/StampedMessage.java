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
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import org.cqube.engines.mail.MailHtml;

/**
 * A mail as it goes over the wire: plain text and the same in HTML, in UTF-8, under an id that it
 * keeps. Parts and message are bytes with a type: nothing asks the mailcap registry, which does not
 * see the classes of a NAR.
 */
final class StampedMessage extends MimeMessage {
    private static final String PLAIN = "text/plain; charset=UTF-8";
    private static final String HTML = "text/html; charset=UTF-8";

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
        MimeMultipart parts =
                new MimeMultipart(
                        "alternative",
                        part(mail.body(), PLAIN),
                        part(MailHtml.of(mail.body()), HTML));
        setDataHandler(
                new DataHandler(new ByteArrayDataSource(bytes(parts), parts.getContentType())));
        setHeader("Content-Type", parts.getContentType());
        saveChanges();
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", id);
    }

    private static MimeBodyPart part(String text, String type) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setDataHandler(
                new DataHandler(
                        new ByteArrayDataSource(text.getBytes(StandardCharsets.UTF_8), type)));
        part.setHeader("Content-Type", type);
        part.setHeader("Content-Transfer-Encoding", "quoted-printable");
        return part;
    }

    private static byte[] bytes(MimeMultipart parts) throws MessagingException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            parts.writeTo(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
