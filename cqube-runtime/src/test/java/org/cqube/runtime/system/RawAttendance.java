/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.system;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What raw student attendance files say, summed by school and day. The first value of a pupil's day
 * wins, so files that repeat earlier days may follow each other.
 */
final class RawAttendance {

    private final int academicYearStartMonth;
    private final Map<PupilsMonth, byte[]> codes = new HashMap<>();

    private record PupilsMonth(String school, long pupil, YearMonth month) {}

    /** A school's pupils by month, and by day {present, marked}. */
    record School(Map<YearMonth, Set<Long>> pupils, TreeMap<LocalDate, long[]> days) {}

    RawAttendance(int academicYearStartMonth) {
        this.academicYearStartMonth = academicYearStartMonth;
    }

    RawAttendance add(Path file) {
        RawCsv.read(file, this::add);
        return this;
    }

    private void add(RawCsv line) {
        YearMonth month = month(line.text("AcademicYear"), line.text("Month"));
        byte[] days =
                codes.computeIfAbsent(
                        new PupilsMonth(
                                line.text("SchoolId"),
                                Long.parseLong(line.text("StudentId")),
                                month),
                        key -> new byte[32]);
        for (int day = 1; day <= month.lengthOfMonth(); day++) {
            String code = line.text(Integer.toString(day));
            if (days[day] == 0 && !code.isEmpty()) {
                days[day] = Byte.parseByte(code);
            }
        }
    }

    private YearMonth month(String academicYear, String month) {
        int firstYear = Integer.parseInt(academicYear.substring(0, 4));
        int number = Integer.parseInt(month);
        return YearMonth.of(number >= academicYearStartMonth ? firstYear : firstYear + 1, number);
    }

    /** Sums by school id as emitted. */
    Map<String, School> bySchool() {
        Map<String, School> schools = new HashMap<>();
        codes.forEach(
                (key, days) -> {
                    School school =
                            schools.computeIfAbsent(
                                    key.school(),
                                    id -> new School(new TreeMap<>(), new TreeMap<>()));
                    school.pupils()
                            .computeIfAbsent(key.month(), month -> new HashSet<>())
                            .add(key.pupil());
                    for (int day = 1; day <= key.month().lengthOfMonth(); day++) {
                        if (days[day] == 1 || days[day] == 2) {
                            long[] sums =
                                    school.days()
                                            .computeIfAbsent(
                                                    key.month().atDay(day), any -> new long[2]);
                            sums[0] += days[day] == 1 ? 1 : 0;
                            sums[1]++;
                        }
                    }
                });
        return schools;
    }
}
