/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.duplicates;

/** Which ordinal was the first with a hash: open addressing on two arrays, no objects. */
final class FirstSeen {

    private static final int ABSENT = -1;

    private long[] hashes = new long[1024];
    private int[] ordinals = filled(1024);
    private int size;

    private static int[] filled(int length) {
        int[] array = new int[length];
        java.util.Arrays.fill(array, ABSENT);
        return array;
    }

    /** Stores the ordinal unless the hash is known; gives the stored one, or -1 if it was new. */
    int putIfAbsent(long hash, int ordinal) {
        if (size * 2 >= hashes.length) {
            grow();
        }
        int slot = slot(hash);
        if (ordinals[slot] != ABSENT) {
            return ordinals[slot];
        }
        hashes[slot] = hash;
        ordinals[slot] = ordinal;
        size++;
        return ABSENT;
    }

    void clear() {
        java.util.Arrays.fill(ordinals, ABSENT);
        size = 0;
    }

    private int slot(long hash) {
        int mask = hashes.length - 1;
        int slot = (int) (hash ^ hash >>> 32) & mask;
        while (ordinals[slot] != ABSENT && hashes[slot] != hash) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldHashes = hashes;
        int[] oldOrdinals = ordinals;
        hashes = new long[oldHashes.length * 2];
        ordinals = filled(hashes.length);
        for (int i = 0; i < oldHashes.length; i++) {
            if (oldOrdinals[i] != ABSENT) {
                int slot = slot(oldHashes[i]);
                hashes[slot] = oldHashes[i];
                ordinals[slot] = oldOrdinals[i];
            }
        }
    }
}
