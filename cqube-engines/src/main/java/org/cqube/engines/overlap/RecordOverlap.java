/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.overlap;

import java.util.ArrayList;
import java.util.List;
import org.cqube.engines.contract.Overlap.Policy;
import org.cqube.engines.contract.SqlType;
import org.cqube.engines.finding.Rule;
import org.cqube.engines.finding.Violation;

/**
 * Overlap of a source with one stored record for each key: absent loads, equal is known, and
 * another content is an update (masters, registers) or refused as {@code overlap.id} (results,
 * visits).
 *
 * <p>An emission that corrects may fill what is stored empty; with {@code mode=replace} its values
 * win. A null of an emission that corrects never erases.
 */
public final class RecordOverlap {

    private final Policy policy;
    private final Correction correction;
    private final List<Column> columns;

    /**
     * A stored column.
     *
     * @param header as emitted
     * @param type by which its values compare
     */
    public record Column(String header, SqlType type) {}

    /**
     * For one file.
     *
     * @param policy {@code update} or {@code reject}
     * @param correction what the manifest asks for
     * @param columns in the order in which values are given
     */
    public RecordOverlap(Policy policy, Correction correction, List<Column> columns) {
        if (policy != Policy.UPDATE && policy != Policy.REJECT) {
            throw new IllegalArgumentException(policy + " is a policy of days, not of records");
        }
        this.policy = policy;
        this.correction = correction;
        this.columns = List.copyOf(columns);
    }

    /**
     * Decides on one record.
     *
     * @param line the line as emitted, 1-based
     * @param keyHeader the header, as emitted, of the (first) key column
     * @param key the key as text, for the report
     * @param incoming one canonical value for each column, null where empty
     * @param stored what is stored under this key, in the same order; null if nothing is
     */
    public Decision decide(
            long line, String keyHeader, String key, List<String> incoming, List<String> stored) {
        if (stored == null) {
            return new Decision.LoadRecord(incoming, true);
        }
        List<String> result = new ArrayList<>(columns.size());
        List<String> conflicts = new ArrayList<>();
        boolean changed = false;
        for (int i = 0; i < columns.size(); i++) {
            String before = stored.get(i);
            String value = incoming.get(i);
            boolean same = SameValue.test(columns.get(i).type(), before, value);
            boolean taken = !same && wins(before, value);
            result.add(taken ? value : before);
            changed |= taken;
            if (!same && !taken && conflicts(value)) {
                conflicts.add(columns.get(i).header());
            }
        }
        if (!conflicts.isEmpty()) {
            return reject(line, keyHeader, key, conflicts);
        }
        return changed ? new Decision.LoadRecord(result, false) : new Decision.Known();
    }

    private boolean wins(String before, String value) {
        return switch (correction) {
            case REPLACE -> value != null;
            case FILL -> value != null && (policy == Policy.UPDATE || before == null);
            case NONE -> policy == Policy.UPDATE;
        };
    }

    /** A value that does not win is a conflict, except a null of an emission that corrects. */
    private boolean conflicts(String value) {
        return correction == Correction.NONE || value != null;
    }

    private static Decision reject(
            long line, String keyHeader, String key, List<String> conflicts) {
        return new Decision.Reject(
                new Violation(
                        Rule.OVERLAP_ID,
                        line,
                        keyHeader,
                        key,
                        "This id is stored with other values in "
                                + String.join(", ", conflicts)
                                + "; the stored record stays"));
    }
}
