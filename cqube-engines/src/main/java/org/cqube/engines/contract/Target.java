/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.contract;

import java.util.List;

/**
 * Where the records of a file are stored.
 *
 * @param kind one row per record, or one row per person and month
 * @param schema database schema
 * @param table database table in it
 * @param key database columns that identify a row
 * @param days the fields that make a day; null for {@link Kind#RECORD}
 */
public record Target(Kind kind, String schema, String table, List<String> key, Days days) {

    /** How a record becomes a row. */
    public enum Kind {
        RECORD,
        DAYS
    }

    public Target {
        key = List.copyOf(key);
    }
}
