/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.publish;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cqube.engines.csv.CsvWriter;
import org.cqube.engines.report.FormulaGuard;

/**
 * A published JSON file as a table for report creators (metrics-and-outputs, 4.5): made of its
 * bytes, so that the two cannot say different things. RFC 4180 with a header, in UTF-8; numbers to
 * the letter, {@code null} empty, texts safe for spreadsheets.
 *
 * <p>A line per row, of a heat map a line per cell that is not empty. A report's line begins with
 * the filters of the file and the ids of the units above; its values follow under their keys, and
 * what is nested under a path such as {@code facilities.library.percent}. Totals are left out: they
 * are sums of the lines, or rows of the level above.
 */
public final class CsvTwin {
    private static final String REPORT = "cqube.report/1";
    private static final String HEAT_MAP = "cqube.heatmap/1";
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();

    private final Map<String, String> cells = new LinkedHashMap<>();

    private CsvTwin() {}

    /**
     * @param document a file with an array {@code rows} of objects
     */
    public static byte[] of(final byte[] document) throws IOException {
        final JsonNode file = JSON.readTree(document);
        final List<Map<String, String>> lines =
                switch (file.path("schema").asText()) {
                    case REPORT -> lines(file, CsvTwin::report);
                    case HEAT_MAP -> cells(file);
                    default -> lines(file, (line, any, row) -> line.members("", row, Set.of()));
                };
        final Set<String> header = new LinkedHashSet<>();
        lines.forEach(line -> header.addAll(line.keySet()));
        final ByteArrayOutputStream table = new ByteArrayOutputStream(document.length);
        try (CsvWriter writer = new CsvWriter(table, (byte) ',')) {
            for (final String column : header) {
                writer.field(FormulaGuard.guard(column));
            }
            writer.endRecord();
            for (final Map<String, String> line : lines) {
                for (final String column : header) {
                    writer.field(line.getOrDefault(column, ""));
                }
                writer.endRecord();
            }
        }
        return table.toByteArray();
    }

    /** Puts a row of a file on a line. */
    private interface Filling {
        void fill(CsvTwin line, JsonNode file, JsonNode row);
    }

    private static List<Map<String, String>> lines(final JsonNode file, final Filling filling) {
        final List<Map<String, String>> lines = new ArrayList<>();
        for (final JsonNode row : file.path("rows")) {
            final CsvTwin line = new CsvTwin();
            filling.fill(line, file, row);
            lines.add(line.cells);
        }
        return lines;
    }

    /** The matrices of a heat map have an array per row, with an element per column. */
    private static List<Map<String, String>> cells(final JsonNode file) {
        final List<Map<String, String>> lines = new ArrayList<>();
        final Map<String, JsonNode> matrices = new LinkedHashMap<>();
        for (final Map.Entry<String, JsonNode> member : file.properties()) {
            if (member.getValue().path(0).isArray()) {
                matrices.put(member.getKey(), member.getValue());
            }
        }
        for (int row = 0; row < file.path("rows").size(); row++) {
            for (int column = 0; column < file.path("columns").size(); column++) {
                final CsvTwin line = new CsvTwin();
                boolean empty = true;
                line.members("", file.path("filters"), Set.of());
                line.place(file, file.path("columns").path(column));
                line.members("", file.path("rows").path(row), Set.of());
                for (final Map.Entry<String, JsonNode> matrix : matrices.entrySet()) {
                    final JsonNode value = matrix.getValue().path(row).path(column);
                    line.put(matrix.getKey(), value);
                    empty &= value.isNull();
                }
                if (!empty) {
                    lines.add(line.cells);
                }
            }
        }
        return lines;
    }

    private void report(final JsonNode file, final JsonNode row) {
        members("", file.path("filters"), Set.of());
        row.path("path").properties().forEach(unit -> put(unit.getKey() + "_id", unit.getValue()));
        place(file, row);
        put("lat", row.path("geo").path("lat"));
        put("lon", row.path("geo").path("lon"));
        members("", row.path("values"), Set.of());
        members("", row, Set.of("id", "name", "path", "geo", "values"));
    }

    private void place(final JsonNode file, final JsonNode unit) {
        final String level = file.path("level").asText();
        put(level + "_id", unit.path("id"));
        put(level + "_name", unit.path("name"));
    }

    private void members(final String path, final JsonNode object, final Set<String> but) {
        for (final Map.Entry<String, JsonNode> member : object.properties()) {
            if (!but.contains(member.getKey())) {
                put(path + member.getKey(), member.getValue());
            }
        }
    }

    private void put(final String column, final JsonNode value) {
        if (value.isObject()) {
            members(column + ".", value, Set.of());
        } else if (value.isArray() && value.path(0).isValueNode()) {
            final List<String> words = new ArrayList<>();
            value.forEach(word -> words.add(word.asText()));
            cells.put(column, FormulaGuard.guard(String.join(" ", words)));
        } else if (value.isArray()) {
            value.forEach(element -> element(column, element));
        } else if (value.isNumber()) {
            cells.put(column, value.decimalValue().toPlainString());
        } else {
            cells.put(column, FormulaGuard.guard(value.asText("")));
        }
    }

    /** An element of a series is named by its first member, as by the month. */
    private void element(final String column, final JsonNode element) {
        final Map.Entry<String, JsonNode> name = element.properties().iterator().next();
        members(column + "." + name.getValue().asText() + ".", element, Set.of(name.getKey()));
    }
}
