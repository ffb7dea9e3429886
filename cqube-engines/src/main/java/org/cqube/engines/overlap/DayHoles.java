/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.overlap;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;

/** Missing days: the warning {@code overlap.hole} after a load. */
public final class DayHoles {

    private DayHoles() {}

    /**
     * The days between the first and the last processed day for which no row has a value. A day on
     * which all schools have the holiday code has values, so it is no hole.
     *
     * @param processed days with at least one stored value
     * @param weeklyHolidays days of the week that are never expected
     */
    public static List<LocalDate> between(
            NavigableSet<LocalDate> processed, Set<DayOfWeek> weeklyHolidays) {
        if (processed.isEmpty()) {
            return List.of();
        }
        return processed
                .first()
                .datesUntil(processed.last())
                .filter(day -> !processed.contains(day))
                .filter(day -> !weeklyHolidays.contains(day.getDayOfWeek()))
                .toList();
    }
}
