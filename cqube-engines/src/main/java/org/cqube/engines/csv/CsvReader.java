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
public final class CsvReader extends CsvRecord implements AutoCloseable {

    private static final byte LF = '\n';
    private static final byte CR = '\r';
    private static final int FIRST_BUFFER = 64 * 1024;

    private final InputStream in;
    private final byte delimiter;
    private final CsvLimits limits;
    private OutputStream spill = OutputStream.nullOutputStream();

    private int limit;
    private int position;
    private boolean endOfInput;
    private boolean started;

    private long nextLine = 1;
    private long quoteLine;
    private boolean discarding;

    public CsvReader(InputStream in, byte delimiter, byte quote) {
        this(in, delimiter, quote, CsvLimits.DEFAULT);
    }

    /**
     * @param in closed by {@link #close()}; need not be buffered
     * @throws IllegalArgumentException if delimiter and quote are the same, or one is a line end
     */
    public CsvReader(InputStream in, byte delimiter, byte quote, CsvLimits limits) {
        super(quote, FIRST_BUFFER);
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

    @Override
    public void close() throws IOException {
        in.close();
    }
}
