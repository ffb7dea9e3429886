/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.duplicates;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A fast 64-bit hash of bytes. It only finds candidates, which are then compared exactly, so that
 * its quality decides on speed and never on results.
 */
final class Hash64 {

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long K1 = 0x9E3779B97F4A7C15L;
    private static final long K2 = 0xD6E8FEB86659FD93L;

    private Hash64() {}

    /** Hash of {@code length} bytes that begin at {@code from}. */
    static long of(byte[] bytes, int from, int length) {
        long hash = K1 ^ length;
        int at = from;
        int end = from + length;
        while (end - at >= Long.BYTES) {
            hash = mix(hash ^ (long) LONG.get(bytes, at));
            at += Long.BYTES;
        }
        long tail = 0;
        while (at < end) {
            tail = tail << 8 | (bytes[at++] & 0xFF);
        }
        return mix(mix(hash ^ tail));
    }

    private static long mix(long value) {
        long low = value * K2;
        long high = Math.multiplyHigh(value, K2);
        return low ^ high ^ (value >>> 29);
    }
}
