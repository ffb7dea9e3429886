/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.csv;

import java.nio.charset.StandardCharsets;

/**
 * The record on which a {@link CsvReader} stands: slices of the reader's buffer, which its next
 * step overwrites.
 */
public abstract sealed class CsvRecord permits CsvReader {

    static final int QUOTED = 1;
    static final int ESCAPED = 2;
    static final int FLAG_BITS = 2;

    final byte quote;
    byte[] buffer;
    int recordStart;
    int recordEnd;
    int contentStart;
    int contentEnd;
    int fields;

    /** Where each field begins, above the bits that tell whether it is quoted and escaped. */
    int[] starts = new int[64];

    int[] ends = new int[64];
    long line;
    boolean tooLong;
    boolean malformed;
    boolean lineEnded;

    CsvRecord(byte quote, int bufferSize) {
        this.quote = quote;
        this.buffer = new byte[bufferSize];
    }

    /** Line on which the record begins, counted from 1. */
    public long line() {
        return line;
    }

    /** Whether the record is only white space, without a delimiter. */
    public boolean blank() {
        if (fields != 1 || malformed || quoted(0)) {
            return false;
        }
        for (int i = fieldStart(0); i < ends[0]; i++) {
            byte b = buffer[i];
            if (b != ' ' && b != '\t' && b != 0x0B && b != '\f') {
                return false;
            }
        }
        return true;
    }

    /** Whether the record is beyond the limits: it has no fields, its bytes went to the spill. */
    public boolean tooLong() {
        return tooLong;
    }

    /** Whether text follows a closing quote, so that the field's end is in doubt. */
    public boolean malformed() {
        return malformed;
    }

    /** Whether a line end closes the record; false only at the end of the input. */
    public boolean lineEnded() {
        return lineEnded;
    }

    /** Number of fields of the record; 0 if it is too long. */
    public int fields() {
        return fields;
    }

    /** Where field {@code i} begins in the buffer, inside its quotes. */
    public int fieldStart(int i) {
        return starts[i] >>> FLAG_BITS;
    }

    /** Where field {@code i} ends in the buffer, exclusive, inside its quotes. */
    public int fieldEnd(int i) {
        return ends[i];
    }

    /** Whether field {@code i} stands in quotes. */
    public boolean quoted(int i) {
        return (starts[i] & QUOTED) != 0;
    }

    /** Whether the slice of field {@code i} holds doubled quotes, each of which means one. */
    public boolean escaped(int i) {
        return (starts[i] & ESCAPED) != 0;
    }

    /** The bytes that the offsets refer to; valid until the next call of {@link #next()}. */
    public byte[] buffer() {
        return buffer;
    }

    /** Where the raw record begins in the buffer, a byte order mark included. */
    public int recordStart() {
        return recordStart;
    }

    /** Where the raw record ends in the buffer, exclusive, its line end included. */
    public int recordEnd() {
        return recordEnd;
    }

    /** Where the record begins without a byte order mark. */
    public int contentStart() {
        return contentStart;
    }

    /** Where the record ends, exclusive, without its line end. */
    public int contentEnd() {
        return contentEnd;
    }

    /**
     * Copies field {@code i} with each doubled quote made one.
     *
     * @param target at least as long as the field
     * @return number of bytes copied
     */
    public int unescape(int i, byte[] target) {
        int length = 0;
        for (int at = fieldStart(i); at < ends[i]; at++) {
            byte b = buffer[at];
            target[length++] = b;
            if (b == quote) {
                at++;
            }
        }
        return length;
    }

    /** Field {@code i} decoded, with each doubled quote made one, not trimmed. */
    public String text(int i) {
        int start = fieldStart(i);
        int length = ends[i] - start;
        if (!escaped(i)) {
            return new String(buffer, start, length, StandardCharsets.UTF_8);
        }
        byte[] plain = new byte[length];
        return new String(plain, 0, unescape(i, plain), StandardCharsets.UTF_8);
    }
}
