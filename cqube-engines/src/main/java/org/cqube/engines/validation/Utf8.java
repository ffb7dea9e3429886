/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.validation;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** What bytes of UTF-8 text hold, without decoding them. */
final class Utf8 {

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;

    /** Nothing forbidden was found. */
    static final int NONE = -2;

    /** Bytes that are not UTF-8. */
    static final int MALFORMED = -1;

    private Utf8() {}

    /** Whether all bytes are printable ASCII, from space to tilde: the fast and usual case. */
    static boolean isPlain(byte[] bytes, int from, int to) {
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long word = (long) LONG.get(bytes, at);
            // a byte is outside 0x20..0x7E if its high bit is set, or less 0x20 it borrows, or
            // plus 1 it reaches 0x80
            if (((word | word - 0x20 * ONES | word + ONES) & HIGH) != 0) {
                return false;
            }
        }
        for (; at < to; at++) {
            if (bytes[at] < 0x20 || bytes[at] == 0x7F) {
                return false;
            }
        }
        return true;
    }

    /** Whether the bytes are well-formed UTF-8. */
    static boolean isValid(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            int length = sequence(bytes, at, to);
            if (length == 0) {
                return false;
            }
            at += length;
        }
        return true;
    }

    /**
     * The first code point that text must not hold: a control character, U+FFFD, or U+FEFF.
     *
     * @return the code point, {@link #MALFORMED}, or {@link #NONE}
     */
    static int firstForbidden(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            int length = sequence(bytes, at, to);
            if (length == 0) {
                return MALFORMED;
            }
            int point = codePoint(bytes, at, length);
            if (point < 0x20
                    || point >= 0x7F && point <= 0x9F
                    || point == 0xFFFD
                    || point == 0xFEFF) {
                return point;
            }
            at += length;
        }
        return NONE;
    }

    /** Number of code points of well-formed text. */
    static int length(byte[] bytes, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            if ((bytes[i] & 0xC0) != 0x80) {
                count++;
            }
        }
        return count;
    }

    private static int codePoint(byte[] bytes, int at, int length) {
        return switch (length) {
            case 1 -> bytes[at];
            case 2 -> (bytes[at] & 0x1F) << 6 | bytes[at + 1] & 0x3F;
            case 3 -> (bytes[at] & 0x0F) << 12 | (bytes[at + 1] & 0x3F) << 6 | bytes[at + 2] & 0x3F;
            default ->
                    (bytes[at] & 0x07) << 18
                            | (bytes[at + 1] & 0x3F) << 12
                            | (bytes[at + 2] & 0x3F) << 6
                            | bytes[at + 3] & 0x3F;
        };
    }

    /** Length of the well-formed sequence at a place (Unicode, table 3-7); 0 if there is none. */
    private static int sequence(byte[] bytes, int at, int to) {
        int first = bytes[at] & 0xFF;
        if (first < 0x80) {
            return 1;
        }
        if (first < 0xC2 || first > 0xF4) {
            return 0;
        }
        int length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        if (to - at < length) {
            return 0;
        }
        int second = bytes[at + 1] & 0xFF;
        int least = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
        int most = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
        if (second < least || second > most) {
            return 0;
        }
        for (int i = 2; i < length; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return length;
    }
}
