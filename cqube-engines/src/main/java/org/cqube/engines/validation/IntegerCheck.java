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
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.cqube.engines.contract.FieldContract;
import org.cqube.engines.contract.SqlType;
import org.cqube.engines.duplicates.TypedRow;

/** Whole numbers: optional sign, digits, nothing else. Canonical: no plus, no leading zeros. */
final class IntegerCheck extends FieldCheck {

    /** Digits that a long holds whatever they are. */
    private static final int SAFE_DIGITS = 18;

    private static final int MAX_DIGITS = 1000;

    private final boolean unbounded;
    private final long typeMinimum;
    private final long typeMaximum;
    private final BigDecimal minimum;
    private final BigDecimal maximum;
    private final long lowest;
    private final long highest;

    /** Codes 0 to 63 as bits, if all are in that range; else 0 and {@link #codes} decides. */
    private final long codeBits;

    private final Set<String> codes;

    IntegerCheck(FieldContract field) {
        super(field);
        SqlType type = field.sqlType();
        unbounded = type == SqlType.NUMERIC || type == SqlType.TEXT;
        typeMinimum =
                switch (type) {
                    case SMALLINT -> Short.MIN_VALUE;
                    case INT -> Integer.MIN_VALUE;
                    default -> Long.MIN_VALUE;
                };
        typeMaximum =
                switch (type) {
                    case SMALLINT -> Short.MAX_VALUE;
                    case INT -> Integer.MAX_VALUE;
                    default -> Long.MAX_VALUE;
                };
        minimum = field.minimum();
        maximum = field.maximum();
        lowest = bound(minimum, RoundingMode.CEILING, Long.MIN_VALUE);
        highest = bound(maximum, RoundingMode.FLOOR, Long.MAX_VALUE);
        codes = field.allowed();
        codeBits = bits(codes);
    }

    private static long bound(BigDecimal bound, RoundingMode mode, long unbounded) {
        if (bound == null) {
            return unbounded;
        }
        BigInteger whole = bound.setScale(0, mode).toBigInteger();
        return whole.min(BigInteger.valueOf(Long.MAX_VALUE))
                .max(BigInteger.valueOf(Long.MIN_VALUE))
                .longValue();
    }

    private static long bits(Set<String> codes) {
        long bits = 0;
        for (String code : codes) {
            if (!code.matches("[0-9]|[1-5][0-9]|6[0-3]")) {
                return 0;
            }
            bits |= 1L << Integer.parseInt(code);
        }
        return bits;
    }

    @Override
    Problem check(byte[] bytes, int from, int to, TypedRow row) {
        boolean negative = bytes[from] == '-';
        int first = negative || bytes[from] == '+' ? from + 1 : from;
        if (!areDigits(bytes, first, to)) {
            boolean scientific = isScientific(bytes, from, to);
            return refused(scientific ? Problem.SCIENTIFIC : Problem.NOT_INTEGER, row);
        }
        if (tooLong(bytes, from, to)) {
            return refused(Problem.TOO_LONG, row);
        }
        while (first < to - 1 && bytes[first] == '0') {
            first++;
        }
        if (to - first > SAFE_DIGITS) {
            return checkLong(bytes, first, to, negative, row);
        }
        long value = 0;
        for (int i = first; i < to; i++) {
            value = value * 10 + bytes[i] - '0';
        }
        value = negative ? -value : value;
        if (!unbounded && (value < typeMinimum || value > typeMaximum)) {
            return refused(Problem.OUT_OF_TYPE, row);
        }
        append(bytes, first, to, negative && value != 0, row);
        if (!codes.isEmpty() && !isCode(value)) {
            return Problem.NOT_IN_LIST;
        }
        return value < lowest || value > highest ? Problem.OUT_OF_RANGE : null;
    }

    private boolean isCode(long value) {
        return codeBits != 0
                ? value >= 0 && value < Long.SIZE && (codeBits >>> value & 1) != 0
                : codes.contains(Long.toString(value));
    }

    /** The rare number that may not fit a long. */
    private Problem checkLong(byte[] bytes, int first, int to, boolean negative, TypedRow row) {
        if (to - first > MAX_DIGITS) {
            return refused(Problem.OUT_OF_TYPE, row);
        }
        String digits = new String(bytes, first, to - first, StandardCharsets.US_ASCII);
        BigInteger value = new BigInteger(negative ? "-" + digits : digits);
        if (!unbounded && value.bitLength() > Long.SIZE - 1) {
            return refused(Problem.OUT_OF_TYPE, row);
        }
        if (!unbounded && (value.longValue() < typeMinimum || value.longValue() > typeMaximum)) {
            return refused(Problem.OUT_OF_TYPE, row);
        }
        append(bytes, first, to, negative, row);
        if (!codes.isEmpty() && !codes.contains(value.toString())) {
            return Problem.NOT_IN_LIST;
        }
        return within(new BigDecimal(value), minimum, maximum) ? null : Problem.OUT_OF_RANGE;
    }

    private static void append(byte[] bytes, int first, int to, boolean negative, TypedRow row) {
        if (negative && bytes[first - 1] != '-') {
            byte[] signed = new byte[to - first + 1];
            signed[0] = '-';
            System.arraycopy(bytes, first, signed, 1, to - first);
            row.add(signed, 0, signed.length);
        } else {
            row.add(bytes, negative ? first - 1 : first, to);
        }
    }
}
