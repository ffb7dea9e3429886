/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.validation;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;

/**
 * Settings of one validation.
 *
 * @param emittedOn day of the emission, after which attendance days lie in the future, and whose
 *     academic year may stand for a missing one; null if unknown, so that none does
 * @param academicYearStartMonth month in which an academic year begins, 1 to 12
 * @param maxRejectedPercent share of refused records above which the file is refused; null for that
 *     of the contract
 * @param tempDir where a temporary file is made if the keys outgrow the heap budget
 * @param heapBudgetBytes bytes of keys that may be kept in memory
 */
public record ValidationOptions(
        LocalDate emittedOn,
        int academicYearStartMonth,
        Double maxRejectedPercent,
        Path tempDir,
        int heapBudgetBytes) {

    /** A heap budget that suffices for about a million records without a temporary file. */
    public static final int DEFAULT_HEAP_BUDGET = 48 << 20;

    public ValidationOptions {
        if (academicYearStartMonth < 1 || academicYearStartMonth > 12) {
            throw new IllegalArgumentException("no month " + academicYearStartMonth);
        }
    }

    /** The academic year of the emission as {@code YYYY-YY}; null if its day is unknown. */
    byte[] academicYear() {
        if (emittedOn == null) {
            return null;
        }
        int first =
                emittedOn.getYear() - (emittedOn.getMonthValue() < academicYearStartMonth ? 1 : 0);
        return "%04d-%02d".formatted(first, (first + 1) % 100).getBytes(StandardCharsets.US_ASCII);
    }
}
