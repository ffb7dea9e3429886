/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.duplicates;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.cqube.engines.contract.DuplicateRule;

/**
 * Which records the duplicate rules refuse. Read in ascending order of ordinals, one window of
 * records at a time, so that memory does not grow with the number of duplicates.
 */
public final class Verdicts {

    private static final int WINDOW_BITS = 16;
    private static final int MAX_DETAIL = 100;

    private final DuplicateRule[] rules;
    private final Partitions windows;
    private final Map<Integer, Verdict> window = new HashMap<>();
    private int loaded = -1;
    private long count = -1;

    /**
     * @param rule the rule, the first in catalogue order if several refuse the record
     * @param otherLine line of a record with which this one is compared
     * @param otherValue that record's differing value, if the rule compares few; else empty
     */
    public record Verdict(DuplicateRule rule, long otherLine, String otherValue) {}

    Verdicts(DuplicateRule[] rules, SpillStore store) {
        this.rules = rules;
        this.windows = new Partitions(store);
    }

    void add(int ordinal, int rank, long otherLine, byte[] otherValue) throws IOException {
        int partition = ordinal >>> WINDOW_BITS;
        byte[] shown = otherValue == null ? new byte[0] : values(otherValue);
        windows.writeInt(partition, ordinal);
        windows.writeInt(partition, rank);
        windows.writeLong(partition, otherLine);
        windows.writeInt(partition, shown.length);
        windows.write(partition, shown, 0, shown.length);
    }

    /** The verdict on a record, or null if no rule refuses it. */
    public Verdict of(long ordinal) throws IOException {
        int wanted = (int) (ordinal >>> WINDOW_BITS);
        if (wanted != loaded) {
            load(wanted);
        }
        return window.isEmpty() ? null : window.get((int) ordinal);
    }

    /** Number of records that are refused. */
    public long count() throws IOException {
        if (count < 0) {
            count = 0;
            for (int i = 0; i < windows.count(); i++) {
                load(i);
                count += window.size();
            }
        }
        return count;
    }

    private void load(int number) throws IOException {
        window.clear();
        loaded = number;
        Map<Integer, Integer> ranks = new HashMap<>();
        Partitions.Reader reader = windows.read(number);
        while (reader.hasMore()) {
            int ordinal = reader.readInt();
            int rank = reader.readInt();
            long otherLine = reader.readLong();
            byte[] shown = reader.readBytes(reader.readInt());
            Integer known = ranks.get(ordinal);
            if (known == null || rank < known) {
                ranks.put(ordinal, rank);
                window.put(
                        ordinal,
                        new Verdict(
                                rules[rank], otherLine, new String(shown, StandardCharsets.UTF_8)));
            }
        }
    }

    /** The values behind their lengths, joined for people and cut. */
    private static byte[] values(byte[] selection) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        int at = 0;
        while (at < selection.length && joined.size() < MAX_DETAIL) {
            int length = selection[at++] & 0xFF;
            if (length == 0xFF) {
                break;
            }
            if (joined.size() > 0) {
                joined.writeBytes(new byte[] {',', ' '});
            }
            joined.write(selection, at, length);
            at += length;
        }
        return joined.toByteArray();
    }
}
