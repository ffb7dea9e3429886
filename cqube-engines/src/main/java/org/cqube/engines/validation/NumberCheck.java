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
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.cqube.engines.contract.FieldContract;
import org.cqube.engines.duplicates.TypedRow;

/**
 * Decimal numbers with a dot. Canonical: no plus, no leading zeros before and no trailing zeros
 * behind the dot, so that 21.10 and 21.1 are the same number.
 */
final class NumberCheck extends FieldCheck {

    /** More digits than any quantity has; beyond it a value is damaged, whatever it was. */
    private static final int MAX_DIGITS = 1000;

    private final BigDecimal minimum;
    private final BigDecimal maximum;
    private final Set<String> codes;
    private byte[] canonical = new byte[64];

    NumberCheck(FieldContract field) {
        super(field);
        minimum = field.minimum();
        maximum = field.maximum();
        codes = field.allowed();
    }

    @Override
    Problem check(byte[] bytes, int from, int to, TypedRow row) {
        boolean negative = bytes[from] == '-';
        int first = negative || bytes[from] == '+' ? from + 1 : from;
        int dot = first;
        while (dot < to && isDigit(bytes[dot])) {
            dot++;
        }
        boolean valid =
                dot == to ? dot > first : bytes[dot] == '.' && areDigits(bytes, dot + 1, to);
        if (!valid) {
            boolean scientific = isScientific(bytes, from, to);
            return refused(scientific ? Problem.SCIENTIFIC : Problem.NOT_NUMBER, row);
        }
        if (tooLong(bytes, from, to)) {
            return refused(Problem.TOO_LONG, row);
        }
        if (to - first > MAX_DIGITS) {
            return refused(Problem.OUT_OF_TYPE, row);
        }
        int size = canonical(bytes, first, dot, to, negative);
        row.add(canonical, 0, size);
        if (codes.isEmpty() && minimum == null && maximum == null) {
            return null;
        }
        String text = new String(canonical, 0, size, StandardCharsets.US_ASCII);
        if (!codes.isEmpty() && !codes.contains(text)) {
            return Problem.NOT_IN_LIST;
        }
        return within(new BigDecimal(text), minimum, maximum) ? null : Problem.OUT_OF_RANGE;
    }

    private int canonical(byte[] bytes, int first, int dot, int to, boolean negative) {
        int whole = first;
        while (whole < dot && bytes[whole] == '0') {
            whole++;
        }
        int end = to;
        while (end > dot + 1 && bytes[end - 1] == '0') {
            end--;
        }
        boolean fraction = end > dot + 1;
        if (canonical.length < to - first + 3) {
            canonical = new byte[to - first + 3];
        }
        int size = 0;
        if (negative && (whole < dot || fraction)) {
            canonical[size++] = '-';
        }
        if (whole == dot) {
            canonical[size++] = '0';
        }
        int last = fraction ? end : dot;
        System.arraycopy(bytes, whole, canonical, size, last - whole);
        return size + last - whole;
    }
}
