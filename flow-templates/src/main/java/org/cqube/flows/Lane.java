/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.flows;

/** Where the lines of the canvas bend, so that no label hides another one. */
final class Lane {

    /** Room above the main line that the second and the third lane take. */
    static final double LANES = 144;

    /** Height of a lane above the main line, room for one label. */
    private static final double HEIGHT = 80;

    /** How far below (or above) a processor the labels of its ways to and from parking stand. */
    private static final double DROP = 56;

    /** How far beside a processor's centre they stand: two labels side by side, with a gap. */
    private static final double ASIDE = 128;

    private Lane() {}

    /**
     * Over the heads of the main line: up, along and down.
     *
     * @param lane 1 is the lowest
     */
    static Queue above(Queue queue, Step from, Step to, int lane) {
        double y = from.cell().box().y() - lane * HEIGHT;
        double direction = Math.signum(to.cell().centre() - from.cell().centre());
        double start = from.cell().centre() + direction * 40 * lane;
        double end = to.cell().centre() - direction * 40 * lane;
        return queue.along(
                1, new Point(start, y), new Point((start + end) / 2, y), new Point(end, y));
    }

    /** To the parked row. */
    static Queue down(Queue queue, Step from, Step park) {
        return queue.along(0, new Point(from.cell().centre() - ASIDE, beside(from, park)));
    }

    /** Back from the parked row. */
    static Queue up(Queue queue, Step to, Step park) {
        return queue.along(0, new Point(to.cell().centre() + ASIDE, beside(to, park)));
    }

    private static double beside(Step step, Step park) {
        Box box = step.cell().box();
        return step.cell().row() < park.cell().row()
                ? box.y() + box.height() + DROP
                : box.y() - DROP;
    }
}
