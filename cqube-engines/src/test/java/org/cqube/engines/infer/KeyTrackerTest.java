/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.infer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Trackers agree with a map, and forget rather than grow. */
class KeyTrackerTest {

    @Test
    void agreesWithAMapOnRandomRecords() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            KeyTracker tracker = new KeyTracker(List.of(0, 1), 10_000);
            Map<List<Long>, Long> seen = new HashMap<>();
            boolean unique = true;
            int values = 1 + random.nextInt(200);
            int records = random.nextInt(5_000 / values + 2);
            for (int i = 0; i < records; i++) {
                long[] hashes = {1 + random.nextInt(values), 1 + random.nextInt(values)};
                long row = random.nextInt(3) == 0 ? 7 : hashes[0] * 1_000 + hashes[1];
                Long other = seen.putIfAbsent(List.of(hashes[0], hashes[1]), row);
                unique &= other == null || other == row;
                tracker.add(hashes, row);
            }
            assertThat(tracker.possible()).as("seed %s, round %s", seed, round).isEqualTo(unique);
        }
    }

    @Test
    void aNullIsNoKey() {
        KeyTracker tracker = new KeyTracker(List.of(1), 10);
        tracker.add(new long[] {0, 5}, 1);
        assertThat(tracker.possible()).isTrue();
        tracker.add(new long[] {3, 0}, 2);
        assertThat(tracker.possible()).isFalse();
    }

    @Test
    void beyondItsMemoryItDoesNotKnow() {
        KeyTracker tracker = new KeyTracker(List.of(0), 2);
        for (long value = 1; value <= 3; value++) {
            tracker.add(new long[] {value}, value);
        }
        tracker.add(new long[] {1}, 99);
        assertThat(tracker.possible()).as("the proof decides").isTrue();
    }
}
