/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {

    private final List<String> log = new ArrayList<>();

    @Test
    void sidesTakeTurnsAndSwapWhoBegins() throws Exception {
        Timing timing = new Rounds(1, 2).run(new Comparison(side("a", 5), side("b", 5), 5, "rows"));

        assertThat(log).containsExactly("b", "a", "a", "b", "b", "a");
        assertThat(timing.ours()).hasSize(2);
        assertThat(timing.peer()).hasSize(2);
    }

    @Test
    void figuresOfSidesThatSawDifferentAmountsAreNotReported() {
        Comparison unequal = new Comparison(side("a", 5), side("b", 4), 5, "rows");

        assertThatIllegalStateException()
                .isThrownBy(() -> new Rounds(0, 1).run(unequal))
                .withMessage("b saw 4 rows, not 5");
    }

    @Test
    void ratioIsTheMedianOfTheRounds() {
        Timing timing = new Timing(new double[] {2, 9, 1}, new double[] {1, 3, 4});

        assertThat(timing.ratio()).isEqualTo(new Spread(2, 0.25, 3));
        assertThat(timing.ratio()).hasToString("2.00 (0.25..3.00)");
    }

    private Side side(String name, long amount) {
        return new Side() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void run() {
                log.add(name);
            }

            @Override
            public long seen() {
                return amount;
            }
        };
    }
}
