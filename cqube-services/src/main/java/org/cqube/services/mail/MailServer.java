/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.mail;

import java.util.List;
import org.apache.nifi.controller.ControllerService;

/** Takes mails for delivery. Thread-safe. */
public interface MailServer extends ControllerService {

    /** Whether a server is set: without one, nobody is told anything, and nothing is at fault. */
    boolean isOn();

    /** Where mails go, as {@code smtp://host:port}; for provenance. */
    String uri();

    /**
     * Hands one mail over. When this returns, the server has taken it for at least one recipient.
     *
     * @return recipients that the server does not take, while it took the mail for others
     * @throws MailException if it took it for none; the connection may have broken after the last
     *     byte, so that the server has it nevertheless
     */
    List<String> send(Mail mail) throws MailException;
}
