/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.validation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cqube.engines.contract.FieldContract;
import org.cqube.engines.contract.FileContract;

/**
 * Which column of a file holds which field: by name or alias, without regard to case and order.
 *
 * @param emitted the headers as emitted, without quotes and outer white space
 * @param columnOf for each field of the contract the column that holds it, from 0; -1 if absent
 * @param missing names of fields that must be there and are not, by their first alias
 * @param repeated headers that mean a field which another column holds already
 * @param unknown headers that mean no field, apart from those of columns that are switched off
 */
public record HeaderMatch(
        List<String> emitted,
        int[] columnOf,
        List<String> missing,
        List<String> repeated,
        List<String> unknown) {

    /** Matches the fields of a header record. */
    public static HeaderMatch of(List<String> header, FileContract contract) {
        Map<String, Integer> fieldOf = new HashMap<>();
        List<FieldContract> fields = contract.fields();
        for (int i = 0; i < fields.size(); i++) {
            for (String own : fields.get(i).headers()) {
                fieldOf.put(key(own), i);
            }
        }
        int[] columnOf = new int[fields.size()];
        java.util.Arrays.fill(columnOf, -1);
        List<String> emitted = new ArrayList<>();
        List<String> repeated = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (int column = 0; column < header.size(); column++) {
            String name = header.get(column).strip();
            emitted.add(name);
            Integer field = fieldOf.get(key(name));
            if (field == null) {
                if (!contract.names().ignoredHeaders().contains(key(name))) {
                    unknown.add(name);
                }
            } else if (columnOf[field] >= 0) {
                repeated.add(name);
            } else {
                columnOf[field] = column;
            }
        }
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < columnOf.length; i++) {
            if (columnOf[i] < 0 && !fields.get(i).mayBeAbsent()) {
                missing.add(displayName(fields.get(i)));
            }
        }
        return new HeaderMatch(emitted, columnOf, missing, repeated, unknown);
    }

    /** Whether every column that must be there is there once. */
    public boolean fits() {
        return missing.isEmpty() && repeated.isEmpty();
    }

    /** The header of the column that holds a field; the field's usual header if it is absent. */
    String header(int field, FileContract contract) {
        return columnOf[field] >= 0
                ? emitted.get(columnOf[field])
                : displayName(contract.fields().get(field));
    }

    /** The header that emitters know: the first alias where there is one. */
    private static String displayName(FieldContract field) {
        return field.aliases().isEmpty() ? field.name() : field.aliases().getFirst();
    }

    private static String key(String header) {
        return header.strip().toLowerCase(Locale.ROOT);
    }
}
