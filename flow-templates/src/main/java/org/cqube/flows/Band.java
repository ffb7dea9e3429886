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

    private static final int COLUMNS = 7;
    private static final double MARGIN = 80;

    /** Room above a row's processors for the text and the lanes. */
    private static final double HEAD = 240;

    /** A band as wide as the main line, behind one row. */
    static Band row(int row, String text, String colour) {
        return around(new Cell(0, row), new Cell(COLUMNS - 1, row), text, colour);
    }

    /** A band behind one processor. */
    static Band cell(Cell cell, String text, String colour) {
        return around(cell, cell, text, colour);
    }

    private static Band around(Cell left, Cell right, String text, String colour) {
        Box first = left.box();
        Box last = right.box();
        double y = first.y() - HEAD;
        return new Band(
                text,
                new Box(
                        first.x() - MARGIN,
                        y,
                        last.x() + last.width() + MARGIN - (first.x() - MARGIN),
                        last.y() + last.height() + MARGIN - y),
                colour);
    }
}
