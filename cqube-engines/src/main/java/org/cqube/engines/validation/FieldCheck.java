/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.validation;

import java.math.BigDecimal;
import org.cqube.engines.contract.FieldContract;
import org.cqube.engines.duplicates.TypedRow;

/** Checks the values of one field and makes them canonical. Not thread-safe: it reuses buffers. */
abstract sealed class FieldCheck
        permits IntegerCheck,
                FlagOrCountCheck,
                NumberCheck,
                TextCheck,
                DateTimeCheck,
                BooleanCheck,
                YearCheck {

    private final int maxLength;

    FieldCheck(FieldContract field) {
        this.maxLength = field.maxLength() == null ? Integer.MAX_VALUE : field.maxLength();
    }

    static FieldCheck of(FieldContract field) {
        return switch (field.type()) {
            case INTEGER -> new IntegerCheck(field);
            case FLAG_OR_COUNT -> new FlagOrCountCheck(field);
            case NUMBER -> new NumberCheck(field);
            case STRING -> new TextCheck(field);
            case DATE, TIME, DATETIME -> new DateTimeCheck(field);
            case BOOLEAN -> new BooleanCheck(field);
            case ACADEMIC_YEAR -> new YearCheck(field);
        };
    }

    /**
     * Checks a value that is trimmed, not null, and free of forbidden characters, and appends its
     * canonical form to the row. Something is appended also if there is a problem, so that the
     * fields that follow keep their places.
     *
     * @return the first problem, or null
     */
    abstract Problem check(byte[] bytes, int from, int to, TypedRow row);

    /** Whether the value has more characters than the column allows. */
    final boolean tooLong(byte[] bytes, int from, int to) {
        return to - from > maxLength && Utf8.length(bytes, from, to) > maxLength;
    }

    static Problem refused(Problem problem, TypedRow row) {
        row.addNull();
        return problem;
    }

    static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    static boolean areDigits(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isDigit(bytes[i])) {
                return false;
            }
        }
        return from < to;
    }

    /** The number that one or more digits make; no check against overflow. */
    static int number(byte[] bytes, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + bytes[i] - '0';
        }
        return number;
    }

    /** Whether a value looks like {@code 8.80302E+10}. */
    static boolean isScientific(byte[] bytes, int from, int to) {
        int at = from;
        if (at < to && (bytes[at] == '+' || bytes[at] == '-')) {
            at++;
        }
        int digits = at;
        while (at < to && (isDigit(bytes[at]) || bytes[at] == '.' || bytes[at] == ',')) {
            at++;
        }
        if (at == digits || at == to || bytes[at] != 'E' && bytes[at] != 'e') {
            return false;
        }
        at++;
        if (at < to && (bytes[at] == '+' || bytes[at] == '-')) {
            at++;
        }
        return areDigits(bytes, at, to);
    }

    /** Whether a number lies within bounds of which either may be null. */
    static boolean within(BigDecimal value, BigDecimal minimum, BigDecimal maximum) {
        return (minimum == null || value.compareTo(minimum) >= 0)
                && (maximum == null || value.compareTo(maximum) <= 0);
    }
}
