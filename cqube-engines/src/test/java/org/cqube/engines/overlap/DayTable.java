/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.overlap;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cqube.engines.contract.Overlap.Policy;
import org.cqube.engines.contract.Overlap.Scope;

/**
 * A stored table in memory with the plainest caller: looks up, decides all of a file, then stores.
 */
final class DayTable {

    record Key(long school, long person, LocalDate month) {}

    record Row(long person, DayRecord record) {
        Key key() {
            return new Key(record.school(), person, record.month());
        }
    }

    record Result(List<Decision> decisions, LateCells cells) {}

    private final Map<Key, StoredDays> rows =
            new TreeMap<>(
                    Comparator.comparingLong(Key::school)
                            .thenComparingLong(Key::person)
                            .thenComparing(Key::month));

    Map<Key, StoredDays> rows() {
        return rows;
    }

    Result emit(List<Row> file, Policy policy, Scope scope, Correction correction) {
        DayOverlap overlap = new DayOverlap(policy, correction, Set.of(), "id");
        List<Decision> decisions = new ArrayList<>();
        for (Row row : file) {
            decisions.add(
                    overlap.decide(
                            row.record(),
                            rows.get(row.key()),
                            heldElsewhere(row),
                            scopeDays(row.record(), scope)));
        }
        for (int i = 0; i < file.size(); i++) {
            if (decisions.get(i) instanceof Decision.LoadDays load) {
                rows.put(
                        file.get(i).key(),
                        new StoredDays(file.get(i).record().recordId(), load.days()));
            }
        }
        return new Result(decisions, overlap.cells());
    }

    private boolean heldElsewhere(Row row) {
        return rows.entrySet().stream()
                .anyMatch(
                        stored ->
                                stored.getKey().month().equals(row.record().month())
                                        && Objects.equals(
                                                stored.getValue().recordId(),
                                                row.record().recordId())
                                        && !stored.getKey().equals(row.key()));
    }

    private ScopeDays scopeDays(DayRecord record, Scope scope) {
        TreeSet<LocalDate> processed = new TreeSet<>();
        rows.forEach(
                (key, stored) -> {
                    if (scope == Scope.STATE || key.school() == record.school()) {
                        for (int i = 0; i < DayRecord.DAYS; i++) {
                            if (stored.days()[i] != 0) {
                                processed.add(key.month().plusDays(i));
                            }
                        }
                    }
                });
        int days = 0;
        for (LocalDate day : processed) {
            if (day.withDayOfMonth(1).equals(record.month())) {
                days |= 1 << (day.getDayOfMonth() - 1);
            }
        }
        return new ScopeDays(processed.isEmpty() ? null : processed.last(), days);
    }
}
