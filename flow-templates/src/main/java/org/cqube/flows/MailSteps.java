/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.flows;

import static org.cqube.flows.SharedService.CATALOG;
import static org.cqube.flows.SharedService.MAIL_SERVER;
import static org.cqube.flows.SharedService.OBJECT_STORE;
import static org.cqube.flows.SharedService.POOL;

/**
 * The two processors that tell people, in a row of their own: nothing leads to it and nothing leads
 * away, so that no mail can hold up data.
 */
final class MailSteps {

    private MailSteps() {}

    /** Finds what has to be told. */
    static Step compose(int column, int row) {
        return Step.timed(
                        "ComposeNotifications",
                        new Cell(column, row),
                        "#{cqube.mail.period}",
                        CATALOG,
                        POOL,
                        OBJECT_STORE,
                        MAIL_SERVER)
                .with("Emitter Recipients", "#{cqube.mail.emitter}")
                .with("Operator Recipients", "#{cqube.mail.operator}")
                .with("Language", "#{cqube.mail.language}")
                .with("Digest After", "#{cqube.mail.digest.after}")
                .with("Input Bucket", "#{cqube.bucket.input}")
                .with("Zone", "#{cqube.zone}")
                .with("Weekly Holidays", "#{cqube.attendance.weekly.holidays}");
    }

    /** Sends it; tries again from its own queue, whose FlowFiles it looks at once per penalty. */
    static Step send(int column, int row) {
        return Step.queued("SendNotification", new Cell(column, row), POOL, MAIL_SERVER)
                .with("First Delay", "#{cqube.mail.retry.delay}")
                .with("Maximum Tries", "#{cqube.mail.retry.tries}")
                .penalty("2 sec")
                .ends("success", "failure");
    }

    static Queue queue(Step compose, Step send) {
        return Queue.of("mails to send", compose, "success", send, Limit.MAILS);
    }
}
