/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.system;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the mail server of the try-out took. */
record Mailbox(Path folder) {

    /** As every text about one emission says. */
    private static final Pattern EMISSION = Pattern.compile("(?m)^Emission:\\s+(\\d+)$");

    static Mailbox of(RunningCqube cqube) {
        return new Mailbox(Path.of(cqube.status().path("endpoints").path("mailbox").asText()));
    }

    /**
     * A mail.
     *
     * @param to addresses, separated by commas
     * @param text the plain part; lines end in LF
     * @param html the other part
     */
    record Received(String to, String from, String subject, String text, String html) {

        /** The emission that the mail is about; empty if about none. */
        String emission() {
            Matcher matcher = EMISSION.matcher(text);
            return matcher.find() ? matcher.group(1) : "";
        }
    }

    List<Received> all() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .sorted()
                    .map(Mailbox::read)
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Mails by the id of the emission that they are about. */
    Map<String, List<Received>> byEmission() {
        return all().stream().collect(Collectors.groupingBy(Received::emission));
    }

    private static Received read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            MimeMessage message = new MimeMessage(Session.getInstance(new Properties()), in);
            return new Received(
                    message.getHeader("To", ","),
                    message.getHeader("From", ","),
                    message.getSubject(),
                    part(message, "text/plain"),
                    part(message, "text/html"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (MessagingException broken) {
            throw new AssertionError(file + " is no mail", broken);
        }
    }

    private static String part(MimeMessage message, String type)
            throws MessagingException, IOException {
        Multipart parts = (Multipart) message.getContent();
        for (int i = 0; i < parts.getCount(); i++) {
            BodyPart part = parts.getBodyPart(i);
            if (part.isMimeType(type)) {
                return part.getContent().toString().replace("\r\n", "\n");
            }
        }
        throw new AssertionError("no part " + type);
    }
}
