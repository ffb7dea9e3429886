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
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Marks in the layout with a column per subject, in a {@link SourceDatabase}, and their reports.
 */
final class SemesterMarks {

    static final String SOURCE = "semester";
    static final Settings ANY_DAY = Settings.asof("2020-07-31");

    private final SourceDatabase database;
    private final Set<Touched> touched = new LinkedHashSet<>();

    SemesterMarks(SourceDatabase database) {
        this.database = database;
    }

    /** Marks of subjects 1, 2, .. by comma; empty where there are none. */
    SemesterMarks pupil(long school, String year, int semester, int grade, long pupil, String marks)
            throws SQLException {
        StringBuilder columns = new StringBuilder();
        StringBuilder values = new StringBuilder();
        StringBuilder updates = new StringBuilder();
        String[] parts = marks.split(",", -1);
        for (int subject = 1; subject <= parts.length; subject++) {
            columns.append(", subject_").append(subject);
            values.append(", ").append(parts[subject - 1].isEmpty() ? "null" : parts[subject - 1]);
            updates.append(subject == 1 ? "" : ", ")
                    .append("subject_%1$d = excluded.subject_%1$d".formatted(subject));
        }
        database.execute(
                """
                insert into fact.semester_result (school_id, academic_year, semester, grade, student_id%s, loaded_by)
                values (%d, '%s', %d, %d, %d%s, 1)
                on conflict (school_id, academic_year, semester, grade, student_id) do update set %s\
                """
                        .formatted(columns, school, year, semester, grade, pupil, values, updates));
        touch(school, year, semester, grade);
        return this;
    }

    void remove(long school, String year, int semester, int grade, long pupil) throws SQLException {
        database.execute(
                "delete from fact.semester_result where school_id = %d and academic_year = '%s' and semester = %d and grade = %d and student_id = %d"
                        .formatted(school, year, semester, grade, pupil));
        touch(school, year, semester, grade);
    }

    private void touch(long school, String year, int semester, int grade) {
        touched.add(
                new Touched(
                        SOURCE, "class", "%d|%s|%d|%d".formatted(school, year, semester, grade)));
    }

    /** Touches every class that has a row. */
    void touchAll() throws SQLException {
        for (String row :
                database.rows(
                        "select distinct school_id, academic_year, semester, grade from fact.semester_result")) {
            touched.add(new Touched(SOURCE, "class", row));
        }
    }

    /** Aggregates what was touched since the last time. */
    Set<Touched> aggregate() throws SQLException {
        Set<Touched> done = new LinkedHashSet<>(touched);
        database.aggregate(SOURCE, done);
        touched.clear();
        return done;
    }

    ReportFiles report(String sql) throws SQLException {
        return ReportFiles.of(database, SOURCE, sql, ANY_DAY);
    }
}
