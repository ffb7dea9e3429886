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
 * Runs both sides of a comparison in turn, so that a change in the machine's load meets both, and
 * swaps who begins from round to round.
 *
 * @param warmUps rounds that are not counted
 * @param counted rounds that are
 */
record Rounds(int warmUps, int counted) {

    /**
     * @throws IllegalStateException if a side saw another amount than the comparison says: then the
     *     figures would mean nothing
     */
    Timing run(Comparison comparison) throws Exception {
        double[] ours = new double[counted];
        double[] peer = new double[counted];
        for (int round = -warmUps; round < counted; round++) {
            double first;
            double second;
            if (round % 2 == 0) {
                first = seconds(comparison, comparison.ours());
                second = seconds(comparison, comparison.peer());
            } else {
                second = seconds(comparison, comparison.peer());
                first = seconds(comparison, comparison.ours());
            }
            if (round >= 0) {
                ours[round] = first;
                peer[round] = second;
            }
        }
        return new Timing(ours, peer);
    }

    private static double seconds(Comparison comparison, Side side) throws Exception {
        side.prepare();
        // what one side left behind is not the other's to collect
        System.gc();
        long start = System.nanoTime();
        side.run();
        double seconds = (System.nanoTime() - start) / 1e9;
        if (side.seen() != comparison.amount()) {
            throw new IllegalStateException(
                    "%s saw %d %s, not %d"
                            .formatted(
                                    side.name(),
                                    side.seen(),
                                    comparison.unit(),
                                    comparison.amount()));
        }
        return seconds;
    }
}
