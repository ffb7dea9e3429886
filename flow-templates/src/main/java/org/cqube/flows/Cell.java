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
 * The place of a processor: column from the left and row from the top, both from 0.
 *
 * <p>NiFi draws a processor 352 by 128 units and a queue's label 224 units wide, so that a column
 * leaves room for one label beside each processor, and a row for the labels of the roads to and
 * from the parked row.
 */
public record Cell(int column, int row) {

    static final double PROCESSOR_WIDTH = 352;
    static final double PROCESSOR_HEIGHT = 128;
    static final double LABEL_WIDTH = 224;

    /** Of a label of two lines, name and what is queued, with a margin. */
    static final double LABEL_HEIGHT = 56;

    static final double COLUMN_PITCH = 640;
    static final double ROW_PITCH = 416;

    Box box() {
        return new Box(column * COLUMN_PITCH, row * ROW_PITCH, PROCESSOR_WIDTH, PROCESSOR_HEIGHT);
    }

    double centre() {
        return column * COLUMN_PITCH + PROCESSOR_WIDTH / 2;
    }
}
