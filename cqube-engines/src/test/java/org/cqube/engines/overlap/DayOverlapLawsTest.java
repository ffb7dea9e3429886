/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.overlap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.cqube.engines.contract.Overlap.Policy;
import org.cqube.engines.contract.Overlap.Scope;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Laws over random tables and files; {@code -Dcqube.seed=...} runs a failing seed again. */
class DayOverlapLawsTest {

    private static final int ROUNDS = 200;
    private static final LocalDate AUGUST = LocalDate.of(2020, 8, 1);

    private long seed;
    private Random random;

    @BeforeEach
    void seed() {
        seed = Long.getLong("cqube.seed", System.nanoTime());
        random = new Random(seed);
    }

    @ParameterizedTest
    @EnumSource(
            value = Policy.class,
            names = {"AFTER_LAST_DAY", "OPEN_DAYS", "OPEN_CELLS"})
    void noPolicyChangesAStoredValue(Policy policy) {
        for (int round = 0; round < ROUNDS; round++) {
            DayTable table = randomTable(policy);
            Map<DayTable.Key, StoredDays> before = copy(table);
            Correction correction = random.nextBoolean() ? Correction.NONE : Correction.FILL;
            table.emit(file(), policy, scope(), correction);

            before.forEach(
                    (key, stored) -> {
                        short[] after = table.rows().get(key).days();
                        for (int day = 0; day < DayRecord.DAYS; day++) {
                            if (stored.days()[day] != 0) {
                                assertThat(after[day])
                                        .as("seed %d, %s day %d", seed, key, day + 1)
                                        .isEqualTo(stored.days()[day]);
                            }
                        }
                    });
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Policy.class,
            names = {"AFTER_LAST_DAY", "OPEN_DAYS", "OPEN_CELLS"})
    void replacingNeverErasesAndAlwaysWins(Policy policy) {
        for (int round = 0; round < ROUNDS; round++) {
            DayTable table = randomTable(policy);
            Map<DayTable.Key, StoredDays> before = copy(table);
            List<DayTable.Row> file = file();
            DayTable.Result result = table.emit(file, policy, scope(), Correction.REPLACE);

            assertThat(result.cells().total()).as("seed %d", seed).isZero();
            for (DayTable.Row row : file) {
                short[] expected =
                        before.containsKey(row.key())
                                ? before.get(row.key()).days().clone()
                                : new short[DayRecord.DAYS];
                for (int day = 0; day < DayRecord.DAYS; day++) {
                    if (row.record().days()[day] != 0) {
                        expected[day] = row.record().days()[day];
                    }
                }
                assertThat(table.rows().get(row.key()).days())
                        .as("seed %d", seed)
                        .isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Policy.class,
            names = {"AFTER_LAST_DAY", "OPEN_DAYS", "OPEN_CELLS"})
    void theOrderOfRecordsIsIrrelevant(Policy policy) {
        for (int round = 0; round < ROUNDS; round++) {
            DayTable one = randomTable(policy);
            DayTable other = new DayTable();
            other.rows().putAll(one.rows());
            Scope scope = scope();
            List<DayTable.Row> file = file();
            List<DayTable.Row> shuffled = new ArrayList<>(file);
            Collections.shuffle(shuffled, random);

            DayTable.Result first = one.emit(file, policy, scope, Correction.NONE);
            DayTable.Result second = other.emit(shuffled, policy, scope, Correction.NONE);

            assertThat(text(other)).as("seed %d", seed).isEqualTo(text(one));
            assertThat(second.cells().summary(Integer::toString, "1"))
                    .as("seed %d", seed)
                    .isEqualTo(first.cells().summary(Integer::toString, "1"));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Policy.class,
            names = {"AFTER_LAST_DAY", "OPEN_DAYS", "OPEN_CELLS"})
    void theSameFileAgainLoadsNothing(Policy policy) {
        for (int round = 0; round < ROUNDS; round++) {
            DayTable table = randomTable(policy);
            Scope scope = scope();
            List<DayTable.Row> file = file();
            table.emit(file, policy, scope, Correction.NONE);
            String before = text(table);

            List<Decision> again = table.emit(file, policy, scope, Correction.NONE).decisions();

            assertThat(again).as("seed %d", seed).containsOnly(new Decision.Known());
            assertThat(text(table)).as("seed %d", seed).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Policy.class,
            names = {"AFTER_LAST_DAY", "OPEN_DAYS", "OPEN_CELLS"})
    void everyValueIsStoredEqualOrCounted(Policy policy) {
        for (int round = 0; round < ROUNDS; round++) {
            DayTable table = randomTable(policy);
            List<DayTable.Row> file = file();
            DayTable.Result result = table.emit(file, policy, scope(), Correction.NONE);

            long missing = 0;
            for (DayTable.Row row : file) {
                short[] after = table.rows().get(row.key()).days();
                for (int day = 0; day < DayRecord.DAYS; day++) {
                    short sent = row.record().days()[day];
                    missing += sent != 0 && sent != after[day] ? 1 : 0;
                }
            }
            assertThat(result.cells().total()).as("seed %d", seed).isEqualTo(missing);
        }
    }

    private DayTable randomTable(Policy policy) {
        DayTable table = new DayTable();
        for (int emission = random.nextInt(3); emission > 0; emission--) {
            table.emit(file(), policy, scope(), Correction.NONE);
        }
        return table;
    }

    /** One row for each (school, person, month), with the ids that this key always has. */
    private List<DayTable.Row> file() {
        List<DayTable.Row> rows = new ArrayList<>();
        Set<DayTable.Key> keys = new HashSet<>();
        for (int i = 1 + random.nextInt(12); i > 0; i--) {
            long school = 1 + random.nextInt(3);
            long person = 1 + random.nextInt(5);
            LocalDate month = AUGUST.plusMonths(random.nextInt(3));
            if (keys.add(new DayTable.Key(school, person, month))) {
                rows.add(
                        new DayTable.Row(
                                person,
                                new DayRecord(
                                        i + 1, school, 100 * school + person, month, days(month))));
            }
        }
        return rows;
    }

    private short[] days(LocalDate month) {
        short[] days = new short[DayRecord.DAYS];
        int last = random.nextInt(month.lengthOfMonth() + 1);
        for (int day = 0; day < last; day++) {
            days[day] = (short) new int[] {0, 1, 1, 1, 2, 5}[random.nextInt(6)];
        }
        return days;
    }

    private Scope scope() {
        return random.nextBoolean() ? Scope.SCHOOL : Scope.STATE;
    }

    private static Map<DayTable.Key, StoredDays> copy(DayTable table) {
        DayTable copy = new DayTable();
        copy.rows().putAll(table.rows());
        return copy.rows();
    }

    private static String text(DayTable table) {
        StringBuilder text = new StringBuilder();
        table.rows()
                .forEach(
                        (key, stored) ->
                                text.append(key)
                                        .append(stored.recordId())
                                        .append(Arrays.toString(stored.days())));
        return text.toString();
    }
}
