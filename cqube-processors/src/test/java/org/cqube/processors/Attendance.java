/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.processors;

import java.util.List;
import java.util.StringJoiner;
import java.util.stream.IntStream;

/** Student attendance in few words: a letter per day, a dot for an empty one. */
final class Attendance {
    static final String SOURCE = "student_attendance";
    static final long SCHOOL = 88010100101L;
    static final long OTHER_SCHOOL = 88010100102L;

    private static final int DAYS = 31;

    private Attendance() {}

    /** A file of month rows. */
    static String csv(final String... rows) {
        final StringJoiner days = new StringJoiner("|");
        IntStream.rangeClosed(1, DAYS).forEach(day -> days.add(Integer.toString(day)));
        return "StudentAttendanceId|StudentId|SchoolId|AadhaarUID|AcademicYear|Month|"
                + days
                + "\n"
                + String.join("\n", rows)
                + "\n";
    }

    /**
     * A row for July 2020.
     *
     * @param days a digit per day, {@code .} for none; may be shorter than the month
     */
    static String row(final long id, final long student, final long school, final String days) {
        return row(id, student, school, "2020-21", 7, days);
    }

    static String row(
            final long id,
            final long student,
            final long school,
            final String year,
            final int month,
            final String days) {
        final StringJoiner cells = new StringJoiner("|");
        cells.add(id + "|" + student + "|" + school + "|" + student + "|" + year + "|" + month);
        for (int day = 0; day < DAYS; day++) {
            final boolean empty = day >= days.length() || days.charAt(day) == '.';
            cells.add(empty ? "NULL" : days.substring(day, day + 1));
        }
        return cells.toString();
    }

    /** What is stored: id, school, pupil, month and days as in {@link #row}, shortened. */
    static List<String> stored(final World world) {
        return world.database.lines(
                "select attendance_id, school_id, student_id, to_char(month_start, 'YYYY-MM'),"
                        + " rtrim(array_to_string(days, '', '.'), '.') from fact.student_attendance"
                        + " order by school_id, student_id, month_start");
    }
}
