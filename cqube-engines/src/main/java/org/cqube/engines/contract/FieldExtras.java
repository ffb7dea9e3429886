/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.contract;

/**
 * What few columns have.
 *
 * @param maximumBy a greatest value that another column sets; null if none
 * @param expected values outside are loaded and reported as {@code geo.outside}; null if any value
 *     is expected
 * @param whenNull what stands for a value that is null or whose column is absent
 */
public record FieldExtras(MaximumBy maximumBy, Range expected, Default whenNull) {

    /** A column with nothing of this. */
    public static final FieldExtras NONE = new FieldExtras(null, null, Default.NONE);

    /** What stands for a missing value. */
    public enum Default {
        /** Nothing: it is null. */
        NONE,
        /** The academic year in which the emission was made. */
        EMISSION_ACADEMIC_YEAR
    }
}
