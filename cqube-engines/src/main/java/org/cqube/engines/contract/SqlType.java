/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.contract;

import java.util.Locale;

/** Types of database columns that a contract may name. */
public enum SqlType {
    SMALLINT,
    INT,
    BIGINT,
    NUMERIC,
    TEXT,
    DATE,
    TIME,
    TIMESTAMP,
    BOOLEAN;

    /** The name in SQL. */
    public String sql() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type whose SQL name this is. */
    static SqlType of(String sql) {
        return valueOf(sql.toUpperCase(Locale.ROOT));
    }
}
