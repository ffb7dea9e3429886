/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.duplicates;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The canonical values of one record, in contract order, in one reused array of bytes.
 *
 * <p>Each value stands behind its length, so that the whole row, or any selection of its fields,
 * compares as bytes without one value running into the next. A null is a value of length 0: after
 * trimming, empty text and null are the same.
 */
public final class TypedRow {

    private static final int LONG_VALUE = 0xFF;

    private final int[] starts;
    private final int[] ends;
    private byte[] bytes = new byte[1024];
    private int size;
    private int fields;

    /**
     * @param capacity number of fields of the contract
     */
    public TypedRow(int capacity) {
        starts = new int[capacity];
        ends = new int[capacity];
    }

    /** Forgets all values. */
    public void clear() {
        size = 0;
        fields = 0;
    }

    /** Appends a null. */
    public void addNull() {
        ensure(1);
        bytes[size++] = 0;
        starts[fields] = size;
        ends[fields++] = size;
    }

    /** Appends a value of one byte. */
    public void add(byte value) {
        ensure(2);
        bytes[size] = 1;
        bytes[size + 1] = value;
        starts[fields] = size + 1;
        size += 2;
        ends[fields++] = size;
    }

    /** Appends a value: the bytes from {@code from} up to {@code to}, exclusive. */
    public void add(byte[] source, int from, int to) {
        int length = to - from;
        ensure(length + 5);
        if (length < LONG_VALUE) {
            bytes[size++] = (byte) length;
        } else {
            bytes[size++] = (byte) LONG_VALUE;
            bytes[size++] = (byte) (length >>> 24);
            bytes[size++] = (byte) (length >>> 16);
            bytes[size++] = (byte) (length >>> 8);
            bytes[size++] = (byte) length;
        }
        System.arraycopy(source, from, bytes, size, length);
        starts[fields] = size;
        size += length;
        ends[fields++] = size;
    }

    /** Makes a value null. */
    public void blank(int field) {
        int prefix = prefixStart(field);
        int removed = ends[field] - prefix - 1;
        bytes[prefix] = 0;
        System.arraycopy(bytes, ends[field], bytes, prefix + 1, size - ends[field]);
        size -= removed;
        starts[field] = prefix + 1;
        ends[field] = prefix + 1;
        for (int i = field + 1; i < fields; i++) {
            starts[i] -= removed;
            ends[i] -= removed;
        }
    }

    public boolean isNull(int field) {
        return starts[field] == ends[field];
    }

    /** Whether the value is the number zero. */
    public boolean isZero(int field) {
        return ends[field] - starts[field] == 1 && bytes[starts[field]] == '0';
    }

    /** Number of values so far. */
    public int fields() {
        return fields;
    }

    /** The array that {@link #start} and {@link #end} refer to; valid until the next change. */
    public byte[] bytes() {
        return bytes;
    }

    /** Bytes of the whole row, lengths included. */
    public int size() {
        return size;
    }

    public int start(int field) {
        return starts[field];
    }

    /** Where a value ends, exclusive. */
    public int end(int field) {
        return ends[field];
    }

    /** Where the length of a value begins; up to {@link #end} it compares exactly. */
    int prefixStart(int field) {
        return field == 0 ? 0 : ends[field - 1];
    }

    /** A value as text; empty for null. */
    public String text(int field) {
        return new String(
                bytes, starts[field], ends[field] - starts[field], StandardCharsets.UTF_8);
    }

    private void ensure(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
