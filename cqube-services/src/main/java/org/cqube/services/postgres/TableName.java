/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.postgres;

/**
 * A table with its schema; {@code toString} gives the quoted form that goes into SQL text.
 *
 * @param schema never left to the search path
 */
public record TableName(SqlIdentifier schema, SqlIdentifier table) {

    public static TableName of(String schema, String table) {
        return new TableName(new SqlIdentifier(schema), new SqlIdentifier(table));
    }

    /**
     * Reads {@code schema.table}, as contracts write it.
     *
     * @throws IllegalArgumentException if there is not exactly one dot
     */
    public static TableName parse(String dotted) {
        int dot = dotted.indexOf('.');
        if (dot < 0 || dotted.indexOf('.', dot + 1) >= 0) {
            throw new IllegalArgumentException("not of the form schema.table: '" + dotted + "'");
        }
        return of(dotted.substring(0, dot), dotted.substring(dot + 1));
    }

    @Override
    public String toString() {
        return schema + "." + table;
    }
}
