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
import org.cqube.engines.finding.Rule;

/**
 * A reference to another table.
 *
 * @param fields field names of this file
 * @param table schema and table referred to, for example {@code master.school}
 * @param columns its columns, in the order of the fields
 * @param rule id under which an unresolved reference is reported
 * @param policy what an unresolved reference does
 * @param where text columns of the other table with the value that a row referred to has, by name
 */
public record Reference(
        List<String> fields,
        String table,
        List<String> columns,
        Rule rule,
        Policy policy,
        Map<String, String> where) {

    /** What an unresolved reference does. */
    public enum Policy {
        /** The record is loaded and reported. */
        REPORT,
        /** The record is refused. */
        REJECT
    }

    public Reference {
        fields = List.copyOf(fields);
        columns = List.copyOf(columns);
        where = Collections.unmodifiableMap(new TreeMap<>(where));
    }
}
