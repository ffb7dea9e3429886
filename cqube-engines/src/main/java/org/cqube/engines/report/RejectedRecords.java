/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.PrimitiveIterator;
import org.cqube.engines.csv.CsvReader;

/**
 * The refused records of a file, to be mended and emitted again: its header and these records, byte
 * for byte as they came, in one pass over the file.
 */
public final class RejectedRecords {

    private static final byte[] LINE_FEED = {'\n'};

    private final OutputStream out;
    private final PrimitiveIterator.OfLong lines;
    private byte[] lineEnd = LINE_FEED;
    private boolean headerSeen;
    private long wanted;
    private long written;

    private RejectedRecords(OutputStream out, PrimitiveIterator.OfLong lines) {
        this.out = out;
        this.lines = lines;
        advance();
    }

    /**
     * Copies.
     *
     * @param raw the file as emitted; not closed
     * @param delimiter of its fields
     * @param quote around its fields
     * @param lines on which the refused records begin, ascending; the header's line is not among
     *     them
     * @param out gets header and records; a line end is added where the last record has none, so
     *     that another record may follow. Not closed
     * @return number of records copied
     * @throws IOException if a stream fails, or a line is not the beginning of a record: then this
     *     is another file than the one that was checked
     */
    public static long copy(
            InputStream raw,
            byte delimiter,
            byte quote,
            PrimitiveIterator.OfLong lines,
            OutputStream out)
            throws IOException {
        RejectedRecords copier = new RejectedRecords(out, lines);
        // not closed: the input belongs to the caller
        @SuppressWarnings("resource")
        CsvReader reader = new CsvReader(raw, delimiter, quote);
        reader.spillTo(copier.new Spill(reader));
        while ((copier.wanted != Long.MAX_VALUE || !copier.headerSeen) && reader.next()) {
            copier.record(reader);
        }
        if (copier.wanted != Long.MAX_VALUE) {
            throw new IOException("no record begins on line " + copier.wanted);
        }
        return copier.written;
    }

    private void record(CsvReader reader) throws IOException {
        if (reader.blank() && reader.line() != wanted) {
            return;
        }
        if (!headerSeen) {
            headerSeen = true;
            rememberLineEnd(reader);
        } else if (reader.line() == wanted) {
            written++;
            advance();
        } else {
            return;
        }
        if (!reader.tooLong()) {
            write(reader.buffer(), reader.recordStart(), reader.recordEnd());
        }
        if (!reader.lineEnded()) {
            out.write(lineEnd);
        }
    }

    private void write(byte[] bytes, int from, int to) throws IOException {
        out.write(bytes, from, to - from);
    }

    /** The header shows how this file ends its lines. */
    private void rememberLineEnd(CsvReader reader) {
        if (reader.lineEnded() && !reader.tooLong()) {
            lineEnd = Arrays.copyOfRange(reader.buffer(), reader.contentEnd(), reader.recordEnd());
        }
    }

    private void advance() {
        long next = lines.hasNext() ? lines.nextLong() : Long.MAX_VALUE;
        if (next <= wanted) {
            throw new IllegalArgumentException("lines are not ascending: " + next);
        }
        wanted = next;
    }

    /** Gets the bytes of records that are too long for memory while they are read. */
    private final class Spill extends OutputStream {
        private final CsvReader reader;

        Spill(CsvReader reader) {
            this.reader = reader;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            if (reader.line() == wanted || !headerSeen) {
                out.write(bytes, from, length);
            }
        }
    }
}
