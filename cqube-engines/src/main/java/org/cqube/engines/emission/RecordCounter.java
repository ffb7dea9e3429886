/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.emission;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Counts the records of a CSV exactly as {@link org.cqube.engines.csv.CsvReader} reads them,
 * without finding their fields: between two line ends or quotes it looks at eight bytes at a time.
 * That is six times as fast, so that a manifest is checked at little more than the cost of
 * inflating; a test holds the two to the same answers.
 */
final class RecordCounter {

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final byte LF = '\n';
    private static final byte CR = '\r';
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final byte delimiter;
    private final byte quote;
    private final long quotes8;

    private int markSeen;
    private boolean inRecord;
    private boolean white;
    private boolean inQuotes;
    private boolean quoteInQuotes;
    private boolean afterCarriageReturn;
    private byte previous = LF;
    private long line = 1;
    private long recordLine;
    private long quoteLine;

    private boolean headerSeen;
    private int delimiters;
    private int columns;
    private long records;
    private long blankLines;
    private long openQuote;
    private long longestLine;
    private long longestSpan;

    RecordCounter(byte delimiter, byte quote) {
        this.delimiter = delimiter;
        this.quote = quote;
        this.quotes8 = (quote & 0xffL) * ONES;
    }

    /** Takes the next bytes of the file. */
    void accept(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            if (markSeen < BYTE_ORDER_MARK.length) {
                beginning(bytes[at++]);
            } else if (!headerSeen || !inRecord || white || quoteInQuotes || afterCarriageReturn) {
                // states in which the very next byte matters
                step(bytes[at++]);
            } else {
                int next = find(bytes, at, to);
                if (next > at) {
                    previous = bytes[next - 1];
                }
                at = next;
                if (at < to) {
                    step(bytes[at++]);
                }
            }
        }
    }

    /** Where the next line end or quote is; {@code to} if there is none. */
    private int find(byte[] bytes, int from, int to) {
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            long eight = (long) LONG.get(bytes, at);
            // a byte is zero after the exclusive or where it is the one looked for; the lowest hit
            // is exact
            long lineFeed = eight ^ LF * ONES;
            long carriageReturn = eight ^ CR * ONES;
            long quoted = eight ^ quotes8;
            long hit =
                    ((lineFeed - ONES & ~lineFeed)
                                    | (carriageReturn - ONES & ~carriageReturn)
                                    | (quoted - ONES & ~quoted))
                            & HIGH_BITS;
            if (hit != 0) {
                return at + (Long.numberOfTrailingZeros(hit) >>> 3);
            }
        }
        while (at < to && bytes[at] != LF && bytes[at] != CR && bytes[at] != quote) {
            at++;
        }
        return at;
    }

    /** The first three bytes may be a byte order mark, which is no content. */
    private void beginning(byte b) {
        if (b == BYTE_ORDER_MARK[markSeen]) {
            markSeen++;
            if (markSeen == BYTE_ORDER_MARK.length) {
                begin();
            }
        } else {
            replayMark();
            step(b);
        }
    }

    private void replayMark() {
        int seen = markSeen;
        markSeen = BYTE_ORDER_MARK.length;
        for (int i = 0; i < seen; i++) {
            step(BYTE_ORDER_MARK[i]);
        }
    }

    private void step(byte b) {
        boolean lineFeedOfPair = afterCarriageReturn && b == LF;
        afterCarriageReturn = false;
        if (quoteInQuotes) {
            quoteInQuotes = false;
            inQuotes = b == quote;
            if (inQuotes) {
                // a doubled quote is one quote of the field
                return;
            }
        }
        if (inQuotes) {
            quoted(b, lineFeedOfPair);
        } else if (b == LF || b == CR) {
            if (!lineFeedOfPair) {
                endRecord();
                line++;
                afterCarriageReturn = b == CR;
            }
        } else {
            plain(b);
        }
        previous = b;
    }

    private void quoted(byte b, boolean lineFeedOfPair) {
        if (b == quote) {
            quoteInQuotes = true;
        } else if (b == CR || b == LF && !lineFeedOfPair) {
            line++;
            afterCarriageReturn = b == CR;
        }
    }

    private void plain(byte b) {
        if (!inRecord) {
            begin();
        }
        if (b == quote && (previous == delimiter || previous == LF || previous == CR)) {
            inQuotes = true;
            quoteLine = line;
            white = false;
        } else if (b == delimiter) {
            white = false;
            delimiters++;
        } else if (b != ' ' && b != '\t' && b != 0x0B && b != '\f') {
            white = false;
        }
    }

    private void begin() {
        inRecord = true;
        white = true;
        recordLine = line;
        delimiters = 0;
    }

    private void endRecord() {
        if (!inRecord || white) {
            blankLines++;
        } else if (headerSeen) {
            records++;
            if (line - recordLine >= longestSpan) {
                longestSpan = line - recordLine + 1;
                longestLine = recordLine;
            }
        } else {
            headerSeen = true;
            columns = delimiters + 1;
        }
        inRecord = false;
    }

    /** Ends the file; what an open quote swallowed is one record, as far as can be told. */
    void finish() {
        if (markSeen < BYTE_ORDER_MARK.length) {
            replayMark();
        }
        if (inQuotes && !quoteInQuotes) {
            openQuote = quoteLine;
            records += headerSeen ? 1 : 0;
        } else if (inRecord) {
            endRecord();
        }
        inRecord = false;
    }

    /** Data records: without header and blank lines. */
    long records() {
        return records;
    }

    /** Lines of white space. */
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
}
