/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.emission;

/**
 * How far a zip may expand. All are counted while inflating: what its headers claim is not trusted.
 *
 * @param maxEntries most entries of any kind
 * @param maxBytes most bytes of all entries together, uncompressed
 * @param maxRatio most bytes that one compressed byte may become, once an entry is larger than
 *     {@link #RATIO_FREE_BYTES}
 */
public record ZipLimits(int maxEntries, long maxBytes, int maxRatio) {

    /**
     * Small files of equal rows compress beyond any sensible ratio and harm nobody: 9 MiB, so that
     * the longest record that is read (8 MiB) is judged as a record.
     */
    public static final long RATIO_FREE_BYTES = 9L << 20;

    /**
     * Defaults: the largest emission known from the field holds 1.9 GB, and attendance shrinks to a
     * fifth or, with a month of empty cells, to a fortieth.
     */
    public static final ZipLimits DEFAULT = new ZipLimits(100, 16L << 30, 200);

    /** Checks that all limits let something through. */
    public ZipLimits {
        if (maxEntries < 1 || maxBytes < 1 || maxRatio < 1) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }
}
