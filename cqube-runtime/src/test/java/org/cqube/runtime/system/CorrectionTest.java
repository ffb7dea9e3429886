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
import org.cqube.runtime.operation.Buckets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same file again, a mended one, a replacing one, and a school that is late. */
@SystemTest
class CorrectionTest {

    private final RunningCqube cqube;

    @TempDir private Path folder;

    CorrectionTest(RunningCqube cqube) {
        this.cqube = cqube;
    }

    @Test
    void theSameBytesUnderAnotherNameChangeNothing() throws IOException {
        AttendanceCsv attendance = new AttendanceCsv(201);
        String text = attendance.file(3);
        JsonNode first = emit(0, "first", text);
        String before = stored(attendance);
        JsonNode again = emit(4, "another-name", text);
        assertThat(again.path("state").asText()).isEqualTo("known");
        assertThat(again.path("alreadyKnown").asLong()).isEqualTo(3);
        assertThat(again.path("object").asText()).isNotEqualTo(first.path("object").asText());
        assertThat(stored(attendance)).isEqualTo(before);
    }

    @Test
    void aMendedRejectFileLoadsItsLines() throws IOException {
        AttendanceCsv attendance = new AttendanceCsv(202);
        String wrong = attendance.next("9", "1");
        JsonNode first =
                emit(
                        0,
                        "first",
                        AttendanceCsv.HEADER + "\n" + attendance.next("1", "1") + "\n" + wrong);
        assertThat(first.path("rejectedByRule").path("domain.code").asLong()).isEqualTo(1);
        String refused =
                Files.readString(
                        cqube.object(Buckets.INPUT, first.path("rejectedRecords").asText()));
        assertThat(refused).isEqualTo(AttendanceCsv.HEADER + "\n" + wrong + "\n");

        JsonNode mended =
                emit(
                        0,
                        "mended",
                        refused.replace("|2020-21|6|9|", "|2020-21|6|2|"),
                        "--corrects",
                        first.path("id").asText());

        assertThat(mended.path("loaded").asLong()).isEqualTo(1);
        assertThat(mended.path("corrects").asText()).isEqualTo(first.path("id").asText());
        assertThat(stored(attendance))
                .isEqualTo(days(attendance, 1, "2,1,") + days(attendance, 2, "1,1,"));
    }

    @Test
    void aReplacingCorrectionWinsAndAnEmptyCellErasesNothing() throws IOException {
        AttendanceCsv attendance = new AttendanceCsv(203);
        JsonNode first =
                emit(0, "first", AttendanceCsv.HEADER + "\n" + attendance.line(1, "1", "1", "1"));
        String id = first.path("id").asText();

        JsonNode filling =
                emit(
                        4,
                        "filling",
                        AttendanceCsv.HEADER + "\n" + attendance.line(1, "2", "1", "1"),
                        "--corrects",
                        id);
        assertThat(filling.path("alreadyKnown").asLong()).isEqualTo(1);
        assertThat(stored(attendance)).isEqualTo(days(attendance, 1, "1,1,1,"));

        JsonNode replacing =
                emit(
                        0,
                        "replacing",
                        AttendanceCsv.HEADER + "\n" + attendance.line(1, "2", "NULL", "5"),
                        "--corrects",
                        id,
                        "--replace");
        assertThat(replacing.path("loaded").asLong()).isEqualTo(1);
        assertThat(stored(attendance)).isEqualTo(days(attendance, 1, "2,1,5,"));
    }

    @Test
    void aLateSchoolIsNotLostAndALateDayIsCounted() throws IOException {
        AttendanceCsv early = new AttendanceCsv(204);
        AttendanceCsv late = new AttendanceCsv(205);
        emit(0, "early", AttendanceCsv.HEADER + "\n" + early.line(1, "1", "NULL", "1"));

        JsonNode both =
                emit(
                        0,
                        "late",
                        AttendanceCsv.HEADER
                                + "\n"
                                + late.line(1, "1", "2")
                                + "\n"
                                + early.line(1, "1", "2", "1", "1"));

        assertThat(both.path("loaded").asLong()).isEqualTo(2);
        assertThat(both.path("cellsByRule").path("overlap.period").asLong()).isEqualTo(1);
        assertThat(stored(late)).isEqualTo(days(late, 1, "1,2,"));
        assertThat(stored(early)).isEqualTo(days(early, 1, "1,,1,1,"));
    }

    private JsonNode emit(int exitCode, String name, String text, String... options)
            throws IOException {
        Path file = Files.writeString(folder.resolve(name + ".csv"), text);
        String[] arguments = new String[6 + options.length];
        arguments[0] = "emit";
        arguments[1] = "student_attendance";
        arguments[2] = file.toString();
        arguments[3] = "--base";
        arguments[4] = "student_attendance";
        arguments[5] = "--wait";
        System.arraycopy(options, 0, arguments, 6, options.length);
        return cqube.run(arguments).exits(exitCode).json();
    }

    /** Pupils of the school with their codes, without the empty rest of the month. */
    private String stored(AttendanceCsv attendance) {
        return cqube.run(
                        "sql",
                        "select attendance_id, rtrim(array_to_string(days, ',', ''), ',') || ',' as codes"
                                + " from fact.student_attendance where school_id = "
                                + attendance.school()
                                + " order by 1")
                .well()
                .output()
                .replaceFirst(".*\n", "");
    }

    private static String days(AttendanceCsv attendance, int pupil, String codes) {
        return "%d,\"%s\"%n".formatted(attendance.school() * 1_000 + pupil, codes);
    }
}
