/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.sql;

import java.time.DayOfWeek;
import java.time.YearMonth;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Four invented teachers in each school, and their days from May to June 2020. */
final class SampleTeachers {

    static final int PER_SCHOOL = 4;
    private static final List<YearMonth> MONTHS =
            List.of(YearMonth.of(2020, 5), YearMonth.of(2020, 6));

    private final Random random = new Random(882);

    /** The id of a school's n-th teacher, from 0. */
    static int id(int school, int teacher) {
        return 50_001 + school * PER_SCHOOL + teacher;
    }

    String days(List<SampleSchool> schools) {
        StringBuilder lines =
                new StringBuilder(
                        "AC_YEAR|TCHCD|MONTH|SCHCD|"
                                + IntStream.rangeClosed(1, 31)
                                        .mapToObj(Integer::toString)
                                        .collect(Collectors.joining("|"))
                                + "\n");
        int number = 0;
        for (Iterator<SampleSchool> school = schools.iterator(); school.hasNext(); number++) {
            long id = school.next().id();
            for (YearMonth month : MONTHS) {
                for (int teacher = 0; teacher < PER_SCHOOL; teacher++) {
                    addMonth(lines, id, id(number, teacher), month);
                }
            }
        }
        return lines.toString();
    }

    private void addMonth(StringBuilder lines, long school, int teacher, YearMonth month) {
        int firstYear = month.getMonthValue() >= 6 ? month.getYear() : month.getYear() - 1;
        lines.append(
                "%d-%02d|%d|%d|%d"
                        .formatted(
                                firstYear,
                                (firstYear + 1) % 100,
                                teacher,
                                month.getMonthValue(),
                                school));
        for (int day = 1; day <= 31; day++) {
            lines.append('|').append(code(month, day));
        }
        lines.append('\n');
    }

    /** Mostly present; now and then absent, on leave, on duty elsewhere or in training. */
    private String code(YearMonth month, int day) {
        int drawn = random.nextInt(100);
        if (day > month.lengthOfMonth()
                || month.atDay(day).getDayOfWeek() == DayOfWeek.SUNDAY
                || drawn == 99) {
            return "NULL";
        }
        if (month.getMonthValue() == 5 && day == 1 || month.getMonthValue() == 6 && day == 15) {
            return "5";
        }
        if (drawn < 84) {
            return "1";
        }
        return drawn < 89 ? "2" : drawn < 91 ? "3" : drawn < 93 ? "4" : drawn < 96 ? "6" : "7";
    }
}
