/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.validation;

import java.time.YearMonth;
import org.cqube.engines.contract.FieldContract;
import org.cqube.engines.contract.FieldType;
import org.cqube.engines.duplicates.TypedRow;

/**
 * Dates, times and time stamps, strict. Canonical: times with seconds; at most 6 fraction digits
 * (the rest is cut off, not rounded, as the database keeps 6), without trailing zeros.
 */
final class DateTimeCheck extends FieldCheck {

    private static final int DATE_LENGTH = 10;
    private static final int SECONDS_LENGTH = 8;
    private static final int KEPT_FRACTION = 6;
    private static final int MAX_FRACTION = 9;

    private final FieldType type;
    private final byte[] canonical = new byte[SECONDS_LENGTH];

    DateTimeCheck(FieldContract field) {
        super(field);
        type = field.type();
    }

    @Override
    Problem check(byte[] bytes, int from, int to, TypedRow row) {
        int end = to;
        switch (type) {
            case DATE -> {
                if (to - from != DATE_LENGTH || !isDate(bytes, from)) {
                    return refused(Problem.NOT_DATE, row);
                }
            }
            case TIME -> {
                if (to - from == 5 && isMinute(bytes, from)) {
                    System.arraycopy(bytes, from, canonical, 0, 5);
                    canonical[5] = ':';
                    canonical[6] = '0';
                    canonical[7] = '0';
                    row.add(canonical, 0, SECONDS_LENGTH);
                    return null;
                }
                if (to - from != SECONDS_LENGTH || !isSecond(bytes, from)) {
                    return refused(Problem.NOT_TIME, row);
                }
            }
            default -> {
                end = timestampEnd(bytes, from, to);
                if (end < 0) {
                    return refused(Problem.NOT_TIMESTAMP, row);
                }
            }
        }
        if (tooLong(bytes, from, to)) {
            return refused(Problem.TOO_LONG, row);
        }
        row.add(bytes, from, end);
        return null;
    }

    /** Where the canonical form of a time stamp ends; -1 if it is none. */
    private static int timestampEnd(byte[] bytes, int from, int to) {
        int seconds = from + DATE_LENGTH + 1 + SECONDS_LENGTH;
        if (to < seconds
                || !isDate(bytes, from)
                || bytes[from + DATE_LENGTH] != ' '
                || !isSecond(bytes, from + DATE_LENGTH + 1)) {
            return -1;
        }
        if (to == seconds) {
            return to;
        }
        int digits = to - seconds - 1;
        if (bytes[seconds] != '.' || digits > MAX_FRACTION) {
            return -1;
        }
        for (int i = seconds + 1; i < to; i++) {
            if (!isDigit(bytes[i])) {
                return -1;
            }
        }
        int end = seconds + 1 + Math.min(digits, KEPT_FRACTION);
        while (end > seconds + 1 && bytes[end - 1] == '0') {
            end--;
        }
        return end == seconds + 1 ? seconds : end;
    }

    private static boolean isDate(byte[] bytes, int from) {
        if (!areDigits(bytes, from, from + 4)
                || bytes[from + 4] != '-'
                || !areDigits(bytes, from + 5, from + 7)
                || bytes[from + 7] != '-'
                || !areDigits(bytes, from + 8, from + 10)) {
            return false;
        }
        int year = number(bytes, from, from + 4);
        int month = number(bytes, from + 5, from + 7);
        int day = number(bytes, from + 8, from + 10);
        return year > 0
                && month >= 1
                && month <= 12
                && day >= 1
                && (day <= 28 || day <= YearMonth.of(year, month).lengthOfMonth());
    }

    private static boolean isMinute(byte[] bytes, int from) {
        return areDigits(bytes, from, from + 2)
                && bytes[from + 2] == ':'
                && areDigits(bytes, from + 3, from + 5)
                && number(bytes, from, from + 2) < 24
                && number(bytes, from + 3, from + 5) < 60;
    }

    private static boolean isSecond(byte[] bytes, int from) {
        return isMinute(bytes, from)
                && bytes[from + 5] == ':'
                && areDigits(bytes, from + 6, from + 8)
                && number(bytes, from + 6, from + 8) < 60;
    }
}
