/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads clean pipe-delimited files without any code of the project: no line break and no delimiter
 * inside a field.
 */
final class RawCsv {

    private final Map<String, Integer> columns;
    private String[] fields;

    private RawCsv(String header) {
        columns = new HashMap<>();
        String[] names = split(header);
        for (int i = 0; i < names.length; i++) {
            columns.put(names[i].toLowerCase(Locale.ROOT), i);
        }
    }

    static void read(Path file, Consumer<RawCsv> line) {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            RawCsv csv = new RawCsv(reader.readLine());
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                if (!text.isBlank()) {
                    csv.fields = split(text);
                    line.accept(csv);
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String[] split(String line) {
        String[] fields = line.split("\\|", -1);
        for (int i = 0; i < fields.length; i++) {
            String field = fields[i].strip();
            fields[i] =
                    field.length() >= 2 && field.startsWith("\"") && field.endsWith("\"")
                            ? field.substring(1, field.length() - 1)
                            : field;
        }
        return fields;
    }

    /** The value under the first of these headers that the file has; empty if it has none. */
    String text(String... headers) {
        List<Integer> places =
                Arrays.stream(headers)
                        .map(header -> columns.get(header.toLowerCase(Locale.ROOT)))
                        .filter(place -> place != null)
                        .toList();
        String value = places.isEmpty() ? "" : fields[places.getFirst()];
        return value.equalsIgnoreCase("null") ? "" : value;
    }

    /** All cells of the line, by header in lower case; null tokens are empty. */
    Map<String, String> cells() {
        Map<String, String> cells = new HashMap<>();
        columns.forEach(
                (header, place) ->
                        cells.put(
                                header,
                                fields[place].equalsIgnoreCase("null") ? "" : fields[place]));
        return cells;
    }
}
