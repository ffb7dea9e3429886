/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.infer;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.cqube.engines.contract.FieldType;

/** What the headers say about columns, beside their values. */
final class Layout {

    private static final Pattern DAY = Pattern.compile("(?:day[_ ]?)?([1-9]|[12][0-9]|3[01])");
    private static final Pattern SCHOOL =
            Pattern.compile(
                    "school_?(?:id|code|cd)|sch_?(?:id|code|cd)|udise_sch(?:ool)?_?(?:id|code|cd)");
    private static final Pattern PERSON =
            Pattern.compile("(?:student|pupil|child|teacher|person|staff)_?(?:id|code|cd)|tch_?cd");
    private static final Pattern IDENTIFIER =
            Pattern.compile(".*(?:id|code|cd|uid|no|number|pin|pincode|name)");
    private static final Pattern PERSONAL =
            Pattern.compile(
                    ".*(?:aadhaar|adhar|uid|mobile|phone|e_?mail|birth|dob|student_?name|teacher_?name).*");

    private final Survey survey;
    private final List<String> headers;
    private final List<FieldType> types;
    private final List<Integer> daysKey;
    private final int[] days;

    /**
     * @param dayColumns whether columns that are called after days may be a month of days
     */
    Layout(Survey survey, boolean dayColumns) {
        this.survey = survey;
        this.headers =
                survey.dialect().header().stream()
                        .map(header -> header.toLowerCase(Locale.ROOT))
                        .toList();
        Set<Integer> nulls = survey.nulls();
        this.types =
                IntStream.range(0, headers.size())
                        .mapToObj(
                                i ->
                                        survey.column(i).others(nulls) > 0
                                                ? FieldType.STRING
                                                : survey.column(i).type())
                        .toList();
        int[] none = new int[headers.size()];
        int[] found = dayColumns ? findDays() : none;
        this.daysKey = Arrays.stream(found).anyMatch(day -> day > 0) ? findDaysKey() : List.of();
        this.days = daysKey.isEmpty() ? none : found;
    }

    /** A column per day of the month: all 31 are there, and hold whole numbers or nothing. */
    private int[] findDays() {
        int[] found = new int[headers.size()];
        boolean[] seen = new boolean[32];
        for (int i = 0; i < found.length; i++) {
            var matcher = DAY.matcher(headers.get(i));
            if (matcher.matches()) {
                int day = Integer.parseInt(matcher.group(1));
                boolean holds = types.get(i) == FieldType.INTEGER || survey.column(i).values() == 0;
                if (seen[day] || !holds || survey.column(i).others(survey.nulls()) > 0) {
                    return new int[headers.size()];
                }
                seen[day] = true;
                found[i] = day;
            }
        }
        return Arrays.stream(found).filter(day -> day > 0).count() == 31
                ? found
                : new int[headers.size()];
    }

    FieldType type(int column) {
        return days != null && days[column] > 0 ? FieldType.INTEGER : types.get(column);
    }

    /** Day of the month of each column; 0 if it holds none. */
    int[] days() {
        return days.clone();
    }

    boolean required(int column) {
        return survey.column(column).alwaysFilled(survey.nulls());
    }

    boolean isIdentifier(int column) {
        return IDENTIFIER.matcher(headers.get(column)).matches();
    }

    boolean isPersonal(int column) {
        return PERSONAL.matcher(headers.get(column)).matches();
    }

    boolean isSchool(int column) {
        return SCHOOL.matcher(headers.get(column)).matches() && type(column) == FieldType.INTEGER;
    }

    Optional<Integer> school() {
        return first(column -> isSchool(column) && required(column));
    }

    Optional<Integer> person() {
        return first(
                column ->
                        PERSON.matcher(headers.get(column)).matches()
                                && type(column) == FieldType.INTEGER
                                && required(column));
    }

    Optional<Integer> academicYear() {
        return first(column -> type(column) == FieldType.ACADEMIC_YEAR && required(column));
    }

    Optional<Integer> month() {
        return first(
                column ->
                        headers.get(column).contains("month")
                                && type(column) == FieldType.INTEGER
                                && required(column)
                                && survey.column(column).within(1, 12));
    }

    /** School, person, year and month of a file with day columns; empty if it is none. */
    List<Integer> daysKey() {
        return daysKey;
    }

    private List<Integer> findDaysKey() {
        List<Integer> key =
                List.of(school(), person(), academicYear(), month()).stream()
                        .flatMap(Optional::stream)
                        .toList();
        return key.size() == 4 ? key : List.of();
    }

    /** {@code latitude}, {@code longitude}, or nothing; only where every record has one. */
    String geo(int column) {
        boolean number = type(column) == FieldType.NUMBER && required(column);
        if (!number || survey.column(column).hasZero()) {
            return "";
        }
        String header = headers.get(column);
        if (header.matches("lat|.*latitude") && survey.column(column).within(-90, 90)) {
            return "latitude";
        }
        return header.matches("lon|lng|long|.*longitude") && survey.column(column).within(-180, 180)
                ? "longitude"
                : "";
    }

    private Optional<Integer> first(IntPredicate wanted) {
        return IntStream.range(0, headers.size()).filter(wanted).boxed().findFirst();
    }
}
