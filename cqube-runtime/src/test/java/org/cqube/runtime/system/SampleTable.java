/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The project's sample of one file, as lines and cells, with the field of the contract behind each
 * column. Plain text work on the JSON: nothing here is the project's own reading of a contract.
 */
final class SampleTable {

    private final List<String> header;
    private final List<List<String>> rows = new ArrayList<>();
    private final Map<String, Integer> columnOfField = new HashMap<>();
    private final Map<Integer, JsonNode> fieldOfColumn = new HashMap<>();

    SampleTable(JsonNode schema, List<String> lines) {
        header = cells(lines.getFirst());
        lines.stream()
                .skip(1)
                .filter(line -> !line.isBlank())
                .map(SampleTable::cells)
                .forEach(rows::add);
        for (JsonNode field : schema.path("fields")) {
            for (int i = 0; i < header.size(); i++) {
                if (means(field, header.get(i))) {
                    columnOfField.put(field.path("name").asText(), i);
                    fieldOfColumn.put(i, field);
                }
            }
        }
    }

    private static List<String> cells(String line) {
        return Arrays.asList(line.split("\\|", -1));
    }

    private static boolean means(JsonNode field, String header) {
        String wanted = header.toLowerCase(Locale.ROOT);
        if (field.path("name").asText().toLowerCase(Locale.ROOT).equals(wanted)) {
            return true;
        }
        for (JsonNode alias : field.path("cqube:aliases")) {
            if (alias.asText().toLowerCase(Locale.ROOT).equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    List<String> header() {
        return header;
    }

    List<List<String>> rows() {
        return rows;
    }

    List<String> row(int number) {
        return rows.get(number % rows.size());
    }

    Optional<Integer> column(String field) {
        return Optional.ofNullable(columnOfField.get(field));
    }

    /** The contract's field behind a column, if it has one. */
    Optional<JsonNode> field(int column) {
        return Optional.ofNullable(fieldOfColumn.get(column));
    }

    /** A value for this column that differs from that of the row, of the sample if it has one. */
    Optional<String> otherValue(List<String> row, int column) {
        String own = row.get(column);
        if (own.isBlank()) {
            return Optional.empty();
        }
        return rows.stream()
                .map(other -> other.get(column))
                .filter(value -> !value.isBlank() && !value.equals(own) && !"NULL".equals(value))
                .findFirst()
                .or(() -> next(own, column));
    }

    /** The next number, where every record of the sample has the same. */
    private Optional<String> next(String own, int column) {
        return field(column)
                .filter(field -> field.path("type").asText().equals("integer"))
                .filter(field -> !field.path("constraints").has("enum"))
                .filter(field -> !field.path("constraints").has("maximum"))
                .map(field -> Long.toString(Long.parseLong(own) + 1));
    }

    /** The file of these rows, with the sample's header. */
    String csv(List<List<String>> records) {
        StringBuilder text = new StringBuilder(line(header));
        records.forEach(record -> text.append(line(record)));
        return text.toString();
    }

    static String line(List<String> cells) {
        return String.join("|", cells) + "\n";
    }

    static List<String> with(List<String> row, int column, String value) {
        List<String> changed = new ArrayList<>(row);
        changed.set(column, value);
        return changed;
    }
}
