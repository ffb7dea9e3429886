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
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Checks before the pointer turns that a report adds up: the lines below a unit sum to the total
 * that is printed for it (metrics-and-outputs.md, 3.2). Only whole counts are added; a percentage
 * or a mean says with {@code decimals} that it is none.
 */
final class ReportSums {
    private static final String SCHEMA = "cqube.report/1";
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private ReportSums() {}

    /**
     * @param name report and partition, for the message
     * @throws IOException if a total is not the sum of its lines; nothing of the run is shown then
     */
    static void check(final String name, final byte[] document) throws IOException {
        final JsonNode report = JSON.readTree(document);
        if (!SCHEMA.equals(report.path("schema").asText())) {
            return;
        }
        final List<String> counts = counts(report);
        final JsonNode rows = report.path("rows");
        final JsonNode totals = report.path("totals");
        if (totals.has("all")) {
            compare(name, "all", counts, all(rows), totals.path("all"));
        }
        for (final Map.Entry<String, JsonNode> parent : totals.path("parents").properties()) {
            final List<JsonNode> children = below(parent.getKey(), rows);
            if (!children.isEmpty()) {
                compare(name, parent.getKey(), counts, children, parent.getValue());
            }
        }
    }

    private static List<String> counts(final JsonNode report) {
        final List<String> counts = new ArrayList<>();
        for (final JsonNode column : report.path("columns")) {
            if (!column.has("decimals")) {
                counts.add(column.path("key").asText());
            }
        }
        return counts;
    }

    private static List<JsonNode> all(final JsonNode rows) {
        final List<JsonNode> all = new ArrayList<>();
        rows.forEach(all::add);
        return all;
    }

    private static List<JsonNode> below(final String parent, final JsonNode rows) {
        final List<JsonNode> below = new ArrayList<>();
        for (final JsonNode row : rows) {
            for (final JsonNode unit : row.path("path")) {
                if (unit.asText().equals(parent)) {
                    below.add(row);
                }
            }
        }
        return below;
    }

    private static void compare(
            final String name,
            final String unit,
            final List<String> counts,
            final List<JsonNode> rows,
            final JsonNode total)
            throws IOException {
        for (final String count : counts) {
            final BigDecimal printed = total.path(count).decimalValue();
            final BigDecimal sum =
                    rows.stream()
                            .map(row -> row.path("values").path(count).decimalValue())
                            .reduce(BigDecimal.ZERO, BigDecimal::add);
            if (total.has(count) && sum.compareTo(printed) != 0) {
                throw new IOException(
                        "%s does not add up: %s of %s is %s, but its lines sum to %s"
                                .formatted(
                                        name.replace('\t', '/'),
                                        count,
                                        unit,
                                        printed.toPlainString(),
                                        sum.toPlainString()));
            }
        }
    }
}
