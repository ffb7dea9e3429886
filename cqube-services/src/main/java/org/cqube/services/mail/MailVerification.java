/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.mail;

import static org.apache.nifi.components.ConfigVerificationResult.Outcome.FAILED;
import static org.apache.nifi.components.ConfigVerificationResult.Outcome.SUCCESSFUL;

import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import java.util.List;
import java.util.Optional;
import org.apache.nifi.components.ConfigVerificationResult;
import org.apache.nifi.components.ConfigVerificationResult.Outcome;

/** Looks whether proposed settings work: connects and logs in, and sends nothing. */
final class MailVerification {
    static final String ANSWERS = "Mail server answers";

    private MailVerification() {}

    static List<ConfigVerificationResult> verify(Optional<MailSettings> settings) {
        if (settings.isEmpty()) {
            return List.of(step(SUCCESSFUL, "No host is set: no mail is sent."));
        }
        try (Transport transport = settings.get().connect(settings.get().session())) {
            return List.of(
                    step(
                            SUCCESSFUL,
                            "%s answers%s."
                                    .formatted(
                                            transport.getURLName().getHost(),
                                            settings.get().user().isPresent()
                                                    ? " and knows the user"
                                                    : "")));
        } catch (MessagingException e) {
            return List.of(step(FAILED, settings.get().uri() + ": " + e.getMessage()));
        }
    }

    private static ConfigVerificationResult step(Outcome outcome, String text) {
        return new ConfigVerificationResult.Builder()
                .verificationStepName(ANSWERS)
                .outcome(outcome)
                .explanation(text)
                .build();
    }
}
