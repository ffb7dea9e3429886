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
import java.util.Objects;
import java.util.Set;
import org.cqube.engines.contract.Overlap.Policy;
import org.cqube.engines.finding.Rule;
import org.cqube.engines.finding.Violation;

/**
 * Overlap of a source with a value a day: which days of a row are new, which are known, which came
 * too late. A stored value is never changed, except by an emission that corrects with {@code
 * mode=replace}.
 *
 * <p>Days that differ from what is stored, or came too late, are not findings of the row but cells:
 * they are counted and summarised per school and day in {@link #cells()}. A day equal to what is
 * stored is no finding at all, since files carry the month to date again.
 */
public final class DayOverlap {

    private final Policy policy;
    private final boolean replace;
    private final Set<DayOfWeek> weeklyHolidays;
    private final String recordIdHeader;
    private final LateCells cells = new LateCells();

    /**
     * For one file.
     *
     * @param policy of the source; an emission that corrects has {@code open-cells} instead
     * @param correction what the manifest asks for
     * @param weeklyHolidays days of the week that are never taken; empty by default, because real
     *     files carry real values on Sundays
     * @param recordIdHeader the header, as emitted, of the emitter's row id; "" where there is none
     */
    public DayOverlap(
            Policy policy,
            Correction correction,
            Set<DayOfWeek> weeklyHolidays,
            String recordIdHeader) {
        this.policy = correction == Correction.NONE ? policy : Policy.OPEN_CELLS;
        this.replace = correction == Correction.REPLACE;
        this.weeklyHolidays = Set.copyOf(weeklyHolidays);
        this.recordIdHeader = Objects.requireNonNull(recordIdHeader, "recordIdHeader");
        // fails here, not at the first record of a large file
        closedDays(LocalDate.EPOCH, ScopeDays.EMPTY);
    }

    /**
     * Decides on one row.
     *
     * @param incoming the emitted row
     * @param stored the stored row of the same school, person and month; null if there is none
     * @param idStoredElsewhere true when the row's id is stored in this month under another person
     *     or school
     * @param scope what is processed in the row's school or in the state
     */
    public Decision decide(
            DayRecord incoming, StoredDays stored, boolean idStoredElsewhere, ScopeDays scope) {
        if (idStoredElsewhere) {
            return reject(incoming, "is stored under another person or school in this month");
        }
        if (stored != null && !Objects.equals(stored.recordId(), incoming.recordId())) {
            return reject(
                    incoming, "differs from the id under which this person's month is stored");
        }
        int closed = closedDays(incoming.month(), scope);
        int holidays = holidays(incoming.month());
        short[] result = stored == null ? new short[DayRecord.DAYS] : stored.days().clone();
        int changed = 0;
        for (int day = 0; day < DayRecord.DAYS; day++) {
            short value = incoming.days()[day];
            short before = result[day];
            if (value == 0 || value == before) {
                continue;
            }
            boolean open = before == 0 ? (closed >>> day & 1) == 0 : replace;
            if (open && (holidays >>> day & 1) == 0) {
                result[day] = value;
                changed |= 1 << day;
            } else {
                cells.add(incoming.school(), incoming.month(), day + 1, before != 0);
            }
        }
        return stored != null && changed == 0
                ? new Decision.Known()
                : new Decision.LoadDays(result, changed, stored == null);
    }

    /** The cells that were not taken so far. */
    public LateCells cells() {
        return cells;
    }

    private Decision reject(DayRecord incoming, String why) {
        String id = incoming.recordId() == null ? "" : incoming.recordId().toString();
        return new Decision.Reject(
                new Violation(
                        Rule.OVERLAP_KEY,
                        incoming.line(),
                        recordIdHeader,
                        id,
                        "The row's id " + why + ": a row keeps its id and its owner"));
    }

    private int closedDays(LocalDate month, ScopeDays scope) {
        return switch (policy) {
            case AFTER_LAST_DAY -> scope.upToLastDay(month);
            case OPEN_DAYS -> scope.processed();
            case OPEN_CELLS -> 0;
            case UPDATE, REJECT ->
                    throw new IllegalArgumentException(
                            policy + " is a policy of records, not of days");
        };
    }

    private int holidays(LocalDate month) {
        if (weeklyHolidays.isEmpty()) {
            return 0;
        }
        int days = 0;
        for (int day = 0; day < month.lengthOfMonth(); day++) {
            if (weeklyHolidays.contains(month.plusDays(day).getDayOfWeek())) {
                days |= 1 << day;
            }
        }
        return days;
    }
}
