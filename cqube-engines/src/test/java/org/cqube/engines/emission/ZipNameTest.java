/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.emission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import org.cqube.engines.finding.Refusal;
import org.cqube.engines.finding.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of zips and CSVs, with and without time stamps. */
class ZipNameTest {

    private static final LocalDateTime TIME = LocalDateTime.of(2020, 9, 15, 18, 30, 0);

    @ParameterizedTest
    @CsvSource({
        "student_attendance_20200915183000.zip,    student_attendance, 2020-09-15T18:30",
        "folder/student_attendance_20200915183000.zip, student_attendance, 2020-09-15T18:30",
        "student_attendance.zip,                   student_attendance,",
        "student_attendance_2020091518300.zip,     student_attendance_2020091518300,",
        "form2_20240229000000.zip,                 form2,              2024-02-29T00:00",
    })
    void namesAreRead(String key, String base, LocalDateTime timestamp) throws Refusal {
        assertThat(ZipName.parse(key)).isEqualTo(new ZipName(base, Optional.ofNullable(timestamp)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "student_attendance.csv",
                "student_attendance",
                "Student_Attendance.zip",
                "student attendance.zip",
                "student_attendance (1).zip",
                "student_attendance_20200230183000.zip",
                "student_attendance_20200915246000.zip",
                "20200915183000.zip",
                "_20200915183000.zip",
                ".zip",
                "",
                "a/b/",
            })
    void otherNamesAreRefused(String key) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> ZipName.parse(key));

        assertThat(refusal.rule()).isEqualTo(Rule.FILE_NAME);
        assertThat(refusal.violation().message()).contains("<base name>_<yyyyMMddHHmmss>.zip");
    }

    @Test
    void aNameThatIsWrittenIsReadAgain() throws Refusal {
        ZipName name = new ZipName("student_attendance", Optional.of(TIME));

        assertThat(ZipName.parse(ZipName.zip("student_attendance", TIME))).isEqualTo(name);
        assertThat(ZipName.parseCsv(ZipName.csv("student_attendance", TIME))).isEqualTo(name);
    }

    @Test
    void thePlaceIsTheTimeStampElseTheTimeOfUpload() throws Refusal {
        Instant uploaded = Instant.parse("2020-09-16T00:00:00Z");
        ZoneId india = ZoneId.of("Asia/Kolkata");

        assertThat(ZipName.parse("item_20200915183000.zip").place(uploaded, india))
                .isEqualTo(Instant.parse("2020-09-15T13:00:00Z"));
        assertThat(ZipName.parse("item.zip").place(uploaded, india)).isEqualTo(uploaded);
    }
}
