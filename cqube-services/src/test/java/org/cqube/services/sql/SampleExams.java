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
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Invented tests of June 2020: one of four questions for each class from 3 to 8, with the masters
 * that stand beside the results. Some pupils are absent, some questions not attempted.
 */
final class SampleExams {

    private static final List<String> SUBJECTS = List.of("Mathematics", "Language");
    private static final DateTimeFormatter DAY_IN_CODE = DateTimeFormatter.ofPattern("ddMMyyyy");
    private static final int QUESTIONS = 4;
    private static final int MARKS = 5;
    private static final int PUPILS = 30;
    private static final int CLASSES = 3;

    private final Random random;
    private final String source;
    private final LocalDate day;
    private final Integer semester;
    private int resultId = 50_001;

    /**
     * @param source name of the source
     * @param day of the first exam
     * @param semester of all exams; null where the source has none
     */
    SampleExams(String source, LocalDate day, Integer semester) {
        this.source = source;
        this.day = day;
        this.semester = semester;
        this.random = new Random(source.hashCode());
    }

    /** The five files, by path below the folder of the samples. */
    Map<String, String> of(List<SampleSchool> schools, String prefix) {
        Map<String, String> files = new LinkedHashMap<>();
        String path = source + "/" + prefix + "_exam_";
        files.put(path + "mst.csv", exams());
        files.put(path + "qst_mst.csv", questions());
        files.put(path + "subject_details.csv", subjects());
        files.put(path + "grade_details.csv", classes(schools));
        files.put(path + "result_trans.csv", results(schools));
        return files;
    }

    private int subject(int grade) {
        return 1 + grade % 2;
    }

    private String code(int grade) {
        return "%s%02d%02d%s"
                .formatted(
                        source.toUpperCase(Locale.ROOT),
                        grade,
                        subject(grade),
                        day.plusDays(grade % 2).format(DAY_IN_CODE));
    }

    private String exams() {
        StringBuilder lines =
                new StringBuilder(
                        "exam_id|medium|standard|division|subject_id|exam_type_id|exam_code|exam_date|total_questions"
                                + "|total_marks|assessment_year|exam_type|subject_name"
                                + (semester == null ? "\n" : "|semester\n"));
        for (int grade = 3; grade <= 8; grade++) {
            lines.append(
                    "%d|Hindi|%d|A|%d|2|%s|%s|%d|%d|2020-21|Assessment|%s%s\n"
                            .formatted(
                                    exam(grade),
                                    grade,
                                    subject(grade),
                                    code(grade),
                                    day.plusDays(grade % 2),
                                    QUESTIONS,
                                    QUESTIONS * MARKS,
                                    SUBJECTS.get(subject(grade) - 1),
                                    semester == null ? "" : "|" + semester));
        }
        return lines.toString();
    }

    /** The last two questions of an exam ask for the same learning outcome. */
    private String questions() {
        StringBuilder lines =
                new StringBuilder(
                        "question_id|exam_id|indicator_id|indicator_title|indicator|question_title|question|question_marks\n");
        for (int grade = 3; grade <= 8; grade++) {
            for (int number = 1; number <= QUESTIONS; number++) {
                int outcome = grade * 10 + Math.min(number, QUESTIONS - 1);
                lines.append(
                        "%d|%d|%d|LO-%d|Learning outcome %d|Q%d|Question %d of class %d|%d\n"
                                .formatted(
                                        question(grade, number),
                                        exam(grade),
                                        outcome,
                                        outcome,
                                        outcome,
                                        number,
                                        number,
                                        grade,
                                        MARKS));
            }
        }
        return lines.toString();
    }

    /** Numbers of their own: the field's samples, which begin at 1, may come after these. */
    private static int exam(int grade) {
        return 900 + grade;
    }

    private static int question(int grade, int number) {
        return exam(grade) * 100 + number;
    }

    private static String subjects() {
        StringBuilder lines = new StringBuilder("subject_id|subject|grade\n");
        for (int grade = 3; grade <= 8; grade++) {
            for (int subject = 1; subject <= SUBJECTS.size(); subject++) {
                lines.append("%d|%s|%d\n".formatted(subject, SUBJECTS.get(subject - 1), grade));
            }
        }
        return lines.toString();
    }

    private static String classes(List<SampleSchool> schools) {
        StringBuilder lines = new StringBuilder("school_id|grade|students_count\n");
        for (SampleSchool school : schools) {
            for (int n = 0; n < CLASSES; n++) {
                lines.append(
                        "%d|%d|%d\n"
                                .formatted(
                                        school.id(),
                                        school.firstTestedClass() + n,
                                        PUPILS / CLASSES));
            }
        }
        return lines.toString();
    }

    private String results(List<SampleSchool> schools) {
        StringBuilder lines =
                new StringBuilder(
                        "id|exam_id|exam_code|student_id|student_uid|school_id|studying_class|section|question_id|obtained_marks\n");
        for (SampleSchool school : schools) {
            double talent = 0.4 + 0.4 * random.nextDouble();
            for (int pupil = 1; pupil <= PUPILS; pupil++) {
                boolean present = random.nextInt(100) < 85;
                if (school.sendsResults() && present) {
                    addPupil(lines, school, pupil, talent);
                }
            }
        }
        return lines.toString();
    }

    private void addPupil(StringBuilder lines, SampleSchool school, int pupil, double talent) {
        int grade = school.firstTestedClass() + (pupil - 1) % CLASSES;
        for (int number = 1; number <= QUESTIONS; number++) {
            double share = Math.clamp(talent + 0.3 * random.nextGaussian(), 0.0, 1.0);
            boolean attempted = random.nextInt(25) > 0;
            lines.append(
                    "%d|%d|%s|%d|%d|%d|%d|A|%d|%s\n"
                            .formatted(
                                    resultId++,
                                    exam(grade),
                                    code(grade),
                                    pupil,
                                    school.id() * 10_000 + pupil,
                                    school.id(),
                                    grade,
                                    question(grade, number),
                                    attempted ? Long.toString(Math.round(share * MARKS)) : ""));
        }
    }
}
