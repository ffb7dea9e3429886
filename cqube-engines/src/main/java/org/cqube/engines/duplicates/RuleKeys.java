/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.duplicates;

import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cqube.engines.contract.DuplicateRule;
import org.cqube.engines.contract.FileContract;

/**
 * The keys of one duplicate rule: first hashes of all records, then the bytes of those records
 * whose hash is not alone.
 */
final class RuleKeys {

    private static final int PARTITION_SHIFT = 56;

    private final DuplicateRule rule;
    private final int[] keyFields;
    private final int[] conflictFields;
    private final boolean conflictShown;
    private final long hashMask;
    private final Partitions hashes;
    private final Partitions rows;
    private final BitSet candidates = new BitSet();
    private byte[] scratch = new byte[256];
    private int scratchSize;

    /**
     * @param hashMask bits of the hash that are used: all, but in tests that want collisions
     */
    RuleKeys(DuplicateRule rule, FileContract contract, SpillStore store, long hashMask) {
        this.rule = rule;
        this.keyFields = indexes(contract, rule.groupBy());
        this.conflictFields = indexes(contract, rule.conflictOn());
        this.conflictShown = conflictFields.length > 0;
        this.hashMask = hashMask;
        this.hashes = new Partitions(store);
        this.rows = new Partitions(store);
    }

    DuplicateRule rule() {
        return rule;
    }

    private static int[] indexes(FileContract contract, List<String> names) {
        return names.stream().mapToInt(contract::indexOf).toArray();
    }

    /** Notes the hash of a record's key. */
    void addHash(int ordinal, TypedRow row) throws IOException {
        if (takesPart(row)) {
            long hash = keyHash(row);
            int partition = (int) (hash >>> PARTITION_SHIFT);
            hashes.writeLongAndInt(partition, hash, ordinal);
        }
    }

    /** Finds the records whose hash is not alone. */
    void findCandidates() throws IOException {
        FirstSeen firstSeen = new FirstSeen();
        for (int partition = 0; partition < hashes.count(); partition++) {
            firstSeen.clear();
            Partitions.Reader reader = hashes.read(partition);
            while (reader.hasMore()) {
                long hash = reader.readLong();
                int ordinal = reader.readInt();
                int first = firstSeen.putIfAbsent(hash, ordinal);
                if (first >= 0) {
                    candidates.set(first);
                    candidates.set(ordinal);
                }
            }
        }
    }

    boolean hasCandidates() {
        return !candidates.isEmpty();
    }

    boolean isCandidate(int ordinal) {
        return candidates.get(ordinal);
    }

    /** Keeps the bytes of a candidate. */
    void addRow(int ordinal, long line, TypedRow row) throws IOException {
        int partition = (int) (keyHash(row) >>> PARTITION_SHIFT);
        rows.writeInt(partition, ordinal);
        rows.writeLong(partition, line);
        if (rule.isMirror()) {
            writeBytes(partition, row.bytes(), row.size());
            return;
        }
        select(row, keyFields);
        writeBytes(partition, scratch, scratchSize);
        if (conflictFields.length == 0) {
            writeBytes(partition, row.bytes(), row.size());
        } else {
            select(row, conflictFields);
            writeBytes(partition, scratch, scratchSize);
        }
    }

    private void writeBytes(int partition, byte[] bytes, int length) throws IOException {
        rows.writeInt(partition, length);
        rows.write(partition, bytes, 0, length);
    }

    /** Compares the candidates and hands over those that the rule refuses. */
    void decide(int rank, Verdicts verdicts) throws IOException {
        for (int partition = 0; partition < rows.count(); partition++) {
            Map<ByteKey, Group> groups = group(partition);
            Partitions.Reader reader = rows.read(partition);
            while (reader.hasMore()) {
                int ordinal = reader.readInt();
                long line = reader.readLong();
                Group group = groups.get(readKey(reader));
                skipConflict(reader);
                if (group.otherLine == 0) {
                    continue;
                }
                boolean first = line == group.firstLine;
                if (first && rule.keep() == DuplicateRule.Keep.FIRST) {
                    continue;
                }
                verdicts.add(
                        ordinal,
                        rank,
                        first ? group.otherLine : group.firstLine,
                        conflictShown ? (first ? group.otherConflict : group.conflict) : null);
            }
        }
    }

    private Map<ByteKey, Group> group(int partition) throws IOException {
        Map<ByteKey, Group> groups = new HashMap<>();
        Partitions.Reader reader = rows.read(partition);
        while (reader.hasMore()) {
            reader.readInt();
            long line = reader.readLong();
            ByteKey key = readKey(reader);
            byte[] conflict = rule.isMirror() ? null : reader.readBytes(reader.readInt());
            Group group = groups.get(key);
            if (group == null) {
                groups.put(key, new Group(line, conflict));
            } else if (group.otherLine == 0
                    && (rule.isMirror() || !Arrays.equals(conflict, group.conflict))) {
                group.otherLine = line;
                group.otherConflict = conflictShown ? conflict : null;
            }
        }
        return groups;
    }

    private static ByteKey readKey(Partitions.Reader reader) throws IOException {
        return new ByteKey(reader.readBytes(reader.readInt()));
    }

    private void skipConflict(Partitions.Reader reader) throws IOException {
        if (!rule.isMirror()) {
            reader.skip(reader.readInt());
        }
    }

    private boolean takesPart(TypedRow row) {
        if (rule.skipNullOrZeroKey()) {
            for (int field : keyFields) {
                if (row.isNull(field) || row.isZero(field)) {
                    return false;
                }
            }
        }
        return true;
    }

    private long keyHash(TypedRow row) {
        if (rule.isMirror()) {
            return Hash64.of(row.bytes(), 0, row.size()) & hashMask;
        }
        select(row, keyFields);
        return Hash64.of(scratch, 0, scratchSize) & hashMask;
    }

    private void select(TypedRow row, int[] fields) {
        scratchSize = 0;
        for (int field : fields) {
            int from = row.prefixStart(field);
            int length = row.end(field) - from;
            if (scratchSize + length > scratch.length) {
                scratch = Arrays.copyOf(scratch, (scratchSize + length) * 2);
            }
            System.arraycopy(row.bytes(), from, scratch, scratchSize, length);
            scratchSize += length;
        }
    }

    /** What is known of the records with one key. */
    private static final class Group {
        private final long firstLine;
        private final byte[] conflict;

        /** Line of the first record that makes the group a case; 0 while there is none. */
        private long otherLine;

        private byte[] otherConflict;

        Group(long firstLine, byte[] conflict) {
            this.firstLine = firstLine;
            this.conflict = conflict;
        }
    }

    /** Bytes as a key of a map. */
    private static final class ByteKey {
        private final byte[] bytes;
        private final int hash;

        ByteKey(byte[] bytes) {
            this.bytes = bytes;
            this.hash = Long.hashCode(Hash64.of(bytes, 0, bytes.length));
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof ByteKey key && Arrays.equals(bytes, key.bytes);
        }
    }
}
