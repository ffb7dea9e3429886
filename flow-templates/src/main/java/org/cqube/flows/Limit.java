/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.flows;

/**
 * When a queue holds back the step before it.
 *
 * @param objects FlowFiles, 0 for no limit
 * @param size content, in NiFi's words, {@code 0 B} for no limit
 */
public record Limit(long objects, String size) {

    /**
     * FlowFiles without content, from the listing: enough to keep the nodes busy, cheap to hold.
     */
    static final Limit ARRIVALS = new Limit(1_000, "1 MB");

    /** Whole files. The step behind always gets rid of them, so a short queue bounds the disk. */
    static final Limit FILES = new Limit(100, "4 GB");

    /**
     * No limit. Used where a FlowFile may wait for another one: a younger emission waits in front
     * of LoadTable until the older has been loaded, and a full queue would keep the older, on its
     * way back from parking or validation, from ever getting there. What enters is bounded before.
     */
    static final Limit NONE = new Limit(0, "0 B");

    /** Mails, which wait here while the mail server is away; more of them wait in the ledger. */
    static final Limit MAILS = new Limit(1_000, "10 MB");

    /**
     * Metrics: one FlowFile is one publication, of which the next makes the one before obsolete.
     */
    static final Limit PUBLICATIONS = new Limit(10, "1 GB");
}
