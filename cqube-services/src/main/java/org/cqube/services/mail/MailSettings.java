/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;

/**
 * The resolved property values of one {@link StandardMailServer}.
 *
 * @param user empty for a server that asks nobody
 * @param timeout how long the server may be silent
 */
record MailSettings(
        String host,
        int port,
        TransportSecurity security,
        Optional<String> user,
        String password,
        String sender,
        Duration timeout) {

    private String protocol() {
        return security == TransportSecurity.TLS ? "smtps" : "smtp";
    }

    String uri() {
        return protocol() + "://" + host + ":" + port;
    }

    Session session() {
        Properties properties = new Properties();
        String prefix = "mail." + protocol() + ".";
        String milliseconds = Long.toString(timeout.toMillis());
        properties.put(prefix + "connectiontimeout", milliseconds);
        properties.put(prefix + "timeout", milliseconds);
        properties.put(prefix + "writetimeout", milliseconds);
        properties.put(prefix + "auth", Boolean.toString(user.isPresent()));
        properties.put(prefix + "ssl.checkserveridentity", "true");
        // one wrong address must not keep the mail from the others
        properties.put(prefix + "sendpartial", "true");
        if (security == TransportSecurity.STARTTLS) {
            properties.put(prefix + "starttls.enable", "true");
            properties.put(prefix + "starttls.required", "true");
        }
        return Session.getInstance(properties);
    }

    /** An open connection, logged in; the caller closes it. */
    Transport connect(Session session) throws MessagingException {
        Transport transport = session.getTransport(protocol());
        transport.connect(host, port, user.orElse(null), user.isPresent() ? password : null);
        return transport;
    }

    /** Without the password, which a record would print. */
    @Override
    public String toString() {
        return "MailSettings[%s, %s, sender=%s]".formatted(uri(), security.getValue(), sender);
    }
}
