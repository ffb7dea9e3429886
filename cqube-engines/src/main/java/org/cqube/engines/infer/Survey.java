/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.infer;

import java.io.IOException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.cqube.engines.contract.FieldType;
import org.cqube.engines.csv.CsvReader;
import org.cqube.engines.csv.UnclosedQuoteException;
import org.cqube.engines.validation.Source;
import org.cqube.engines.validation.ValueProbe;

/** Reads all records of a file once, or once more for keys of several columns. */
final class Survey {

    /** Records of all trackers together: 16 bytes each, in tables that are half empty. */
    static final int MOST_TRACKED = 2_000_000;

    private final Source raw;
    private final Dialect dialect;
    private final List<ColumnProfile> columns;
    private final long[] hashes;
    private byte[] scratch = new byte[256];
    private long records;
    private long unfit;

    private Survey(Source raw, Dialect dialect) {
        this.raw = raw;
        this.dialect = dialect;
        this.columns =
                IntStream.range(0, dialect.header().size())
                        .mapToObj(i -> new ColumnProfile())
                        .toList();
        this.hashes = new long[columns.size()];
    }

    /** Looks at every value, and which columns tell the records apart. */
    static Survey of(Source raw, Dialect dialect, List<KeyTracker> trackers)
            throws IOException, NotInferableException {
        Survey survey = new Survey(raw, dialect);
        survey.read(true, trackers);
        if (survey.records == 0) {
            throw new NotInferableException(
                    survey.unfit == 0
                            ? "the file has no record"
                            : "none of the file's records has as many fields as the header, in UTF-8");
        }
        return survey;
    }

    /** Reads once more, for other keys. */
    void track(List<KeyTracker> trackers) throws IOException, NotInferableException {
        read(false, trackers);
    }

    Dialect dialect() {
        return dialect;
    }

    ColumnProfile column(int i) {
        return columns.get(i);
    }

    /** Records that fit the header. */
    long records() {
        return records;
    }

    /** Records that validation will refuse whatever the contract says. */
    long unfit() {
        return unfit;
    }

    /**
     * The null words of the file: NULL wherever it stands, others where a column has nothing beside
     * them but numbers, dates or the like.
     */
    Set<Integer> nulls() {
        Set<Integer> nulls = new HashSet<>(Set.of(NullWords.NULL));
        for (int word = 1; word < NullWords.WORDS.size(); word++) {
            for (ColumnProfile column : columns) {
                if (column.words(word) > 0 && column.type() != FieldType.STRING) {
                    nulls.add(word);
                }
            }
        }
        return nulls;
    }

    private void read(boolean profiling, List<KeyTracker> trackers)
            throws IOException, NotInferableException {
        try (CsvReader reader = new CsvReader(raw.open(), dialect.delimiter(), Dialect.QUOTE)) {
            boolean any = reader.next();
            while (any && reader.blank()) {
                any = reader.next();
            }
            while (any && reader.next()) {
                if (reader.blank()) {
                    continue;
                }
                if (fits(reader)) {
                    long row = add(reader, profiling);
                    trackers.forEach(tracker -> tracker.add(hashes, row));
                    bound(trackers);
                    records += profiling ? 1 : 0;
                } else {
                    unfit += profiling ? 1 : 0;
                }
            }
        } catch (UnclosedQuoteException e) {
            throw new NotInferableException(
                    "the quote opened on line " + e.line() + " is never closed");
        }
    }

    private boolean fits(CsvReader reader) {
        if (reader.tooLong() || reader.malformed() || reader.fields() != columns.size()) {
            return false;
        }
        for (int i = 0; i < columns.size(); i++) {
            if (!ValueProbe.isClean(reader.buffer(), reader.fieldStart(i), reader.fieldEnd(i))) {
                return false;
            }
        }
        return true;
    }

    private long add(CsvReader reader, boolean profiling) {
        long row = 1;
        for (int i = 0; i < columns.size(); i++) {
            byte[] bytes = reader.buffer();
            int from = reader.fieldStart(i);
            int to = reader.fieldEnd(i);
            if (reader.escaped(i)) {
                if (scratch.length < to - from) {
                    scratch = new byte[to - from];
                }
                bytes = scratch;
                to = reader.unescape(i, bytes);
                from = 0;
            }
            while (from < to && bytes[from] == ' ') {
                from++;
            }
            while (from < to && bytes[to - 1] == ' ') {
                to--;
            }
            if (profiling) {
                columns.get(i).add(bytes, from, to);
            }
            boolean isNull = from == to || NullWords.indexOf(bytes, from, to) == NullWords.NULL;
            hashes[i] = isNull ? 0 : ValueHash.of(bytes, from, to);
            row = ValueHash.combine(row, hashes[i]);
        }
        return row;
    }

    /** The keys that need most memory are left to the proof when all together need too much. */
    private static void bound(List<KeyTracker> trackers) {
        long tracked = 0;
        for (KeyTracker tracker : trackers) {
            tracked += tracker.size();
        }
        if (tracked > MOST_TRACKED) {
            trackers.stream()
                    .max(Comparator.comparingInt(KeyTracker::size))
                    .ifPresent(KeyTracker::stop);
        }
    }
}
