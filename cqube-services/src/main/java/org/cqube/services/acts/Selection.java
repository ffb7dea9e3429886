/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.acts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cqube.engines.contract.FieldContract;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.contract.Selectors;
import org.cqube.engines.contract.SourceContract;
import org.cqube.engines.contract.Target;
import org.cqube.services.load.RowChoice;

/**
 * What a replay is asked for; null where nothing is asked. All null: all rows of the source. Each
 * thing that is asked for narrows the choice. What a file's own columns do not say, its exams may;
 * a file that cannot be chosen by what is asked is left alone.
 *
 * @param from first day
 * @param to last day
 * @param school id
 * @param exam code
 * @param semester number
 * @param academicYear year of the semester
 */
public record Selection(
        LocalDate from,
        LocalDate to,
        String school,
        String exam,
        String semester,
        String academicYear) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Reads what {@link #json} wrote.
     *
     * @throws IllegalArgumentException with a sentence for an operator
     */
    public static Selection parse(final String text) {
        try {
            final JsonNode json = JSON.readTree(text);
            final Selection selection =
                    new Selection(
                            date(json, "from"),
                            date(json, "to"),
                            json.path("school").asText(null),
                            json.path("exam").asText(null),
                            json.path("semester").asText(null),
                            json.path("academicYear").asText(null));
            if (selection.isAll() && !json.path("all").asBoolean()) {
                throw new IllegalArgumentException(
                        "Nothing is chosen: say {\"all\": true} if all rows are meant");
            }
            return selection;
        } catch (final JsonProcessingException | DateTimeException e) {
            throw new IllegalArgumentException("The selection cannot be read: " + text, e);
        }
    }

    private static LocalDate date(final JsonNode json, final String name) {
        return json.hasNonNull(name) ? LocalDate.parse(json.path(name).asText()) : null;
    }

    /** For {@code meta.request_replay}. */
    public String json() {
        final ObjectNode json = JSON.createObjectNode();
        put(json, "from", from);
        put(json, "to", to);
        put(json, "school", school);
        put(json, "exam", exam);
        put(json, "semester", semester);
        put(json, "academicYear", academicYear);
        if (isAll()) {
            json.put("all", true);
        }
        return json.toString();
    }

    private static void put(final ObjectNode json, final String name, final Object value) {
        if (value != null) {
            json.put(name, value.toString());
        }
    }

    /** Whether nothing narrows it. */
    public boolean isAll() {
        return from == null
                && to == null
                && school == null
                && exam == null
                && semester == null
                && academicYear == null;
    }

    /** Whether a month, by its first day, has days that are chosen. */
    boolean takesMonth(final LocalDate start) {
        return (from == null || !start.isBefore(from.withDayOfMonth(1)))
                && (to == null || !start.isAfter(to));
    }

    /**
     * The files of a source that can be chosen by what is asked; a file that cannot is left alone.
     */
    public List<FileContract> files(final SourceContract source) {
        return source.files().stream()
                .filter(file -> canSay(file) || examsFor(file, source).isPresent())
                .toList();
    }

    /** The rows that it takes, by base name of the file. */
    Map<String, RowChoice> choices(final Connection connection, final SourceContract source)
            throws SQLException {
        final Map<String, RowChoice> choices = new LinkedHashMap<>();
        for (final FileContract file : files(source)) {
            final List<RowChoice.Condition> conditions = conditions(file);
            if (!canSay(file)) {
                final FileContract exams = examsFor(file, source).orElseThrow();
                conditions.add(
                        RowChoice.Condition.oneOf(
                                file.replay().exam(),
                                type(file, file.replay().exam()),
                                new RowChoice(exams, left(file).conditions(exams), null)
                                        .storedValues(connection, exams.replay().exam())));
            }
            choices.put(file.baseName(), new RowChoice(file, conditions, null));
        }
        return choices;
    }

    private boolean canSay(final FileContract file) {
        return left(file).isAll();
    }

    /** What the columns of a file do not say. */
    private Selection left(final FileContract file) {
        final Selectors columns = file.replay();
        return new Selection(
                columns.period() == null ? from : null,
                columns.period() == null ? to : null,
                columns.school() == null ? school : null,
                columns.exam() == null ? exam : null,
                columns.semester() == null ? semester : null,
                columns.academicYear() == null ? academicYear : null);
    }

    /**
     * Results name their exam, and the exam says the rest: the file of the source whose exams say
     * what the columns of this one do not. A school is of pupils, and says nothing of exams.
     */
    private Optional<FileContract> examsFor(final FileContract file, final SourceContract source) {
        final Selection rest = left(file);
        if (file.replay().exam() == null || rest.school() != null) {
            return Optional.empty();
        }
        return source.files().stream()
                .filter(exams -> !exams.equals(file) && exams.replay().exam() != null)
                .filter(rest::canSay)
                .findFirst();
    }

    private List<RowChoice.Condition> conditions(final FileContract file) {
        final Selectors columns = file.replay();
        final List<RowChoice.Condition> conditions = new ArrayList<>();
        // days go by whole months, one period each
        if (file.target().kind() == Target.Kind.RECORD && columns.period() != null) {
            if (from != null) {
                conditions.add(condition(columns.period(), ">=", "date", from.toString()));
            }
            if (to != null) {
                conditions.add(condition(columns.period(), "<", "date", to.plusDays(1).toString()));
            }
        }
        equal(conditions, file, columns.school(), school);
        equal(conditions, file, columns.exam(), exam);
        equal(conditions, file, columns.semester(), semester);
        equal(conditions, file, columns.academicYear(), academicYear);
        return conditions;
    }

    private static void equal(
            final List<RowChoice.Condition> conditions,
            final FileContract file,
            final String column,
            final String value) {
        if (column != null && value != null) {
            conditions.add(condition(column, "=", type(file, column), value));
        }
    }

    private static RowChoice.Condition condition(
            final String column, final String operator, final String type, final String value) {
        return new RowChoice.Condition(column, operator, type, value);
    }

    private static String type(final FileContract file, final String column) {
        if (file.target().kind() == Target.Kind.DAYS) {
            return "bigint";
        }
        return file.storedFields().stream()
                .filter(field -> field.column().equals(column))
                .map(FieldContract::sqlType)
                .findFirst()
                .orElseThrow()
                .sql();
    }
}
