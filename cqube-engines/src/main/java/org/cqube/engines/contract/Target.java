/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.contract;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the records of a file are stored.
 *
 * @param kind one row per record, or one row per person and month
 * @param schema database schema
 * @param table database table in it
 * @param key database columns that identify a row
 * @param days the fields that make a day; null for {@link Kind#RECORD}
 * @param constants text columns that have one value in every row of this file, by name; two files
 *     may share a table under different constants, and a stored row belongs to a file only if its
 *     constants match
 * @param partitionBy the constant whose values have a partition of the table each; null: none
 * @param history whether replaced rows are kept in the table {@code <table>_history}
 * @param touch groups that a commit names as changed; null: each row, by its key
 */
public record Target(
        Kind kind,
        String schema,
        String table,
        List<String> key,
        Days days,
        Map<String, String> constants,
        String partitionBy,
        boolean history,
        Touch touch) {

    /** How a record becomes a row. */
    public enum Kind {
        RECORD,
        DAYS
    }

    public Target {
        key = List.copyOf(key);
        constants = Collections.unmodifiableMap(new TreeMap<>(constants));
    }

    /** The same place for rows with other constants. */
    Target withConstants(Map<String, String> others) {
        return new Target(kind, schema, table, key, days, others, partitionBy, history, touch);
    }
}
