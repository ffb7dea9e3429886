/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.postgres;

import java.nio.charset.StandardCharsets;

/**
 * The name of one column, table, schema or role. The one place where a name is quoted: {@code
 * toString} gives the form that goes into SQL text.
 *
 * @param name as in the catalogue of the database, unquoted; case counts
 */
public record SqlIdentifier(String name) {
    /** PostgreSQL cuts longer names silently, so two of them could become one. */
    private static final int MAXIMUM_BYTES = 63;

    public SqlIdentifier {
        if (name.isEmpty() || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("not an SQL identifier: '" + name + "'");
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > MAXIMUM_BYTES) {
            throw new IllegalArgumentException(
                    "SQL identifier longer than %d bytes: '%s'".formatted(MAXIMUM_BYTES, name));
        }
    }

    /** The quoted form of a name. */
    public static String quote(String name) {
        return new SqlIdentifier(name).toString();
    }

    @Override
    public String toString() {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
