/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.schedule;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * By when emissions of a source are expected: each {@code every}, counted in days of the state, by
 * a time of day. A deadline that falls on a weekly holiday moves to the next day that is none.
 *
 * @param every at least a day
 * @param by time of day in {@code zone}
 * @param holidays days of the week on which nobody emits; not all seven
 */
public record Deadlines(Period every, LocalTime by, ZoneId zone, Set<DayOfWeek> holidays) {

    public Deadlines {
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(zone, "zone");
        if (every.isNegative() || every.isZero()) {
            throw new IllegalArgumentException("every " + every + " is not a day or more");
        }
        holidays = Set.copyOf(holidays);
        if (holidays.size() == DayOfWeek.values().length) {
            throw new IllegalArgumentException("every day of the week is a holiday");
        }
    }

    /** By when the emission after one at {@code last} is expected. */
    public Instant after(Instant last) {
        return at(last.atZone(zone).toLocalDate().plus(every));
    }

    /**
     * The last deadline that has passed without an emission; empty while none has.
     *
     * @param last when the last emission came
     */
    public Optional<Instant> missed(Instant last, Instant now) {
        Optional<Instant> missed = Optional.empty();
        Instant next = after(last);
        while (!next.isAfter(now)) {
            missed = Optional.of(next);
            next = after(next);
        }
        return missed;
    }

    private Instant at(LocalDate day) {
        LocalDate working = day;
        while (holidays.contains(working.getDayOfWeek())) {
            working = working.plusDays(1);
        }
        return working.atTime(by).atZone(zone).toInstant();
    }
}
