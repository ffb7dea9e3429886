/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.system;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Invented lines of student attendance, as an emitter writes them. */
final class AttendanceCsv {

    static final List<String> COLUMNS =
            Stream.concat(
                            Stream.of(
                                    "StudentAttendanceId",
                                    "StudentId",
                                    "SchoolId",
                                    "AadhaarUID",
                                    "AcademicYear",
                                    "Month"),
                            IntStream.rangeClosed(1, 31).mapToObj(Integer::toString))
                    .toList();

    static final String HEADER = String.join("|", COLUMNS);

    private final long school;
    private int pupils;

    /**
     * @param number of an invented school that no master knows, so that reports do not count it
     */
    AttendanceCsv(int number) {
        school = 88_990_000_000L + number;
    }

    long school() {
        return school;
    }

    /** A line of the next pupil in June 2020, with these codes from the first day on. */
    String next(String... days) {
        pupils++;
        return line(pupils, days);
    }

    /** The line of one pupil, counted from 1. */
    String line(int pupil, String... days) {
        long id = school * 1_000 + pupil;
        List<String> cells =
                new ArrayList<>(
                        List.of(
                                Long.toString(id),
                                Long.toString(id),
                                Long.toString(school),
                                Long.toString(id),
                                "2020-21",
                                "6"));
        cells.addAll(Arrays.asList(days));
        while (cells.size() < COLUMNS.size()) {
            cells.add("NULL");
        }
        return String.join("|", cells);
    }

    /** Header and so many lines, each ended by a line feed. */
    String file(int lines) {
        return HEADER
                + "\n"
                + IntStream.range(0, lines)
                        .mapToObj(i -> next("1", "2", "1") + "\n")
                        .collect(Collectors.joining());
    }
}
