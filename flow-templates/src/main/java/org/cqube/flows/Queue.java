/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.flows;

import java.util.List;

/**
 * A connection, under the name that an operator reads on the canvas.
 *
 * <p>All queues are first in, first out, so that emissions keep the order in which they were listed
 * as far as possible; what must be exact about the order, LoadTable decides from the ledger.
 *
 * @param from name of the step before
 * @param relationship of that step
 * @param to name of the step behind
 * @param route bends of the line, none for a straight one
 * @param labelAt index of the bend at which the label stands
 */
public record Queue(
        String name,
        String from,
        String relationship,
        String to,
        Limit limit,
        Spread spread,
        List<Point> route,
        int labelAt) {

    static Queue of(String name, Step from, String relationship, Step to, Limit limit) {
        return new Queue(
                name,
                from.name(),
                relationship,
                to.name(),
                limit,
                Spread.DO_NOT_LOAD_BALANCE,
                List.of(),
                0);
    }

    Queue spread(Spread how) {
        return new Queue(name, from, relationship, to, limit, how, route, labelAt);
    }

    Queue along(int label, Point... bends) {
        return new Queue(name, from, relationship, to, limit, spread, List.of(bends), label);
    }

    /** Where the label stands, given the places of its two steps. */
    Box label(Cell start, Cell end) {
        Point at =
                route.isEmpty()
                        ? new Point(
                                (start.centre() + end.centre()) / 2,
                                (middle(start.box()) + middle(end.box())) / 2)
                        : route.get(labelAt);
        return new Box(
                at.x() - Cell.LABEL_WIDTH / 2,
                at.y() - Cell.LABEL_HEIGHT / 2,
                Cell.LABEL_WIDTH,
                Cell.LABEL_HEIGHT);
    }

    private static double middle(Box box) {
        return box.y() + box.height() / 2;
    }
}
