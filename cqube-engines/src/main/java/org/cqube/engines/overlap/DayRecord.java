/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.overlap;

import java.time.LocalDate;
import java.util.Objects;

/**
 * One emitted row of a source with a value a day.
 *
 * @param line the line as emitted, 1-based
 * @param school the school's id
 * @param recordId the emitter's own id of the row; null where the source has none
 * @param month the first day of the row's month
 * @param days 31 codes, day 1 first; 0 = no value. Not copied: the caller must not change it
 *     meanwhile
 */
public record DayRecord(long line, long school, Long recordId, LocalDate month, short[] days) {

    /** The days of the longest month: the length of every array of days. */
    public static final int DAYS = 31;

    /** Checks the shape; the codes themselves are the validation's matter. */
    public DayRecord {
        Objects.requireNonNull(month, "month");
        if (month.getDayOfMonth() != 1) {
            throw new IllegalArgumentException(
                    "a month is given by its first day, not by " + month);
        }
        if (days.length != DAYS) {
            throw new IllegalArgumentException("31 days expected, not " + days.length);
        }
    }
}
