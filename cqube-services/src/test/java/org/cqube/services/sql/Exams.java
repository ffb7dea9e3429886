/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.sql;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Set;

/** Exams, questions, classes and marks of one assessment in a {@link SourceDatabase}. */
final class Exams {

    private final SourceDatabase database;
    private final String assessment;
    private final Set<Touched> touched = new LinkedHashSet<>();

    /**
     * @param assessment name of the source, and constant of its rows
     */
    Exams(SourceDatabase database, String assessment) {
        this.database = database;
        this.assessment = assessment;
    }

    /** An exam of a class in a subject, whose id is also the number of its subject's name. */
    Exams exam(int id, String code, int grade, String subject, String day, Integer semester)
            throws SQLException {
        for (String old :
                database.rows(
                        "select exam_date, exam_code from fact.exam where assessment = '%s' and exam_id = %d"
                                .formatted(assessment, id))) {
            touch("exam", old);
        }
        LocalDate date = LocalDate.parse(day);
        database.execute(
                """
                insert into fact.exam (assessment, exam_id, academic_year, standard, subject_id, subject_name, exam_code, exam_date, total_marks, semester, loaded_by)
                values ('%s', %d, '%s', %d, %d, '%s', '%s', '%s', 10, '%s', 1)
                on conflict (assessment, exam_id, academic_year, semester) do update
                set standard = excluded.standard, subject_name = excluded.subject_name, exam_code = excluded.exam_code, exam_date = excluded.exam_date\
                """
                        .formatted(
                                assessment,
                                id,
                                "2020-21",
                                grade,
                                id,
                                subject,
                                code,
                                date,
                                semester == null ? "none" : semester.toString()));
        touch("exam", day + "|" + code);
        return this;
    }

    Exams question(int id, int exam, String indicator, int marks) throws SQLException {
        for (String old :
                database.rows(
                        "select exam_id from fact.exam_question where assessment = '%s' and question_id = %d"
                                .formatted(assessment, id))) {
            touch("question", old);
        }
        database.execute(
                """
                insert into fact.exam_question (assessment, question_id, exam_id, indicator, title, text, marks, loaded_by)
                values ('%s', %d, %d, '%s', 'Q%d', 'How many?', %d, 1)
                on conflict (assessment, question_id) do update
                set exam_id = excluded.exam_id, indicator = excluded.indicator, marks = excluded.marks\
                """
                        .formatted(assessment, id, exam, indicator, id, marks));
        touch("question", Integer.toString(exam));
        return this;
    }

    Exams enrolled(long school, int grade, int pupils) throws SQLException {
        database.execute(
                """
                insert into master.enrolment (assessment, school_id, grade, students_count, loaded_by) values ('%s', %d, %d, %d, 1)
                on conflict (assessment, school_id, grade) do update set students_count = excluded.students_count\
                """
                        .formatted(assessment, school, grade, pupils));
        touch("enrolment", school + "|" + grade);
        return this;
    }

    Exams subject(int id, int grade, String name) throws SQLException {
        database.execute(
                "insert into master.subject (assessment, subject_id, grade, name, loaded_by) values ('%s', %d, %d, '%s', 1)"
                        .formatted(assessment, id, grade, name));
        touch("subject", Integer.toString(grade));
        return this;
    }

    /** A pupil's marks for a question; null is a question not attempted. */
    Exams mark(long school, String code, long pupil, int question, Integer marks)
            throws SQLException {
        for (String old :
                database.rows(
                        "select school_id from fact.exam_result where assessment = '%s' and exam_code = '%s' and student_uid = %d and question_id = %d"
                                .formatted(assessment, code, pupil, question))) {
            touch("result", old + "|" + code);
        }
        database.execute(
                """
                insert into fact.exam_result (assessment, exam_code, student_uid, question_id, school_id, grade, obtained_marks, loaded_by)
                values ('%s', '%s', %d, %d, %d, 3, %s, 1)
                on conflict (assessment, exam_code, student_uid, question_id) do update
                set school_id = excluded.school_id, obtained_marks = excluded.obtained_marks\
                """
                        .formatted(assessment, code, pupil, question, school, marks));
        touch("result", school + "|" + code);
        return this;
    }

    void removeMarks(long school, String code, long pupil) throws SQLException {
        database.execute(
                "delete from fact.exam_result where assessment = '%s' and exam_code = '%s' and student_uid = %d and school_id = %d"
                        .formatted(assessment, code, pupil, school));
        touch("result", school + "|" + code);
    }

    private void touch(String kind, String value) {
        touched.add(new Touched(assessment, kind, value));
    }

    /** Touches every exam and school that there is. */
    void touchAll() throws SQLException {
        for (String row :
                database.rows(
                        "select distinct school_id, exam_code from fact.exam_result where assessment = '%s'"
                                .formatted(assessment))) {
            touch("result", row);
        }
    }

    /** Aggregates what was touched since the last time. */
    Set<Touched> aggregate() throws SQLException {
        Set<Touched> done = new LinkedHashSet<>(touched);
        database.aggregate(assessment, done);
        touched.clear();
        return done;
    }

    ReportFiles report(String sql, Settings settings) throws SQLException {
        return ReportFiles.of(database, assessment, sql, settings);
    }
}
