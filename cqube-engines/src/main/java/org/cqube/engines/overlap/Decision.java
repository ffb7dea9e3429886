/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.overlap;

import java.util.List;
import java.util.Objects;
import org.cqube.engines.finding.Violation;

/**
 * What becomes of one record: in the ledger a {@code Load} counts as loaded, the others as they
 * say.
 */
public sealed interface Decision {

    /** Inserts or changes a stored row: counts as loaded. */
    sealed interface Load extends Decision {}

    /**
     * The row of a month as it shall stand afterwards.
     *
     * @param days 31 codes, 0 = no value: what was stored and what is taken now
     * @param changed the days that differ from what was stored before; bit 0 = day 1. Only these
     *     are touched
     * @param created true when no row was stored: it loads also without any value
     */
    record LoadDays(short[] days, int changed, boolean created) implements Load {}

    /**
     * A record as it shall stand afterwards.
     *
     * @param values one canonical value for each field, null where there is none
     * @param created true when its key was not stored
     */
    record LoadRecord(List<String> values, boolean created) implements Load {
        // java.util.List.copyOf refuses nulls, and null is a value here
        /** Keeps the list: it belongs to the decision from now on. */
        public LoadRecord {
            Objects.requireNonNull(values, "values");
        }
    }

    /** Stored already, nothing changes: counts as already known. */
    record Known() implements Decision {}

    /**
     * Refused: counts as rejected.
     *
     * @param violation the finding with the line as emitted
     */
    record Reject(Violation violation) implements Decision {}
}
