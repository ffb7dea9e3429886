/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.overlap;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import org.cqube.engines.contract.SqlType;

/**
 * Compares canonical values by type: {@code 21.10} is {@code 21.1}, {@code 09:30} is {@code
 * 09:30:00}.
 */
final class SameValue {

    private static final int MICROSECONDS = 6;

    private static final DateTimeFormatter TIMESTAMP =
            new DateTimeFormatterBuilder()
                    .appendPattern("yyyy-MM-dd HH:mm[:ss]")
                    .appendFraction(ChronoField.NANO_OF_SECOND, 0, MICROSECONDS, true)
                    .toFormatter();

    private SameValue() {}

    /** Whether two values of a column are the same; null is the same only as null. */
    static boolean test(SqlType type, String left, String right) {
        if (left == null || right == null) {
            return left == null && right == null;
        }
        if (left.equals(right)) {
            return true;
        }
        return switch (type) {
            case SMALLINT, INT, BIGINT, NUMERIC ->
                    new BigDecimal(left).compareTo(new BigDecimal(right)) == 0;
            case TIME -> LocalTime.parse(left).equals(LocalTime.parse(right));
            case TIMESTAMP -> timestamp(left).equals(timestamp(right));
            case TEXT, DATE, BOOLEAN -> false;
        };
    }

    private static LocalDateTime timestamp(String text) {
        return LocalDateTime.parse(text.replace('T', ' '), TIMESTAMP);
    }
}
