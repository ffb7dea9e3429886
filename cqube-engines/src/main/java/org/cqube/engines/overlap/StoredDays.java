/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.overlap;

/**
 * The stored row of the same school, person and month.
 *
 * @param recordId the emitter's id it came under; null where the source has none
 * @param days 31 codes, day 1 first; 0 = no value
 */
public record StoredDays(Long recordId, short[] days) {

    /** Checks the shape. */
    public StoredDays {
        if (days.length != DayRecord.DAYS) {
            throw new IllegalArgumentException("31 days expected, not " + days.length);
        }
    }
}
