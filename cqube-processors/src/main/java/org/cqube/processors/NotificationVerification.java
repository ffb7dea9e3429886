/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.processors;

import org.apache.nifi.components.ConfigVerificationResult;
import org.apache.nifi.components.ConfigVerificationResult.Outcome;
import org.cqube.engines.mail.MailTexts;
import org.cqube.services.mail.MailServer;

/** What Verify says of texts and mail server. */
final class NotificationVerification {
    private NotificationVerification() {}

    static ConfigVerificationResult texts(final MailTexts texts) {
        return texts.faults().isEmpty()
                ? result("Texts of mails", Outcome.SUCCESSFUL, "All texts can be used")
                : result("Texts of mails", Outcome.FAILED, String.join("; ", texts.faults()));
    }

    /** The service's own Verify connects; here it is said whether mails go anywhere at all. */
    static ConfigVerificationResult server(final MailServer server) {
        return result(
                "Mail server",
                Outcome.SUCCESSFUL,
                server.isOn()
                        ? "Mails go to " + server.uri()
                        : "No host is set: nobody is told, mails are recorded only");
    }

    private static ConfigVerificationResult result(
            final String step, final Outcome outcome, final String text) {
        return new ConfigVerificationResult.Builder()
                .verificationStepName(step)
                .outcome(outcome)
                .explanation(text)
                .build();
    }
}
