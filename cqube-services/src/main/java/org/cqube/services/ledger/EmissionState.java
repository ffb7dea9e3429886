/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.ledger;

import java.util.Locale;

/** The states of {@code contracts.md}, section 2. */
public enum EmissionState {
    RECEIVED,
    ARCHIVED,
    VALIDATED,
    LOADED,
    AGGREGATED,
    PUBLISHED,
    REFUSED,
    KNOWN,
    EXPIRED,
    ABANDONED,
    PARKED;

    /** The word that stands in the ledger. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static EmissionState of(final String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Whether its rows are in the tables, by its own load or by that of a twin. */
    public boolean isCommitted() {
        return switch (this) {
            case LOADED, AGGREGATED, PUBLISHED, KNOWN -> true;
            case RECEIVED, ARCHIVED, VALIDATED, PARKED, REFUSED, EXPIRED, ABANDONED -> false;
        };
    }

    /** Whether nothing is left to do before the load: committed, or ended without. */
    public boolean isSettled() {
        return switch (this) {
            case RECEIVED, ARCHIVED, VALIDATED, PARKED -> false;
            case LOADED, AGGREGATED, PUBLISHED, REFUSED, KNOWN, EXPIRED, ABANDONED -> true;
        };
    }
}
