/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.backend;

import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * The one mailbox: each mail becomes one {@code .eml} file, named by the time it came, in order.
 * Nothing is kept in memory.
 */
final class MailFolder implements GreenMailUser {

    private static final String NAME = "all";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmssSSS");

    private final Path folder;

    private WeakReference<MovingMessage> last = new WeakReference<>(null);

    private int number;

    MailFolder(Path folder) {
        this.folder = folder;
    }

    /** Called once per recipient of a mail, one after the other; the file is written once. */
    @Override
    public synchronized void deliver(MovingMessage message) {
        if (last.refersTo(message)) {
            return;
        }
        deliver(message.getMessage());
        last = new WeakReference<>(message);
    }

    @Override
    public synchronized void deliver(MimeMessage message) {
        number++;
        String name =
                "%s-%04d.eml".formatted(LocalDateTime.now(ZoneOffset.UTC).format(TIME), number);
        Path partial = folder.resolve("." + name);
        try {
            try (OutputStream out = Files.newOutputStream(partial)) {
                message.writeTo(out);
            }
            Files.move(partial, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new UncheckedIOException("mail not stored", failed);
        } catch (MessagingException failed) {
            throw new IllegalStateException("mail not stored", failed);
        }
    }

    @Override
    public String getEmail() {
        return NAME;
    }

    @Override
    public String getLogin() {
        return NAME;
    }

    @Override
    public String getPassword() {
        return "";
    }

    @Override
    public String getQualifiedMailboxName() {
        return NAME;
    }

    @Override
    public void setPassword(String password) {
        throw new UnsupportedOperationException("the mailbox is a folder and has no password");
    }

    @Override
    public void authenticate(String password) {
        throw new UnsupportedOperationException("the mailbox is a folder and has no password");
    }

    @Override
    public void create() {
        throw new UnsupportedOperationException("the mailbox is always there");
    }

    @Override
    public void delete() {
        throw new UnsupportedOperationException("the mailbox is always there");
    }
}
