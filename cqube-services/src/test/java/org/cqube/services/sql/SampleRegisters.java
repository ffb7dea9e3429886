/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.sql;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;

/** The registers of the invented state's pupils and teachers, in the academic year 2020-21. */
final class SampleRegisters {

    private static final List<String> DESIGNATIONS =
            List.of("Head teacher", "Teacher", "Teacher", "Lecturer");
    private static final List<String> EMPLOYMENTS =
            List.of("Regular", "Regular", "Contract", "Part-Time");
    private static final LocalDate FIRST_JOINED = LocalDate.of(2008, 6, 2);

    private SampleRegisters() {}

    /** The pupils that the attendance tells of, spread over the classes of their schools. */
    static String pupils(List<SampleSchool> schools, int perSchool) {
        StringBuilder lines =
                new StringBuilder(
                        "StudentId|AcademicYear|SchoolId|StudyingClass|Section|Medium|Stream\n");
        for (SampleSchool school : schools) {
            int classes = school.highestClass() - school.lowestClass() + 1;
            for (int pupil = 1; pupil <= perSchool; pupil++) {
                lines.append(
                        "%d|2020-21|%d|%d|%s|Hindi|Other Streams\n"
                                .formatted(
                                        school.id() * 10_000 + pupil,
                                        school.id(),
                                        school.lowestClass() + pupil % classes,
                                        pupil % 2 == 0 ? "A" : "B"));
            }
        }
        return lines.toString();
    }

    static String teachers(List<SampleSchool> schools) {
        Random random = new Random(885);
        StringBuilder lines =
                new StringBuilder(
                        "TeacherId|SchoolId|AcademicYear|Designation|NatureOfEmployment|DateOfJoining\n");
        for (int school = 0; school < schools.size(); school++) {
            for (int teacher = 0; teacher < SampleTeachers.PER_SCHOOL; teacher++) {
                lines.append(
                        "%d|%d|2020-21|%s|%s|%s\n"
                                .formatted(
                                        SampleTeachers.id(school, teacher),
                                        schools.get(school).id(),
                                        DESIGNATIONS.get(teacher),
                                        EMPLOYMENTS.get(random.nextInt(EMPLOYMENTS.size())),
                                        FIRST_JOINED.plusDays(random.nextInt(4_000))));
            }
        }
        return lines.toString();
    }
}
