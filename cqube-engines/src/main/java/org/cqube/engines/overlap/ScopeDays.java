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
import java.time.temporal.ChronoUnit;

/**
 * What is processed already in the scope of a record (its school, or the whole state), as it was
 * before the file: a file never closes a day for its own later lines.
 *
 * @param lastDay the latest day with a value, null when nothing is stored
 * @param processed the days of the record's month that have a value in any stored row; bit 0 = day
 *     1
 */
public record ScopeDays(LocalDate lastDay, int processed) {

    /** A scope without any stored value. */
    public static final ScopeDays EMPTY = new ScopeDays(null, 0);

    /** All days of a month closed: one bit for each of 31 days. */
    static final int WHOLE_MONTH = 0x7fff_ffff;

    /** For the policy {@code after-last-day}: everything up to this day is processed. */
    public static ScopeDays upTo(LocalDate lastDay) {
        return new ScopeDays(lastDay, 0);
    }

    /** For the policy {@code open-days}: these days of the record's month are processed. */
    public static ScopeDays of(int processed) {
        return new ScopeDays(null, processed);
    }

    /** The days of the month that are not after the last day; bit 0 = day 1. */
    int upToLastDay(LocalDate month) {
        if (lastDay == null || lastDay.isBefore(month)) {
            return 0;
        }
        long days = ChronoUnit.DAYS.between(month, lastDay) + 1;
        return days >= DayRecord.DAYS ? WHOLE_MONTH : (1 << days) - 1;
    }
}
