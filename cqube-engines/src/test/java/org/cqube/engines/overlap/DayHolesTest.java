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

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The warning about missing days. */
class DayHolesTest {

    @Test
    void theWorkedExampleHasOneHole() {
        assertThat(DayHoles.between(september(1, 11, 13, 15), Set.of()))
                .containsExactly(LocalDate.of(2020, 9, 12));
    }

    @Test
    void weeklyHolidaysAreNoHoles() {
        // 6 September 2020 is a Sunday
        assertThat(DayHoles.between(september(1, 5, 7, 8), Set.of(DayOfWeek.SUNDAY))).isEmpty();
        assertThat(DayHoles.between(september(1, 5, 7, 8), Set.of()))
                .containsExactly(LocalDate.of(2020, 9, 6));
    }

    @Test
    void nothingProcessedHasNoHoles() {
        assertThat(DayHoles.between(new TreeSet<>(), Set.of())).isEmpty();
    }

    private static TreeSet<LocalDate> september(int... ranges) {
        return IntStream.range(0, ranges.length / 2)
                .boxed()
                .flatMap(
                        i ->
                                IntStream.rangeClosed(ranges[2 * i], ranges[2 * i + 1])
                                        .mapToObj(day -> LocalDate.of(2020, 9, day)))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
