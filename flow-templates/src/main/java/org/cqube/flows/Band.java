/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.flows;

/**
 * A coloured label behind a row of the canvas, that says what the row is for.
 *
 * @param colour as {@code #rrggbb}
 */
public record Band(String text, Box box, String colour) {

    private static final double SIDE = 80;

    /** Room below a row's processors, for labels of queues. */
    private static final double FOOT = 112;

    /** Room above them: what the row before leaves, for the text and for labels of queues. */
    private static final double HEAD = Cell.ROW_PITCH - Cell.PROCESSOR_HEIGHT - FOOT;

    /** A band behind all processors of a row, from the first column on. */
    static Band row(int row, int columns, String text, String colour) {
        Box first = new Cell(0, row).box();
        Box last = new Cell(columns - 1, row).box();
        double head = row == 0 ? HEAD + Lane.LANES : HEAD;
        return new Band(
                text,
                new Box(
                        first.x() - SIDE,
                        first.y() - head,
                        last.x() + last.width() - first.x() + 2 * SIDE,
                        head + Cell.PROCESSOR_HEIGHT + FOOT),
                colour);
    }
}
