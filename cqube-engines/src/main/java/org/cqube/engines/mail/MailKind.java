/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.mail;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a mail is about (metrics-and-outputs, section 6), and which values its text may name. */
public enum MailKind {
    /** A whole file or zip was refused. To the emitter. */
    REFUSED(
            "emissionId",
            "file",
            "object",
            "emittedAt",
            "receivedAt",
            "rule",
            "message",
            "expected",
            "found",
            "records",
            "rejectReport"),
    /** A file was loaded, without some of its records. To the emitter. */
    REJECTED(
            "emissionId",
            "file",
            "object",
            "emittedAt",
            "receivedAt",
            "recordsIn",
            "loaded",
            "alreadyKnown",
            "rejected",
            "rejectedByRule",
            "firstRejects",
            "rejectReport",
            "rejectedRecords"),
    /** The world was at fault and all retries are spent. To the operator. */
    PARKED("emissionId", "file", "object", "emittedAt", "step", "error", "parkedAt"),
    /** The data are loaded, but cannot be published. To the operator. */
    PUBLICATION("run", "emissionId", "error", "startedAt"),
    /** Nothing came when it was expected. To the emitter, then to the operator. */
    LATE("expectedBy", "lastEmission", "every", "by"),
    /** A replay was asked for, and has ended. To the operator. */
    REPLAY(
            "replay",
            "selection",
            "requestedBy",
            "requestedAt",
            "endedAt",
            "files",
            "filesRefused",
            "rowsDeleted",
            "recordsIn",
            "loaded",
            "rejected",
            "alreadyKnown",
            "error"),
    /** Zips that nobody processed will be deleted, a mail for each day. To the operator. */
    EXPIRING("day", "zips", "list"),
    /** What was not told by itself in an hour in which many files failed. To the emitter. */
    DIGEST("hour", "mails", "list");

    private final Set<String> names;

    MailKind(String... names) {
        this.names =
                Stream.concat(Arrays.stream(names), Set.of("source", "title", "zone").stream())
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** The word in the ledger and in the names of files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind with this word; there must be one. */
    public static MailKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Names of the values that a text of this kind may use. */
    public Set<String> names() {
        return names;
    }
}
