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

/** Whole numbers, and the words of booleans, of which the true ones are 1 and the others 0. */
final class FlagOrCountCheck extends FieldCheck {

    private static final byte[] NO = {'0'};
    private static final byte[] YES = {'1'};

    private final IntegerCheck number;

    FlagOrCountCheck(FieldContract field) {
        super(field);
        number = new IntegerCheck(field);
    }

    @Override
    Problem check(byte[] bytes, int from, int to, TypedRow row) {
        if (BooleanCheck.isTrueWord(bytes, from, to)) {
            return number.check(YES, 0, 1, row);
        }
        if (BooleanCheck.isFalseWord(bytes, from, to)) {
            return number.check(NO, 0, 1, row);
        }
        Problem problem = number.check(bytes, from, to, row);
        return problem == Problem.NOT_INTEGER ? Problem.NOT_FLAG_OR_COUNT : problem;
    }
}
