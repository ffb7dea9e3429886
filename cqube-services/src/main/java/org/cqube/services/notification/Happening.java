/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.notification;

import java.util.Map;
import java.util.Optional;
import org.cqube.engines.mail.MailKind;

/**
 * Something that somebody has to be told.
 *
 * @param emissionId empty if it is about no single emission
 * @param occasion the run, the deadline, the hour and so on; empty if it is about an emission
 * @param rule that an emission was refused under, or how a replay stands: there may be a text of
 *     its own for it; else empty
 * @param refusedByRule how many records were refused under each rule, for a file that was loaded
 * @param rejectsKey findings in the input bucket, empty if there are none
 * @param values for the text of the mail, but for those that need more than the ledger
 */
public record Happening(
        MailKind kind,
        String source,
        Optional<Long> emissionId,
        String occasion,
        String rule,
        Map<String, Long> refusedByRule,
        Optional<String> rejectsKey,
        Map<String, String> values) {

    /** Something that is about no emission. */
    static Happening of(
            MailKind kind,
            String source,
            String occasion,
            String rule,
            Map<String, String> values) {
        return new Happening(
                kind, source, Optional.empty(), occasion, rule, Map.of(), Optional.empty(), values);
    }
}
