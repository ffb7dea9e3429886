/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.emission;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.cqube.engines.csv.CsvReader;
import org.cqube.engines.csv.UnclosedQuoteException;

/**
 * Measures a CSV while its bytes pass by: size, checksum, records, blank lines, columns. What was
 * counted stays readable when the input fails in the middle.
 */
final class CsvMeasure {

    private static final int DRAIN = 64 * 1024;

    private final byte delimiter;
    private final byte quote;
    private final MessageDigest digest = sha256();
    private long bytes;
    private long records;
    private long blankLines;
    private int columns;
    private boolean headerSeen;
    private long openQuote;
    private long longestLine;
    private long longestSpan;

    CsvMeasure(byte delimiter, byte quote) {
        this.delimiter = delimiter;
        this.quote = quote;
    }

    /** Reads to the end, handing every byte on as it is. Closes neither stream. */
    void read(InputStream in, OutputStream copy) throws IOException {
        Tee tee = new Tee(in, copy);
        // not closed: the input belongs to the caller
        @SuppressWarnings("resource")
        CsvReader reader = new CsvReader(tee, delimiter, quote);
        long previous = 0;
        try {
            while (reader.next()) {
                if (reader.line() - previous > longestSpan && previous > 0) {
                    longestSpan = reader.line() - previous;
                    longestLine = previous;
                }
                previous = reader.line();
                count(reader);
            }
        } catch (UnclosedQuoteException e) {
            openQuote = e.line();
            if (headerSeen) {
                // what the open quote swallowed is one record, as far as can be told
                records++;
            }
        }
        byte[] rest = new byte[DRAIN];
        while (tee.read(rest, 0, rest.length) >= 0) {
            // the reader stops at the end of the last record it could make out
            continue;
        }
    }

    private void count(CsvReader reader) {
        if (reader.blank()) {
            blankLines++;
        } else if (headerSeen) {
            records++;
        } else {
            headerSeen = true;
            columns = reader.fields();
        }
    }

    long bytes() {
        return bytes;
    }

    /** Data records: without header and blank lines. */
    long records() {
        return records;
    }

    long blankLines() {
        return blankLines;
    }

    /** Columns of the header; 0 without one. */
    int columns() {
        return columns;
    }

    /** The line of a quote that is never closed; 0 if there is none. */
    long openQuote() {
        return openQuote;
    }

    /** The line on which the longest record begins that spans several lines; 0 if there is none. */
    long longestLine() {
        return longestSpan > 1 ? longestLine : 0;
    }

    /** How many lines that record spans. */
    long longestSpan() {
        return longestSpan;
    }

    /** The checksum over all bytes so far, 64 lower-case hex digits. Call it once, at the end. */
    String sha256Hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private final class Tee extends FilterInputStream {
        private final OutputStream copy;

        Tee(InputStream in, OutputStream copy) {
            super(in);
            this.copy = copy;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            int read = in.read(target, from, length);
            if (read > 0) {
                digest.update(target, from, read);
                bytes += read;
                copy.write(target, from, read);
            }
            return read;
        }
    }
}
