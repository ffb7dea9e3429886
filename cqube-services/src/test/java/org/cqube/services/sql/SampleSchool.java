/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.sql;

/** A school of the invented state, for the files that tell something of it. */
record SampleSchool(
        long id,
        long cluster,
        int lowestClass,
        int highestClass,
        double latitude,
        double longitude) {

    /** The lowest of the three classes that are tested: 3 or 6. */
    int firstTestedClass() {
        return Math.max(3, lowestClass);
    }

    /** One school in five sends no results, so that reports of what is missing have lines. */
    boolean sendsResults() {
        return (id + cluster) % 10 != 6;
    }
}
