/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.cqube.engines.finding.Outcome;

/** Makes the record of one field of JSON that satisfies the schema. */
final class FieldMapper {

    private final JsonNode json;
    private final String pointer;
    private final Set<String> errors;

    /**
     * @param pointer JSON pointer of the field
     * @param errors receives what the schema could not see, each with its JSON pointer
     */
    FieldMapper(JsonNode json, String pointer, Set<String> errors) {
        this.json = json;
        this.pointer = pointer;
        this.errors = errors;
    }

    FieldContract map() {
        JsonNode constraints = json.path("constraints");
        String name = json.path("name").asText();
        FieldType type = type();
        return new FieldContract(
                name,
                json.path("cqube:column").asText(name),
                json.path("cqube:stored").asBoolean(true),
                type,
                json.has("cqube:sqlType")
                        ? SqlType.of(json.path("cqube:sqlType").asText())
                        : defaultSqlType(type),
                ContractMapper.texts(json.path("cqube:aliases")),
                constraints.path("required").asBoolean(false),
                constraints.has("maxLength") ? constraints.path("maxLength").asInt() : null,
                number(constraints.path("minimum"), "/constraints/minimum"),
                number(constraints.path("maximum"), "/constraints/maximum"),
                pattern(constraints.path("pattern"), "/constraints/pattern"),
                new LinkedHashSet<>(ContractMapper.texts(constraints.path("enum"))),
                json.path("cqube:deactivatable").asBoolean(false),
                json.path("cqube:personal").asBoolean(false),
                json.path("cqube:day").asInt(0),
                "warn".equals(json.path("cqube:codeOutcome").asText()) ? Outcome.WARN : Outcome.ROW,
                json.path("cqube:optional").asBoolean(false),
                json.has("cqube:geo")
                        ? FieldContract.Geo.valueOf(ContractMapper.constant(json.path("cqube:geo")))
                        : FieldContract.Geo.NONE,
                json.path("title").asText(null),
                false,
                extras());
    }

    private FieldType type() {
        FieldType type = FieldType.valueOf(ContractMapper.constant(json.path("type")));
        return switch (json.path("cqube:format").asText()) {
            case "" -> type;
            case "flag-or-count" -> {
                if (type != FieldType.INTEGER) {
                    errors.add(pointer + "/cqube:format: only an integer can be a flag or a count");
                }
                yield FieldType.FLAG_OR_COUNT;
            }
            default -> {
                if (type != FieldType.STRING) {
                    errors.add(pointer + "/cqube:format: only a string can be an academic year");
                }
                yield FieldType.ACADEMIC_YEAR;
            }
        };
    }

    private FieldExtras extras() {
        JsonNode expected = json.path("cqube:expected");
        return new FieldExtras(
                maximumBy(json.path("cqube:maximumBy")),
                expected.isMissingNode()
                        ? null
                        : new Range(
                                number(expected.path("minimum"), "/cqube:expected/minimum"),
                                number(expected.path("maximum"), "/cqube:expected/maximum")),
                json.has("cqube:default")
                        ? FieldExtras.Default.valueOf(
                                ContractMapper.constant(json.path("cqube:default")))
                        : FieldExtras.Default.NONE);
    }

    private MaximumBy maximumBy(JsonNode maximum) {
        if (maximum.isMissingNode()) {
            return null;
        }
        Map<String, BigDecimal> values = new LinkedHashMap<>();
        maximum.path("values")
                .properties()
                .forEach(entry -> values.put(entry.getKey(), entry.getValue().decimalValue()));
        return new MaximumBy(maximum.path("field").asText(), values);
    }

    private static SqlType defaultSqlType(FieldType type) {
        return switch (type) {
            case INTEGER, FLAG_OR_COUNT -> SqlType.BIGINT;
            case NUMBER -> SqlType.NUMERIC;
            case STRING, ACADEMIC_YEAR -> SqlType.TEXT;
            case DATE -> SqlType.DATE;
            case TIME -> SqlType.TIME;
            case DATETIME -> SqlType.TIMESTAMP;
            case BOOLEAN -> SqlType.BOOLEAN;
        };
    }

    private BigDecimal number(JsonNode bound, String where) {
        if (bound.isMissingNode()) {
            return null;
        }
        try {
            return bound.isNumber() ? bound.decimalValue() : new BigDecimal(bound.asText());
        } catch (NumberFormatException e) {
            errors.add(pointer + where + ": not a number: " + bound.asText());
            return null;
        }
    }

    private Pattern pattern(JsonNode text, String where) {
        if (text.isMissingNode()) {
            return null;
        }
        try {
            return Pattern.compile(text.asText());
        } catch (PatternSyntaxException e) {
            errors.add(pointer + where + ": not a pattern: " + e.getDescription());
            return null;
        }
    }
}
