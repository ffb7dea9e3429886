/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.infer;

import java.util.List;

/**
 * Whether the values of some columns tell all records apart, by hashes of them. Records that are
 * equal as a whole do not count against it: one of them would stay. Memory is bounded: beyond it
 * the tracker says that it does not know, and the proof with the engine of validation decides.
 */
final class KeyTracker {

    private static final int FIRST_CAPACITY = 1 << 10;

    private final List<Integer> columns;
    private final int most;
    private long[] keys = new long[FIRST_CAPACITY];
    private long[] rows = new long[FIRST_CAPACITY];
    private int size;
    private boolean refuted;
    private boolean full;

    /**
     * @param columns positions in the header
     * @param most records that are remembered
     */
    KeyTracker(List<Integer> columns, int most) {
        this.columns = List.copyOf(columns);
        this.most = most;
    }

    List<Integer> columns() {
        return columns;
    }

    /** Whether no two records with the same key and other values were seen. */
    boolean possible() {
        return !refuted;
    }

    /** Gives its memory back; what was not seen is not known. */
    void stop() {
        full = true;
        keys = new long[0];
        rows = new long[0];
    }

    int size() {
        return size;
    }

    /**
     * Adds a record.
     *
     * @param hashes of the values of all columns; 0 is null, and a null is no key
     * @param row hash of the whole record
     */
    void add(long[] hashes, long row) {
        if (refuted || full) {
            return;
        }
        long key = 1;
        for (int column : columns) {
            if (hashes[column] == 0) {
                refute();
                return;
            }
            key = ValueHash.combine(key, hashes[column]);
        }
        key = key == 0 ? 1 : key;
        int at = slot(keys, key);
        if (keys[at] == key) {
            if (rows[at] != row) {
                refute();
            }
            return;
        }
        if (size == most) {
            stop();
            return;
        }
        keys[at] = key;
        rows[at] = row;
        size++;
        if (size * 2 > keys.length) {
            grow();
        }
    }

    private void refute() {
        refuted = true;
        stop();
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldRows = rows;
        keys = new long[oldKeys.length * 2];
        rows = new long[oldRows.length * 2];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                int at = slot(keys, oldKeys[i]);
                keys[at] = oldKeys[i];
                rows[at] = oldRows[i];
            }
        }
    }

    /** Where a key stands, or would. */
    private static int slot(long[] table, long key) {
        int mask = table.length - 1;
        int at = (int) (key ^ key >>> 32) & mask;
        while (table[at] != 0 && table[at] != key) {
            at = at + 1 & mask;
        }
        return at;
    }
}
