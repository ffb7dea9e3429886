/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.infer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names of fields after the headers of a file: {@code StudentId} becomes {@code student_id}. */
final class FieldNames {

    /** What every table has beside its fields, and what checks see beside them. */
    private static final Set<String> TAKEN =
            Set.of(
                    "loaded_by",
                    "loaded_at",
                    "month_start",
                    "valid_from",
                    "valid_to",
                    "replaced_by");

    private static final int LONGEST = 50;

    private FieldNames() {}

    /**
     * One name for each header.
     *
     * @param days for each header the day of the month that it holds; 0 if none
     */
    static List<String> of(List<String> headers, int[] days) {
        Set<String> used = new HashSet<>(TAKEN);
        Set<String> all = new HashSet<>();
        headers.forEach(header -> all.add(header.toLowerCase(Locale.ROOT)));
        List<String> names = new ArrayList<>();
        for (int i = 0; i < headers.size(); i++) {
            String own = headers.get(i).toLowerCase(Locale.ROOT);
            String base = days[i] > 0 ? "day_" + days[i] : identifier(headers.get(i));
            String name = base;
            // a name is a header too: it must not mean the column of another
            for (int n = 2; used.contains(name) || all.contains(name) && !name.equals(own); n++) {
                name = base + "_" + n;
            }
            used.add(name);
            names.add(name);
        }
        return names;
    }

    /** A name for a table, a source or a column. */
    static String identifier(String text) {
        String words =
                text.strip()
                        .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                        .replaceAll("([A-Z]+)([A-Z][a-z])", "$1_$2")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "_")
                        .replaceAll("^_+|_+$", "");
        if (words.isEmpty() || !Character.isLetter(words.charAt(0))) {
            words = words.isEmpty() ? "column" : "column_" + words;
        }
        return words.length() > LONGEST ? words.substring(0, LONGEST).replaceAll("_+$", "") : words;
    }
}
