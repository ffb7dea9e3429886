/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.csv;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes RFC 4180 records with LF line ends, such that {@link CsvReader} reads back what was
 * written and PostgreSQL's {@code COPY ... (FORMAT csv)} takes it.
 *
 * <p>Fields are quoted only where needed, so that an empty field stays unquoted, which means null
 * to COPY. The one exception is a record of a single empty field: it would be a blank line.
 *
 * <p>Buffered: {@link #flush()} or {@link #close()} at the end. Not thread-safe.
 */
public final class CsvWriter implements Closeable {

    private static final byte QUOTE = '"';
    private static final int BUFFER = 64 * 1024;

    private final OutputStream out;
    private final byte delimiter;
    private final boolean[] special = new boolean[256];
    private final byte[] buffer = new byte[BUFFER];
    private final byte[] digits = new byte[19];
    private int size;
    private int fieldsInRecord;
    private boolean recordEmpty = true;
    private boolean firstRecord = true;

    public CsvWriter(OutputStream out, byte delimiter) {
        if (delimiter == QUOTE || delimiter == '\n' || delimiter == '\r') {
            throw new IllegalArgumentException("not a delimiter: " + delimiter);
        }
        this.out = out;
        this.delimiter = delimiter;
        special[delimiter & 0xFF] = true;
        special[QUOTE] = true;
        special['\n'] = true;
        special['\r'] = true;
    }

    /** Writes a field, encoded as UTF-8. */
    public CsvWriter field(String value) throws IOException {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return field(bytes, 0, bytes.length);
    }

    /** Writes a field of ASCII digits. */
    public CsvWriter field(long value) throws IOException {
        if (value < 0) {
            return field(Long.toString(value));
        }
        int at = digits.length;
        long rest = value;
        do {
            digits[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        return field(digits, at, digits.length);
    }

    /** Writes a field from a slice of UTF-8 bytes. */
    public CsvWriter field(byte[] bytes, int from, int to) throws IOException {
        if (fieldsInRecord++ > 0) {
            put(delimiter);
            recordEmpty = false;
        }
        if (from == to) {
            return this;
        }
        recordEmpty = false;
        if (to - from == 1
                && bytes[from] >= '0'
                && bytes[from] <= '9'
                && delimiter != bytes[from]) {
            put(bytes[from]);
        } else if (needsQuotes(bytes, from, to)) {
            quoted(bytes, from, to);
        } else {
            raw(bytes, from, to);
        }
        return this;
    }

    /** Ends the record with a line feed. */
    public void endRecord() throws IOException {
        if (recordEmpty) {
            put(QUOTE);
            put(QUOTE);
        }
        put((byte) '\n');
        fieldsInRecord = 0;
        recordEmpty = true;
        firstRecord = false;
    }

    /** Hands what is buffered to the stream and flushes that. */
    public void flush() throws IOException {
        drain();
        out.flush();
    }

    @Override
    public void close() throws IOException {
        flush();
        out.close();
    }

    private boolean needsQuotes(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (special[bytes[i] & 0xFF]) {
                return true;
            }
        }
        byte first = bytes[from];
        // a field of white space alone would be a blank line, a byte order mark would be dropped,
        // and COPY takes \. for the end of the data
        return first <= ' ' && (first > 0 || firstRecord) || first == '\\';
    }

    private void quoted(byte[] bytes, int from, int to) throws IOException {
        put(QUOTE);
        int start = from;
        for (int i = from; i < to; i++) {
            if (bytes[i] == QUOTE) {
                raw(bytes, start, i + 1);
                put(QUOTE);
                start = i + 1;
            }
        }
        raw(bytes, start, to);
        put(QUOTE);
    }

    private void raw(byte[] bytes, int from, int to) throws IOException {
        int length = to - from;
        if (length > BUFFER - size) {
            drain();
            if (length > BUFFER) {
                out.write(bytes, from, length);
                return;
            }
        }
        System.arraycopy(bytes, from, buffer, size, length);
        size += length;
    }

    private void put(byte b) throws IOException {
        if (size == BUFFER) {
            drain();
        }
        buffer[size++] = b;
    }

    private void drain() throws IOException {
        out.write(buffer, 0, size);
        size = 0;
    }
}
