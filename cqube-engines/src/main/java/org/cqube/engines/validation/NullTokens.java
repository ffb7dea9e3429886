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
import java.util.Locale;
import java.util.Set;

/** The texts that mean null in a file, without regard to case; the empty text always does. */
final class NullTokens {

    private final byte[][] tokens;

    NullTokens(Set<String> texts) {
        tokens =
                texts.stream()
                        .map(text -> text.strip().toLowerCase(Locale.ROOT))
                        .filter(text -> !text.isEmpty())
                        .distinct()
                        .map(text -> text.getBytes(StandardCharsets.UTF_8))
                        .toArray(byte[][]::new);
    }

    /** Whether a trimmed value means null. */
    boolean isNull(byte[] bytes, int from, int to) {
        if (from == to) {
            return true;
        }
        for (byte[] token : tokens) {
            if (token.length == to - from && matches(token, bytes, from)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(byte[] token, byte[] bytes, int from) {
        for (int i = 0; i < token.length; i++) {
            byte b = bytes[from + i];
            byte lower = b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
            if (lower != token[i]) {
                return false;
            }
        }
        return true;
    }
}
