/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.system;

import java.util.Map;
import java.util.TreeMap;

/**
 * A file with faults of one kind, and what must become of it.
 *
 * @param source folder of the data source
 * @param base base name of the CSV
 * @param name what is wrong, for people
 * @param csv the whole file
 * @param refusal rule that refuses the whole file; null if lines are refused
 * @param lines refused lines: line number to {@code rule,column}
 */
record FaultCase(
        String source,
        String base,
        String name,
        String csv,
        String refusal,
        Map<Long, String> lines) {

    FaultCase {
        lines = new TreeMap<>(lines);
    }

    @Override
    public String toString() {
        return source + "/" + base + ": " + name;
    }
}
