/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.validation;

import org.cqube.engines.contract.FieldContract;
import org.cqube.engines.duplicates.TypedRow;

/** Academic years {@code YYYY-YY}, the second part following the first; also 1999-00. */
final class YearCheck extends FieldCheck {

    private static final int LENGTH = 7;

    YearCheck(FieldContract field) {
        super(field);
    }

    @Override
    Problem check(byte[] bytes, int from, int to, TypedRow row) {
        if (tooLong(bytes, from, to)) {
            return refused(Problem.TOO_LONG, row);
        }
        boolean valid =
                to - from == LENGTH
                        && areDigits(bytes, from, from + 4)
                        && bytes[from + 4] == '-'
                        && areDigits(bytes, from + 5, to)
                        && (firstYear(bytes, from) + 1) % 100 == number(bytes, from + 5, to);
        if (!valid) {
            return refused(Problem.NOT_ACADEMIC_YEAR, row);
        }
        row.add(bytes, from, to);
        return null;
    }

    /** The calendar year in which a valid academic year begins. */
    static int firstYear(byte[] bytes, int from) {
        return number(bytes, from, from + 4);
    }
}
