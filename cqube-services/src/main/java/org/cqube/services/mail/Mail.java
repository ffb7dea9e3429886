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

/**
 * One mail, written in plain text.
 *
 * @param id names the mail for good: one that is sent again has the same, so that mail servers and
 *     readers can tell
 * @param recipients addresses, at least one
 * @param subject one line
 * @param body lines that end in LF
 */
public record Mail(String id, List<String> recipients, String subject, String body) {

    public Mail {
        recipients = List.copyOf(recipients);
        if (recipients.isEmpty()) {
            throw new IllegalArgumentException("a mail without recipients");
        }
    }
}
