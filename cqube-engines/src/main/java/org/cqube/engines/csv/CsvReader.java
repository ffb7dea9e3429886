/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Streaming reader of CSV bytes; see the package page for how doubtful input is read.
 *
 * <p>After {@link #next()} the record's fields are slices of {@link #buffer()}, which the next call
 * overwrites. Nothing is allocated per record. Memory is bounded by the {@link CsvLimits}: a record
 * beyond them is {@link #tooLong()}, has no fields, and its bytes went to the {@linkplain
 * #spillTo(OutputStream) spill}. A leading byte order mark belongs to the raw bytes of the first
 * record, not to its first field.
 *
 * <p>Not thread-safe.
 */
public final class CsvReader implements AutoCloseable {

    private static final byte LF = '\n';
    private static final byte CR = '\r';
    private static final int FIRST_BUFFER = 64 * 1024;

    private static final int QUOTED = 1;
    private static final int ESCAPED = 2;
    private static final int FLAG_BITS = 2;

    private final InputStream in;
    private final byte delimiter;
    private final byte quote;
    private final CsvLimits limits;
    private OutputStream spill = OutputStream.nullOutputStream();

    private byte[] buffer = new byte[FIRST_BUFFER];
    private int limit;
    private int position;
    private boolean endOfInput;
    private boolean started;

    private int recordStart;
    private int recordEnd;
    private int contentStart;
    private int contentEnd;
    private int fields;
    private int[] starts = new int[64];
    private int[] ends = new int[64];

    private long line;
    private long nextLine = 1;
    private long quoteLine;
    private boolean tooLong;
    private boolean discarding;
    private boolean malformed;
    private boolean lineEnded;

    public CsvReader(InputStream in, byte delimiter, byte quote) {
        this(in, delimiter, quote, CsvLimits.DEFAULT);
    }

    /**
     * @param in closed by {@link #close()}; need not be buffered
     * @throws IllegalArgumentException if delimiter and quote are the same, or one is a line end
     */
    public CsvReader(InputStream in, byte delimiter, byte quote, CsvLimits limits) {
        if (delimiter == quote
                || delimiter == LF
                || delimiter == CR
                || quote == LF
                || quote == CR) {
            throw new IllegalArgumentException(
                    "delimiter and quote must differ from each other and from line ends");
        }
        this.in = in;
        this.delimiter = delimiter;
        this.quote = quote;
        this.limits = limits;
    }

    /** Sends the bytes of every record beyond the limits here, as they were read. */
    public void spillTo(OutputStream sink) {
        spill = sink;
    }

    /**
     * Reads the next record, blank lines included.
     *
     * @return false at the end of the input
     * @throws UnclosedQuoteException if the input ends inside quotes
     */
    public boolean next() throws IOException {
        if (!started) {
            start();
        }
        recordStart = position;
        contentStart = position;
        if (line == 0 && hasByteOrderMark()) {
            position += 3;
            contentStart = position;
        }
        if (position == limit && !fill() && position == recordStart) {
            fields = 0;
            recordEnd = position;
            return false;
        }
        line = nextLine;
        fields = 0;
        tooLong = false;
        discarding = false;
        malformed = false;
        lineEnded = false;
        if (!plainRecord()) {
            parseRecord();
        }
        finishRecord();
        return true;
    }

    /**
     * Reads a record without quotes that lies in the buffer whole: nearly every record, in one
     * tight loop. Leaves everything as it was if the record is another.
     */
    private boolean plainRecord() {
        byte[] bytes = buffer;
        int[] from = starts;
        int[] to = ends;
        int last = Math.min(limit, position + limits.maxFieldBytes()) - 1;
        int most = Math.min(from.length, limits.maxFields());
        int count = 0;
        int start = position;
        for (int at = position; at < last; at++) {
            byte b = bytes[at];
            if (b != delimiter && b != LF && b != CR) {
                if (b == quote && at == start) {
                    return false;
                }
                continue;
            }
            if (count == most) {
                return false;
            }
            from[count] = start << FLAG_BITS;
            to[count] = at;
            count++;
            if (b != delimiter) {
                fields = count;
                contentEnd = at;
                lineEnded = true;
                nextLine++;
                // at is before the last byte, so that the one after a CR is there
                position = b == CR && bytes[at + 1] == LF ? at + 2 : at + 1;
                return true;
            }
            start = at + 1;
        }
        return false;
    }

    private void start() throws IOException {
        started = true;
        while (limit < 3 && fill()) {
            // a byte order mark is looked for in the first three bytes, however they arrive
        }
    }

    private boolean hasByteOrderMark() {
        return limit - position >= 3
                && buffer[position] == (byte) 0xEF
                && buffer[position + 1] == (byte) 0xBB
                && buffer[position + 2] == (byte) 0xBF;
    }

    private void parseRecord() throws IOException {
        boolean more = true;
        while (more) {
            if (position == limit && !fill()) {
                addField(position, position, 0);
                contentEnd = position;
                return;
            }
            more = buffer[position] == quote ? quotedField() : plainField(position);
        }
    }

    /**
     * Reads a field without quotes, or the rest of a malformed one.
     *
     * @param start where the field begins; the scan begins at the position
     * @return whether another field follows in the record
     */
    private boolean plainField(int start) throws IOException {
        int offset = position - start;
        while (true) {
            byte[] bytes = buffer;
            int end = limit;
            int at = position;
            byte b = 0;
            while (at < end) {
                b = bytes[at];
                if (b == delimiter || b == LF || b == CR) {
                    break;
                }
                at++;
            }
            offset += at - position;
            position = at;
            if (at < end) {
                addField(at - offset, at, 0);
                return endField(b);
            }
            if (!fill()) {
                addField(position - offset, position, 0);
                contentEnd = position;
                return false;
            }
        }
    }

    private boolean quotedField() throws IOException {
        quoteLine = nextLine;
        position++;
        int length = 0;
        int flags = QUOTED;
        while (true) {
            if (position == limit && !fill()) {
                throw new UnclosedQuoteException(quoteLine);
            }
            byte b = buffer[position++];
            if (b == quote) {
                if (position < limit || fill()) {
                    if (buffer[position] == quote) {
                        position++;
                        length += 2;
                        flags |= ESCAPED;
                        continue;
                    }
                }
                return afterClosingQuote(length, flags);
            }
            length++;
            if (b == LF) {
                nextLine++;
            } else if (b == CR) {
                if (position < limit || fill()) {
                    if (buffer[position] == LF) {
                        continue;
                    }
                }
                nextLine++;
            }
        }
    }

    private boolean afterClosingQuote(int length, int flags) throws IOException {
        int after = 0;
        while (true) {
            if (position == limit && !fill()) {
                addField(position - after - 1 - length, position - after - 1, flags);
                contentEnd = position;
                return false;
            }
            byte b = buffer[position];
            if (b == delimiter || b == LF || b == CR) {
                addField(position - after - 1 - length, position - after - 1, flags);
                return endField(b);
            }
            if (b != ' ' && b != '\t') {
                malformed = true;
                return plainField(position - after - length - 2);
            }
            after++;
            position++;
        }
    }

    /** Steps over a delimiter or line end. */
    private boolean endField(byte b) throws IOException {
        contentEnd = position;
        position++;
        if (b == delimiter) {
            return true;
        }
        lineEnded = true;
        nextLine++;
        if (b == CR && (position < limit || fill()) && buffer[position] == LF) {
            position++;
        }
        return false;
    }

    private void addField(int start, int end, int flags) {
        if (discarding) {
            return;
        }
        if (fields == limits.maxFields()) {
            tooLong = true;
            return;
        }
        if (fields == starts.length) {
            int length = Math.min(limits.maxFields(), fields * 2);
            starts = Arrays.copyOf(starts, length);
            ends = Arrays.copyOf(ends, length);
        }
        if (end - start > limits.maxFieldBytes()) {
            tooLong = true;
        }
        starts[fields] = (start << FLAG_BITS) | flags;
        ends[fields] = end;
        fields++;
    }

    private void finishRecord() throws IOException {
        recordEnd = position;
        tooLong |= discarding || recordEnd - recordStart > limits.maxRecordBytes();
        if (tooLong) {
            spill.write(buffer, recordStart, recordEnd - recordStart);
            recordStart = recordEnd;
            fields = 0;
        }
    }

    /**
     * Reads more bytes behind the limit, making room first.
     *
     * @return false at the end of the input
     */
    private boolean fill() throws IOException {
        if (endOfInput) {
            return false;
        }
        if (limit == buffer.length || limit - recordStart > limits.maxRecordBytes()) {
            makeRoom();
        }
        int count = in.read(buffer, limit, buffer.length - limit);
        if (count < 0) {
            endOfInput = true;
            return false;
        }
        limit += count;
        return count > 0 || fill();
    }

    private void makeRoom() throws IOException {
        if (limit - recordStart > limits.maxRecordBytes()) {
            discarding = true;
            spill.write(buffer, recordStart, position - recordStart);
            fields = 0;
            recordStart = position;
        }
        int kept = limit - recordStart;
        if (kept > buffer.length / 2) {
            int most = limits.maxRecordBytes() + FIRST_BUFFER;
            byte[] larger = new byte[Math.min(most, buffer.length * 2)];
            System.arraycopy(buffer, recordStart, larger, 0, kept);
            buffer = larger;
        } else {
            System.arraycopy(buffer, recordStart, buffer, 0, kept);
        }
        shift(recordStart);
    }

    private void shift(int distance) {
        recordStart = 0;
        position -= distance;
        limit -= distance;
        contentStart -= distance;
        for (int i = 0; i < fields; i++) {
            starts[i] -= distance << FLAG_BITS;
            ends[i] -= distance;
        }
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

    @Override
    public void close() throws IOException {
        in.close();
    }
}
