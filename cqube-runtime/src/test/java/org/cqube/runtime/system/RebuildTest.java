/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Samples, a correction, an emission that is given up, and replays by month, exam and semester: the
 * input bucket alone gives the same tables and files back. It wipes the database, so it has a
 * runtime of its own.
 */
@Tag("system")
class RebuildTest {

    @TempDir private Path folder;

    @Test
    void theInputBucketAloneGivesTheSameTablesAndFiles() throws IOException {
        try (RunningCqube cqube = RunningCqube.boot()) {
            AttendanceCsv attendance = new AttendanceCsv(401);
            correct(cqube, attendance);
            giveUp(cqube);
            replay(cqube, attendance);
            replayExam(cqube);
            replaySemester(cqube);
            Snapshot live = Snapshot.of(cqube);
            assertThat(cqube.run("rebuild").exits(1).progress()).contains("--wipe-database");

            JsonNode rebuilt = cqube.run("rebuild", "--wipe-database").well().json();

            assertThat(rebuilt.path("state").asText()).isEqualTo("done");
            assertThat(rebuilt.path("differences")).isEmpty();
            Snapshot.of(cqube).assertSameAs(live);
            AttendanceCsv next = new AttendanceCsv(402);
            emit(cqube, "next", next.line(1, "1"));
            assertThat(codes(cqube, next)).isEqualTo("1");
        }
    }

    private void correct(RunningCqube cqube, AttendanceCsv attendance) throws IOException {
        JsonNode first = emit(cqube, "first", attendance.line(1, "1", "NULL", "1"));
        emit(
                cqube,
                "mended",
                attendance.line(1, "2", "NULL", "5"),
                "--corrects",
                first.path("id").asText(),
                "--replace");
        // day 2 is too late: a day after it was processed
        emit(cqube, "late", attendance.line(1, "2", "1", "5", "1"));
        assertThat(codes(cqube, attendance)).isEqualTo("2,,5,1");
    }

    /** An emission whose FlowFile is lost: it waits for nobody, and an operator gives it up. */
    private static void giveUp(RunningCqube cqube) {
        try (Connection connection = cqube.connect();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "insert into meta.emission (source, object_key, etag, last_modified, emitted_at, handed_at)"
                                        + " values ('district_master', 'district_master/lost_20200601080000.zip', 'lost',"
                                        + " now(), now(), now()) returning emission_id")) {
            row.next();
            cqube.run("abandon", row.getString(1)).well();
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    private static void replay(RunningCqube cqube, AttendanceCsv attendance) {
        String school = Long.toString(attendance.school());
        Snapshot before = Snapshot.of(cqube);
        JsonNode shown =
                cqube.run("replay", "student_attendance", "--school", school, "--dry-run")
                        .well()
                        .json();
        assertThat(shown.path("rowsDeleted").asLong()).isEqualTo(1);
        assertThat(shown.path("loaded").asLong()).isEqualTo(3);
        Snapshot.of(cqube).assertSameAs(before);

        JsonNode done =
                cqube.run("replay", "student_attendance", "--school", school, "--from", "2020-06")
                        .well()
                        .json();

        assertThat(done.path("periods").get(0).asText()).isEqualTo("2020-06");
        assertThat(done.path("rowsDeleted").asLong()).isEqualTo(1);
        assertThat(done.path("recordsIn").asLong()).isEqualTo(3);
        assertThat(codes(cqube, attendance)).isEqualTo("2,1,5,1");
    }

    /** A mark of an exam that came again otherwise, and was refused, takes its place. */
    private void replayExam(RunningCqube cqube) throws IOException {
        String[] pupil = lastRecord(cqube, "pat", "periodic_exam_result_trans");
        String exam = pupil[2];
        String mark =
                "select obtained_marks from fact.exam_result where exam_code = '%s' and student_uid = %s and question_id = %s"
                        .formatted(exam, pupil[4], pupil[8]);
        String others =
                "select md5(string_agg(r::text, ' ' order by r::text)) from fact.exam_result r where exam_code <> '%s'"
                        .formatted(exam);
        String kept = value(cqube, others);
        String marks = pupil[9].equals("1") ? "2" : "1";
        pupil[9] = marks;
        refused(cqube, "pat", "periodic_exam_result_trans", pupil);
        long results =
                Long.parseLong(
                        value(
                                cqube,
                                "select count(*) from fact.exam_result where exam_code = '%s'"
                                        .formatted(exam)));

        JsonNode done = cqube.run("replay", "pat", "--exam", exam).well().json();

        assertThat(done.path("rowsDeleted").asLong()).isEqualTo(1 + results);
        assertThat(done.path("recordsIn").asLong()).isEqualTo(1 + results + 1);
        assertThat(value(cqube, mark)).isEqualTo(marks);
        assertThat(value(cqube, others)).as("the other exams").isEqualTo(kept);
    }

    private void replaySemester(RunningCqube cqube) throws IOException {
        String[] pupil = lastRecord(cqube, "semester", "semester");
        String year = pupil[pupil.length - 1];
        String maths =
                "select subject_3 from fact.semester_result where student_id = %s and academic_year = '%s' and semester = %s"
                        .formatted(pupil[9], year, pupil[8]);
        String marks = pupil[15].equals("11") ? "12" : "11";
        pupil[15] = marks;
        refused(cqube, "semester", "semester", pupil);
        String before = value(cqube, maths);

        cqube.run("replay", "semester", "--semester", year + "/" + (3 - Integer.parseInt(pupil[8])))
                .well();
        assertThat(value(cqube, maths)).as("another semester").isEqualTo(before);
        cqube.run("replay", "semester", "--semester", year + "/" + pupil[8]).well();

        assertThat(value(cqube, maths)).isEqualTo(marks);
    }

    private static String[] lastRecord(RunningCqube cqube, String source, String base)
            throws IOException {
        return Files.readAllLines(cqube.sample(source, base + ".csv")).getLast().split("\\|", -1);
    }

    /** Emits one record of a sample with another value. */
    private void refused(RunningCqube cqube, String source, String base, String[] values)
            throws IOException {
        String header = Files.readAllLines(cqube.sample(source, base + ".csv")).getFirst();
        JsonNode end = emit(cqube, source, base, header, String.join("|", values));
        assertThat(end.path("rejectedByRule").path("overlap.id").asLong()).isEqualTo(1);
    }

    private JsonNode emit(RunningCqube cqube, String name, String line, String... options)
            throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve(name + ".csv"), AttendanceCsv.HEADER + "\n" + line + "\n");
        return emit(cqube, "student_attendance", "student_attendance", file, options);
    }

    private JsonNode emit(
            RunningCqube cqube, String source, String base, String header, String line)
            throws IOException {
        Path file = Files.writeString(folder.resolve(base + ".csv"), header + "\n" + line + "\n");
        return emit(cqube, source, base, file);
    }

    private static JsonNode emit(
            RunningCqube cqube, String source, String base, Path file, String... options) {
        List<String> arguments =
                new ArrayList<>(List.of("emit", source, file.toString(), "--base", base, "--wait"));
        arguments.addAll(List.of(options));
        return cqube.run(arguments.toArray(String[]::new)).well().json();
    }

    private static String codes(RunningCqube cqube, AttendanceCsv attendance) {
        return value(
                cqube,
                "select rtrim(array_to_string(days, ',', ''), ',') from fact.student_attendance where school_id = "
                        + attendance.school());
    }

    private static String value(RunningCqube cqube, String sql) {
        try (Connection connection = cqube.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }
}
