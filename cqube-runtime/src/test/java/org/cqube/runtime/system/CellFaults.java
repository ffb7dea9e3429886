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
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * What can be wrong in a cell, column by column, and the rule of the catalogue that must say so
 * (data-sources.md, 3.3 and 3.4).
 */
final class CellFaults {

    private static final int LONGEST = 300;
    private static final int LONGEST_FIELD = 1 << 20;

    private final JsonNode field;
    private final BiConsumer<String, String> fault;

    private CellFaults(JsonNode field, BiConsumer<String, String> fault) {
        this.field = field;
        this.fault = fault;
    }

    /**
     * Gives every bad value of a field.
     *
     * @param fault takes the value and the rule's id
     */
    static void of(JsonNode field, BiConsumer<String, String> fault) {
        new CellFaults(field, fault).all();
    }

    private void all() {
        JsonNode constraints = field.path("constraints");
        fault.accept("1\u00011", "characters");
        if (constraints.path("required").asBoolean()) {
            fault.accept("", "column.mandatory");
        }
        switch (field.path("type").asText()) {
            case "integer" -> {
                fault.accept("x", "column.type");
                fault.accept("8.80302E+10", "column.type");
                number(constraints);
            }
            case "number" -> {
                fault.accept("1,5", "column.type");
                number(constraints);
            }
            case "boolean" -> fault.accept("maybe", "column.type");
            case "date" -> {
                fault.accept("31-12-2020", "column.type");
                fault.accept("2021-02-30", "column.type");
            }
            case "time" -> fault.accept("25:00", "column.type");
            case "datetime" -> fault.accept("2021-13-01 10:00:00", "column.type");
            case "string" -> text(constraints);
            default -> throw new IllegalArgumentException(field.toString());
        }
    }

    private void text(JsonNode constraints) {
        if ("academic-year".equals(field.path("cqube:format").asText())) {
            fault.accept("2020-22", "domain.academic-year");
            return;
        }
        if (constraints.has("maxLength") && constraints.path("maxLength").asInt() < LONGEST) {
            fault.accept("y".repeat(constraints.path("maxLength").asInt() + 1), "column.size");
        }
    }

    private void number(JsonNode constraints) {
        int digits = constraints.path("maxLength").asInt(LONGEST);
        if (digits < LONGEST) {
            fault.accept("9".repeat(digits + 1), "column.size");
        }
        if (constraints.has("enum") && !"warn".equals(field.path("cqube:codeOutcome").asText())) {
            code(constraints, digits);
        }
        if (constraints.has("minimum")) {
            BigDecimal below = constraints.path("minimum").decimalValue().subtract(BigDecimal.ONE);
            if (below.signum() >= 0) {
                fault.accept(below.toPlainString(), "domain.range");
            }
        }
        if (constraints.has("maximum")) {
            String above =
                    constraints.path("maximum").decimalValue().add(BigDecimal.ONE).toPlainString();
            if (above.length() <= digits) {
                fault.accept(above, fitsItsType(above) ? "domain.range" : "column.size");
            }
        }
    }

    /** A number outside the range of its type is too long before it is too large. */
    private boolean fitsItsType(String number) {
        return !"smallint".equals(field.path("cqube:sqlType").asText())
                || Long.parseLong(number) <= Short.MAX_VALUE;
    }

    private void code(JsonNode constraints, int digits) {
        Set<String> codes = new HashSet<>();
        constraints.path("enum").forEach(code -> codes.add(code.asText()));
        for (int unknown = 9; unknown > 0; unknown--) {
            if (digits >= 1 && !codes.contains(Integer.toString(unknown))) {
                fault.accept(Integer.toString(unknown), "domain.code");
                return;
            }
        }
    }

    /**
     * One file with every bad cell of every column, two records of a wrong number of fields, and
     * one that is too long.
     */
    static FaultCase lines(String source, String base, SampleTable sample) {
        List<List<String>> records = new ArrayList<>();
        Map<Long, String> expected = new java.util.TreeMap<>();
        for (int i = 0; i < sample.header().size(); i++) {
            int column = i;
            sample.field(column)
                    .ifPresent(
                            field ->
                                    of(
                                            field,
                                            (value, rule) -> {
                                                records.add(
                                                        SampleTable.with(
                                                                sample.row(records.size()),
                                                                column,
                                                                value));
                                                expected.put(
                                                        records.size() + 1L,
                                                        rule + "," + sample.header().get(column));
                                            }));
        }
        List<String> whole = sample.row(0);
        records.add(whole.subList(0, whole.size() - 1));
        expected.put(records.size() + 1L, "column.count,");
        List<String> longer = new ArrayList<>(whole);
        longer.add("");
        records.add(longer);
        expected.put(records.size() + 1L, "column.count,");
        records.add(SampleTable.with(whole, 0, "9".repeat(LONGEST_FIELD + 1)));
        expected.put(records.size() + 1L, "column.line,");
        return FaultCase.csv(source, base, "cells", sample.csv(records), Expected.lines(expected));
    }

    /** A file of which too many records are refused. */
    static FaultCase threeOfFour(String source, String base, SampleTable sample) {
        List<String> bad = sample.row(0).subList(0, sample.header().size() - 1);
        return FaultCase.csv(
                source,
                base,
                "three of four records refused",
                sample.csv(List.of(bad, sample.row(0), bad, bad)),
                Expected.refusal("file.threshold"));
    }
}
