/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.flows;

/** A rectangle of the canvas, by its upper left corner. */
public record Box(double x, double y, double width, double height) {

    boolean overlaps(Box other) {
        return x < other.x + other.width
                && other.x < x + width
                && y < other.y + other.height
                && other.y < y + height;
    }

    boolean contains(Box other) {
        return x <= other.x
                && y <= other.y
                && other.x + other.width <= x + width
                && other.y + other.height <= y + height;
    }
}
