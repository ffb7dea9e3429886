/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.contract;

import java.util.HashSet;
import java.util.Set;

/** What a JSON Schema cannot say about single fields of a contract. */
final class FieldChecks {

    private final FileContract file;
    private final String pointer;
    private final Set<String> errors;

    /**
     * @param pointer JSON pointer of the file
     * @param errors receives every error, each with its JSON pointer
     */
    FieldChecks(FileContract file, String pointer, Set<String> errors) {
        this.file = file;
        this.pointer = pointer;
        this.errors = errors;
    }

    void check() {
        Set<Integer> days = new HashSet<>();
        for (int i = 0; i < file.fields().size(); i++) {
            FieldContract field = file.fields().get(i);
            if (!fits(field.type(), field.sqlType())) {
                fieldError(i, "cqube:sqlType", field.sqlType().sql() + " cannot hold this type");
            }
            if (field.minimum() != null
                    && field.maximum() != null
                    && field.minimum().compareTo(field.maximum()) > 0) {
                fieldError(i, "constraints", "minimum is above maximum");
            }
            if ((field.minimum() != null || field.maximum() != null) && !isNumeric(field)) {
                fieldError(i, "constraints", "only numbers have a minimum and maximum");
            }
            if (field.pattern() != null && field.type() != FieldType.STRING) {
                fieldError(i, "constraints/pattern", "only a string has a pattern");
            }
            if (field.geo() != FieldContract.Geo.NONE && field.type() != FieldType.NUMBER) {
                fieldError(i, "cqube:geo", "a coordinate is a number");
            }
            boolean filled = field.extras().whenNull() != FieldExtras.Default.NONE;
            if (field.required() && field.optional() && !filled) {
                fieldError(i, "cqube:optional", "a required field cannot be absent");
            }
            if (filled && field.type() != FieldType.ACADEMIC_YEAR) {
                fieldError(i, "cqube:default", "only an academic year has one");
            }
            if (field.extras().expected() != null && !isNumeric(field)) {
                fieldError(i, "cqube:expected", "only numbers have a minimum and maximum");
            }
            if (field.extras().maximumBy() != null) {
                checkMaximumBy(i, field);
            }
            if (field.day() > 0) {
                checkDay(i, field, days);
            }
        }
    }

    private void checkMaximumBy(int i, FieldContract field) {
        String other = field.extras().maximumBy().field();
        if (file.field(other).isEmpty()) {
            fieldError(i, "cqube:maximumBy/field", "no field is named " + other);
        }
        if (!isNumeric(field)) {
            fieldError(i, "cqube:maximumBy", "only numbers have a maximum");
        }
    }

    private void checkDay(int i, FieldContract field, Set<Integer> days) {
        if (!days.add(field.day())) {
            fieldError(i, "cqube:day", "day " + field.day() + " stands twice");
        }
        if (file.target().kind() != Target.Kind.DAYS || field.type() != FieldType.INTEGER) {
            fieldError(i, "cqube:day", "needs a target of kind days and type integer");
        }
    }

    private static boolean isNumeric(FieldContract field) {
        return switch (field.type()) {
            case INTEGER, FLAG_OR_COUNT, NUMBER -> true;
            default -> false;
        };
    }

    private static boolean fits(FieldType type, SqlType sqlType) {
        return switch (type) {
            case INTEGER, FLAG_OR_COUNT ->
                    switch (sqlType) {
                        case SMALLINT, INT, BIGINT, NUMERIC, TEXT -> true;
                        default -> false;
                    };
            case NUMBER -> sqlType == SqlType.NUMERIC || sqlType == SqlType.TEXT;
            case STRING, ACADEMIC_YEAR -> sqlType == SqlType.TEXT;
            case DATE -> sqlType == SqlType.DATE || sqlType == SqlType.TEXT;
            case TIME -> sqlType == SqlType.TIME || sqlType == SqlType.TEXT;
            case DATETIME -> sqlType == SqlType.TIMESTAMP || sqlType == SqlType.TEXT;
            case BOOLEAN -> sqlType == SqlType.BOOLEAN;
        };
    }

    private void fieldError(int field, String property, String message) {
        errors.add(pointer + "/schema/fields/" + field + "/" + property + ": " + message);
    }
}
