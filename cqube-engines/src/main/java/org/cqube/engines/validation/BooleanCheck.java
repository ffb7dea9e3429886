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

/** Booleans without regard to case. Canonical: {@code t} or {@code f}. */
final class BooleanCheck extends FieldCheck {

    private static final byte[] LETTERS = {'t', 'f'};

    BooleanCheck(FieldContract field) {
        super(field);
    }

    @Override
    Problem check(byte[] bytes, int from, int to, TypedRow row) {
        if (is(bytes, from, to, "1") || isTrueWord(bytes, from, to)) {
            row.add(LETTERS, 0, 1);
            return null;
        }
        if (is(bytes, from, to, "0") || isFalseWord(bytes, from, to)) {
            row.add(LETTERS, 1, 2);
            return null;
        }
        return refused(Problem.NOT_BOOLEAN, row);
    }

    static boolean isTrueWord(byte[] bytes, int from, int to) {
        return is(bytes, from, to, "t") || is(bytes, from, to, "true");
    }

    static boolean isFalseWord(byte[] bytes, int from, int to) {
        return is(bytes, from, to, "f") || is(bytes, from, to, "false");
    }

    private static boolean is(byte[] bytes, int from, int to, String token) {
        if (to - from != token.length()) {
            return false;
        }
        for (int i = 0; i < token.length(); i++) {
            byte b = bytes[from + i];
            byte lower = b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
            if (lower != token.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
