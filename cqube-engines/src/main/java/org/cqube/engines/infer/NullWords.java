/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.infer;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Words that files use for "no value"; compared without case. */
final class NullWords {

    /** NULL always is one; the others only where a column of numbers or dates has them. */
    static final List<String> WORDS = List.of("NULL", "NA", "N/A", "-", "\\N", "nil", "none");

    static final int NULL = 0;

    private static final byte[][] LOWER =
            WORDS.stream()
                    .map(word -> word.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII))
                    .toArray(byte[][]::new);

    private NullWords() {}

    /** Position of the word that a value is; -1 if it is none. */
    static int indexOf(byte[] bytes, int from, int to) {
        for (int word = 0; word < LOWER.length; word++) {
            if (LOWER[word].length == to - from && matches(LOWER[word], bytes, from)) {
                return word;
            }
        }
        return -1;
    }

    private static boolean matches(byte[] word, byte[] bytes, int from) {
        for (int i = 0; i < word.length; i++) {
            byte b = bytes[from + i];
            if (word[i] != (b >= 'A' && b <= 'Z' ? b + 32 : b)) {
                return false;
            }
        }
        return true;
    }
}
