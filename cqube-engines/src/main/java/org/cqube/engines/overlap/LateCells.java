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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.cqube.engines.finding.Rule;
import org.cqube.engines.finding.Violation;

/**
 * Cells that were not taken because their day is processed: {@code overlap.period}. Memory grows
 * with the number of schools, never with the number of pupils.
 */
public final class LateCells {

    private record SchoolMonth(long school, LocalDate month) {}

    /**
     * Two counts for each day: cells that came too late, and cells that differ from what is stored.
     */
    private static final int COUNTS = 2;

    private final Map<SchoolMonth, int[]> counts = new HashMap<>();
    private long late;
    private long different;

    void add(long school, LocalDate month, int day, boolean differs) {
        int[] perDay =
                counts.computeIfAbsent(
                        new SchoolMonth(school, month), key -> new int[COUNTS * DayRecord.DAYS]);
        perDay[COUNTS * (day - 1) + (differs ? 1 : 0)]++;
        if (differs) {
            different++;
        } else {
            late++;
        }
    }

    /** Cells for which nothing is stored, on days that are processed. */
    public long late() {
        return late;
    }

    /** Cells whose stored value is another one; the stored value stays. */
    public long different() {
        return different;
    }

    /** All cells that were not taken. */
    public long total() {
        return late + different;
    }

    /** The counts for the ledger: empty, or one entry under the rule's id. */
    public Map<String, Long> byRule() {
        return total() == 0 ? Map.of() : Map.of(Rule.OVERLAP_PERIOD.id(), total());
    }

    /**
     * One line (line 0) for each school and day, by school, then date: the school's id is the
     * value.
     *
     * @param headers the header, as emitted, of a day 1 to 31
     * @param emissionId the emission that these cells belong to, to be named in a correction
     */
    public List<Violation> summary(IntFunction<String> headers, String emissionId) {
        List<SchoolMonth> keys = new ArrayList<>(counts.keySet());
        keys.sort(Comparator.comparingLong(SchoolMonth::school).thenComparing(SchoolMonth::month));
        List<Violation> lines = new ArrayList<>();
        for (SchoolMonth key : keys) {
            int[] perDay = counts.get(key);
            for (int day = 1; day <= DayRecord.DAYS; day++) {
                int lateCells = perDay[COUNTS * (day - 1)];
                int otherCells = perDay[COUNTS * (day - 1) + 1];
                if (lateCells + otherCells > 0) {
                    lines.add(
                            new Violation(
                                    Rule.OVERLAP_PERIOD,
                                    0,
                                    headers.apply(day),
                                    Long.toString(key.school()),
                                    message(key, day, lateCells, otherCells, emissionId)));
                }
            }
        }
        return lines;
    }

    private static String message(
            SchoolMonth key, int day, int lateCells, int otherCells, String emissionId) {
        return ("School %d, %s: %d values came after the day was processed, %d differ from what is stored;"
                        + " none was loaded. To load them, emit them again with --corrects %s (stored values"
                        + " stay) or --corrects %s --replace (these values win)")
                .formatted(
                        key.school(),
                        key.month().plusDays(day - 1L),
                        lateCells,
                        otherCells,
                        emissionId,
                        emissionId);
    }
}
