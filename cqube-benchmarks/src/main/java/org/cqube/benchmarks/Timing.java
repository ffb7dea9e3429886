/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.benchmarks;

/**
 * Seconds of each counted round.
 *
 * @param ours in order of rounds
 * @param peer of the same rounds
 */
record Timing(double[] ours, double[] peer) {

    /** Our time over the peer's of the same round: below 1 we are faster. */
    Spread ratio() {
        double[] ratios = new double[ours.length];
        for (int round = 0; round < ratios.length; round++) {
            ratios[round] = ours[round] / peer[round];
        }
        return Spread.of(ratios);
    }
}
