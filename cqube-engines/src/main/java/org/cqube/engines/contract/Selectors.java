/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.contract;

import java.util.Objects;
import java.util.stream.Stream;

/**
 * Columns of a file's table by which a replay may choose rows ({@code cqube:replay}); null where it
 * may not. A file without any of them is replayed as a whole or not at all.
 *
 * @param period a date or time: rows of a span of days; for {@link Target.Kind#DAYS} the first day
 *     of the month
 * @param school id of a school
 * @param exam code of an exam
 * @param semester number of a semester
 * @param academicYear the year that a semester is of, as {@code 2020-21}
 */
public record Selectors(
        String period, String school, String exam, String semester, String academicYear) {

    /** The column that {@link Target.Kind#DAYS} has for the month. */
    public static final String MONTH_START = "month_start";

    /** No choice: all rows. */
    public static final Selectors NONE = new Selectors(null, null, null, null, null);

    private static final String SCHOOL = "school_id";

    /** What holds for a file whose contract does not say. */
    static Selectors byDefault(FileContract file) {
        if (file.target().kind() == Target.Kind.DAYS) {
            return new Selectors(MONTH_START, file.target().days().school(), null, null, null);
        }
        boolean hasSchool =
                file.storedFields().stream().anyMatch(field -> field.column().equals(SCHOOL));
        return hasSchool ? new Selectors(null, SCHOOL, null, null, null) : NONE;
    }

    /** The columns that it names. */
    Stream<String> columns() {
        return Stream.of(period, school, exam, semester, academicYear).filter(Objects::nonNull);
    }
}
