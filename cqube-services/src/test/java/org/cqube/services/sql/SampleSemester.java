/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.sql;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Invented marks of the second semester of 2019-20: the pupils of three classes of each school, in
 * the layout with a column per subject. One school in five sends nothing.
 */
final class SampleSemester {

    private static final int PUPILS = 30;
    private static final int CLASSES = 3;
    private static final String HEADER =
            "DistrictId|District|BlockId|Block|ClusterId|Cluster|SchoolId|School|Sem|AadhaarUID|StudyingClass|Section"
                    + "|PA_GUJ|Gujarati|PA_Maths|Maths|PA_ES|ES|PA_Science|Science|PA_SS|SS|PA_HINDI|Hindi"
                    + "|PA_ENGLISH|English|PA_SANSKRIT|Sanskrit|AcademicYear\n";

    /** First class with marks in the subjects, in the order of the header. */
    private static final List<Integer> FROM_CLASS = List.of(3, 3, 3, 6, 6, 6, 4, 6);

    private static final int ENVIRONMENT = 2;

    private final Random random = new Random(884);

    String of(List<SampleSchool> schools) {
        StringBuilder lines = new StringBuilder(HEADER);
        for (SampleSchool school : schools) {
            if (school.sendsResults()) {
                double talent = 0.35 + 0.5 * random.nextDouble();
                for (int pupil = 1; pupil <= PUPILS; pupil++) {
                    lines.append(line(school, pupil, talent));
                }
            }
        }
        return lines.toString();
    }

    private String line(SampleSchool school, int pupil, double talent) {
        int grade = school.firstTestedClass() + (pupil - 1) % CLASSES;
        int most = grade <= 5 ? 40 : 80;
        return "%d||%d||%d||%d||2|%d|%d|A|%s|2019-20\n"
                .formatted(
                        school.id() / 10_000_000,
                        school.id() / 100_000,
                        school.cluster(),
                        school.id(),
                        school.id() * 10_000 + pupil,
                        grade,
                        IntStream.range(0, FROM_CLASS.size())
                                .mapToObj(subject -> marks(subject, grade, most, talent))
                                .collect(Collectors.joining("|")));
    }

    /** Whether the pupil was there, and the marks. */
    private String marks(int subject, int grade, int most, double talent) {
        boolean taught = subject == ENVIRONMENT ? grade <= 5 : grade >= FROM_CLASS.get(subject);
        if (!taught || random.nextInt(20) == 0) {
            return "|";
        }
        double share = Math.clamp(talent + 0.15 * random.nextGaussian(), 0.0, 1.0);
        return "P|" + Math.round(share * most);
    }
}
