/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.infer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.cqube.engines.contract.FieldType;

/** Writes the proposal of one field. */
final class FieldDraft {

    /** A list of codes is proposed if each stands for this many records or more. */
    private static final int RECORDS_PER_CODE = 10;

    /** Sizes that are proposed for text, the least that is large enough. */
    private static final int[] SIZES = {10, 20, 50, 100, 200, 500, 1000, 2000, 5000};

    private final Survey survey;
    private final Layout layout;
    private final int column;
    private final boolean key;
    private final ColumnProfile profile;
    private final FieldType type;
    private final ObjectNode field = JsonNodeFactory.instance.objectNode();

    /**
     * @param column position in the header
     * @param key whether the column is part of the key
     */
    FieldDraft(Survey survey, Layout layout, int column, boolean key) {
        this.survey = survey;
        this.layout = layout;
        this.column = column;
        this.key = key;
        this.profile = survey.column(column);
        this.type = layout.type(column);
    }

    ObjectNode json(String name) {
        String header = survey.dialect().header().get(column);
        field.put("name", name);
        field.put(
                "type",
                switch (type) {
                    case ACADEMIC_YEAR -> "string";
                    case FLAG_OR_COUNT -> "integer";
                    default -> type.name().toLowerCase(Locale.ROOT);
                });
        ObjectNode constraints = constraints();
        if (!constraints.isEmpty()) {
            field.set("constraints", constraints);
        }
        if (constraints.has("enum") && layout.days()[column] == 0) {
            // what another file adds to the list is reported, not refused
            field.put("cqube:codeOutcome", "warn");
        }
        if (!header.equalsIgnoreCase(name)) {
            field.putArray("cqube:aliases").add(header);
        }
        if (type == FieldType.INTEGER) {
            field.put("cqube:sqlType", integerType());
        }
        if (type == FieldType.ACADEMIC_YEAR) {
            field.put("cqube:format", "academic-year");
        }
        if (type == FieldType.FLAG_OR_COUNT) {
            field.put("cqube:format", "flag-or-count");
        }
        if (layout.days()[column] > 0) {
            field.put("cqube:day", layout.days()[column]);
        }
        if (!layout.geo(column).isEmpty()) {
            field.put("cqube:geo", layout.geo(column));
        }
        if (layout.isPersonal(column)) {
            field.put("cqube:personal", true);
        }
        return field;
    }

    private ObjectNode constraints() {
        ObjectNode constraints = JsonNodeFactory.instance.objectNode();
        if (layout.required(column) && layout.days()[column] == 0) {
            constraints.put("required", true);
        }
        if (type == FieldType.STRING && profile.longest() > 0) {
            int size = size(profile.longest());
            if (size > 0) {
                constraints.put("maxLength", size);
            }
        }
        if (isMonth()) {
            constraints.put("minimum", 1);
            constraints.put("maximum", 12);
        } else if (type == FieldType.INTEGER
                && layout.days()[column] == 0
                && profile.values() > 0
                && profile.within(0, Long.MAX_VALUE)) {
            constraints.put("minimum", key && !profile.hasZero() ? 1 : 0);
        }
        Set<String> codes = codes();
        if (!codes.isEmpty()) {
            ArrayNode list = constraints.putArray("enum");
            if (type == FieldType.INTEGER) {
                codes.stream().map(Long::valueOf).sorted().forEach(list::add);
            } else {
                new TreeSet<>(codes).forEach(list::add);
            }
        }
        return constraints;
    }

    private boolean isMonth() {
        return layout.month().filter(month -> month == column).isPresent();
    }

    /** The codes of a column that holds few, each often; those of all days for a day. */
    private Set<String> codes() {
        if (layout.days()[column] > 0) {
            Set<String> all = new TreeSet<>();
            for (int i = 0; i < layout.days().length; i++) {
                if (layout.days()[i] > 0) {
                    Set<String> codes = survey.column(i).codes();
                    if (codes.isEmpty() && survey.column(i).values() > 0) {
                        return Set.of();
                    }
                    all.addAll(codes);
                }
            }
            return all.stream().allMatch(code -> code.matches("[0-9]")) ? all : Set.of();
        }
        boolean listed =
                (type == FieldType.INTEGER || type == FieldType.STRING)
                        && !key
                        && !layout.isIdentifier(column)
                        && !isMonth()
                        && profile.others(survey.nulls()) == 0;
        Set<String> codes = listed ? profile.codes() : Set.of();
        boolean plain =
                type == FieldType.STRING
                        || codes.stream().allMatch(code -> code.matches("[1-9]?[0-9]"));
        return codes.size() > 1
                        && plain
                        && profile.values() >= (long) RECORDS_PER_CODE * codes.size()
                ? codes
                : Set.of();
    }

    private String integerType() {
        if (layout.days()[column] > 0) {
            return "smallint";
        }
        if (profile.big()) {
            return "numeric";
        }
        boolean narrow =
                !key
                        && !layout.isIdentifier(column)
                        && profile.within(Integer.MIN_VALUE, Integer.MAX_VALUE);
        return narrow ? "int" : "bigint";
    }

    /** 0 if the longest value is longer than any size that is proposed. */
    private static int size(int longest) {
        for (int size : SIZES) {
            if (longest <= size) {
                return size;
            }
        }
        return 0;
    }
}
