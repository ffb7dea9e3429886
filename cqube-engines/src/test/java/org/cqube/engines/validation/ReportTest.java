/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.finding.Refusal;
import org.cqube.engines.finding.Rule;
import org.cqube.engines.testing.Cases;
import org.junit.jupiter.api.Test;

/** What validation writes: canonical records, findings, and refused records. */
class ReportTest {

    private static final String ATTENDANCE =
            "StudentAttendanceId|StudentId|SchoolId|AadhaarUID|AcademicYear|Month|1|2|30";

    private final FileContract school = Validated.contract("school");
    private final FileContract attendance = Validated.contract("attendance");

    @Test
    void refusedRecordsKeepTheirBytesAndGetAMissingLineEnd() throws Exception {
        Validated validated =
                Validated.of(
                        "«EFBBBF»\"school_id\"|school|latitude|longitude␍␊"
                                + "␊"
                                + "x|A|1|2␍␊"
                                + "1|B|1|2␊"
                                + "2|\"C | \"\"D\"\"\"|1␍"
                                + "y|  E|1|2",
                        school);
        assertThat(validated.rejected())
                .isEqualTo(
                        Cases.bytes(
                                "«EFBBBF»\"school_id\"|school|latitude|longitude␍␊"
                                        + "x|A|1|2␍␊"
                                        + "2|\"C | \"\"D\"\"\"|1␍"
                                        + "y|  E|1|2␊"));
        assertThat(validated.findingRecords())
                .extracting(finding -> finding.get(0) + " " + finding.get(1))
                .containsExactly("3 column.type", "5 column.count", "6 column.type");
        assertThat(validated.result().blankLines()).isEqualTo(1);
        assertThat(validated.result().recordsIn()).isEqualTo(4);
    }

    @Test
    void refusedRecordsEmittedAgainAreRefusedTheSameWay() throws Exception {
        Validated first =
                Validated.of("school_id|school|latitude|longitude␊x|A|1|2␊1|B|1|2␊y|C|1|2", school);
        Validated again = Validated.of(first.rejected(), school, Validated.OPTIONS);
        assertThat(again.result().rejectedByRule()).isEqualTo(first.result().rejectedByRule());
        assertThat(again.rejected()).isEqualTo(first.rejected());
    }

    @Test
    void recordBeyondTheLimitsIsWrittenOutWhole() throws Exception {
        byte[] head = "school_id|school|latitude|longitude\n1|".getBytes();
        byte[] raw = new byte[(9 << 20) + head.length];
        java.util.Arrays.fill(raw, (byte) 'x');
        System.arraycopy(head, 0, raw, 0, head.length);
        System.arraycopy("\n2|B|1|2".getBytes(), 0, raw, raw.length - 8, 8);
        Validated validated = Validated.of(raw, school, Validated.OPTIONS);
        assertThat(validated.result().rejectedByRule()).isEqualTo(Map.of("column.line", 1L));
        assertThat(validated.result().accepted()).isEqualTo(1);
        assertThat(validated.rejected()).isEqualTo(java.util.Arrays.copyOf(raw, raw.length - 7));
    }

    @Test
    void cellsThatASpreadsheetWouldRunAreDisarmed() throws Exception {
        Validated validated =
                Validated.of(
                        "school_id|school|latitude|longitude|=cmd()␊"
                                + "=1+1|A|1|2|␊-x|A|1|2|␊+x|A|1|2|␊@x|A|1|2|␊",
                        school);
        assertThat(validated.findingRecords())
                .extracting(finding -> finding.get(2) + " " + finding.get(3))
                .containsExactly(
                        "'=cmd() ",
                        "school_id '=1+1",
                        "school_id '-x",
                        "school_id '+x",
                        "school_id '@x");
    }

    /** The report stands beside the raw file, and is there to find a value and mend it. */
    @Test
    void valuesAreShownAlsoOfPersonalColumns() throws Exception {
        Validated validated =
                Validated.of(
                        ATTENDANCE
                                + "␊1|77secret|5|1|2020-21|7|1|1|1␊"
                                + "x|7|5|99secret|2020-21|7|1|1|1␊"
                                + "3|424242|5|1|2020-21|7|1|1|1␊"
                                + "4|424242|5|1|2020-21|7|1|1|1␊",
                        attendance);
        assertThat(validated.findingRecords())
                .extracting(finding -> finding.get(1) + " " + finding.get(2) + " " + finding.get(3))
                .containsExactly(
                        "column.type StudentId 77secret",
                        "column.type StudentAttendanceId x",
                        "column.type AadhaarUID 99secret",
                        "duplicate.id-conflict StudentId, SchoolId, AcademicYear, Month 424242, 5, 2020-21, 7",
                        "duplicate.id-conflict StudentId, SchoolId, AcademicYear, Month 424242, 5, 2020-21, 7");
    }

    @Test
    void sharedPlaceIsReportedWithBothIds() throws Exception {
        Validated validated =
                Validated.of(
                        "school_id|school|latitude|longitude␊104|D|20.5|70.5␊105|E|20.50|70.5␊",
                        school);
        assertThat(validated.findingRecords())
                .extracting(finding -> finding.get(3) + ": " + finding.get(4))
                .containsExactly(
                        "20.5, 70.5: the same latitude, longitude as on line 3 (school_id 105) with"
                                + " other values; none of them stays",
                        "20.5, 70.5: the same latitude, longitude as on line 2 (school_id 104) with"
                                + " other values; none of them stays");
    }

    @Test
    void canonicalFileHasTheStoredFieldsInContractOrder() throws Exception {
        Validated validated =
                Validated.of(
                        "30|2|1|Month|AcademicYear|AadhaarUID|SchoolId|StudentId|StudentAttendanceId␊"
                                + "5|null|␠1␠|07|2020-21|123|0005|+11|9␊",
                        attendance);
        assertThat(new String(validated.canonical(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "_line,attendance_id,student_id,school_id,year,month,day_1,day_2,day_30\n"
                                + "2,9,11,5,2020-21,7,1,,5\n");
    }

    @Test
    void impossibleDaysAreCountedAndSummarised() throws Exception {
        ValidationOptions options =
                new ValidationOptions(
                        LocalDate.of(2021, 3, 1), 6, null, Path.of("target"), 1 << 20);
        Validated validated =
                Validated.of(
                        Cases.bytes(
                                ATTENDANCE
                                        + "␊1|11|5|1|2020-21|2|1|1|1␊"
                                        + "2|12|5|1|2020-21|2|1|1|2␊"
                                        + "3|13|6|1|2020-21|3|1|2|5␊"
                                        + "4|14|6|1|2020-21|3|1|5|2␊"
                                        + "5|15|6|1|2020-21|4|5|NULL|1␊"
                                        + "5|15|6|1|2020-21|4|5|NULL|2␊"),
                        attendance,
                        options);
        assertThat(validated.result().cellsByRule())
                .isEqualTo(Map.of("domain.day", 2L, "domain.future", 3L));
        assertThat(validated.result().rejectedByRule()).isEqualTo(Map.of("duplicate.mirror", 1L));
        assertThat(validated.findingRecords())
                .extracting(finding -> String.join(" ", finding))
                .containsExactly(
                        "7 duplicate.mirror   the same record as on line 6, which stays",
                        "0 domain.day 30 2021-02-30 school 5: 2 cells not taken, a day that the month"
                                + " does not have",
                        "0 domain.future 2 2021-03-02 school 6: 1 cell not taken, a day after the"
                                + " emission of 2021-03-01",
                        "0 domain.future 30 2021-03-30 school 6: 1 cell not taken, a day after the"
                                + " emission of 2021-03-01",
                        "0 domain.future 30 2021-04-30 school 6: 1 cell not taken, a day after the"
                                + " emission of 2021-03-01");
        assertThat(validated.canonicalRecords())
                .extracting(record -> String.join(",", record.subList(6, 9)))
                .containsExactly("1,1,", "1,1,", "1,,5", "1,5,", "5,,");
    }

    @Test
    void twentyNinthOfFebruaryExistsInLeapYears() throws Exception {
        // the contract of the test has no day 29; the 30th never exists, the 1st and 2nd always do
        Validated leap = Validated.of(ATTENDANCE + "␊1|11|5|1|2019-20|2|1|1|1␊", attendance);
        assertThat(leap.result().cellsByRule()).isEqualTo(Map.of("domain.day", 1L));
    }

    @Test
    void missingCoordinatesWarn() throws Exception {
        Validated validated =
                Validated.of(
                        "school_id|school|latitude|longitude␊1|A|∅|2␊2|B|1|0.0␊3|C|3|4␊", school);
        assertThat(validated.result().warnings()).isEqualTo(Map.of("geo.missing", 2L));
        assertThat(validated.result().accepted()).isEqualTo(3);
    }

    @Test
    void sha256IsThatOfTheRawBytes() throws Exception {
        byte[] raw = "school_id|school|latitude|longitude\n1|A|1|2\n".getBytes();
        assertThat(Validated.of(raw, school, Validated.OPTIONS).result().sha256())
                .isEqualTo(
                        HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(raw)));
    }

    @Test
    void shareOfRefusedRecordsMayBeLimited() throws Exception {
        byte[] raw =
                "school_id|school|latitude|longitude\n1|A|1|2\n2|B|91|2\n3|C|5|6\n3|C|5|6\n"
                        .getBytes();
        ValidationOptions half = new ValidationOptions(null, 6, 50.0, Path.of("target"), 0);
        ValidationOptions less = new ValidationOptions(null, 6, 49.9, Path.of("target"), 0);
        assertThat(Validated.of(raw, school, half).result().rejected()).isEqualTo(2);
        Refusal refusal =
                catchThrowableOfType(Refusal.class, () -> Validated.of(raw, school, less));
        assertThat(refusal.rule()).isEqualTo(Rule.FILE_THRESHOLD);
        assertThat(refusal.recordsIn()).isEqualTo(4);
        assertThat(refusal.found()).isEqualTo("50.00 %");
    }

    @Test
    void oneRecordInAHundredMayHaveBytesThatAreNotUtf8() throws Exception {
        String good = "1|A|1|2␊".repeat(99);
        Validated escapes =
                Validated.of("school_id|school|latitude|longitude␊" + good + "2|«FF»|1|2␊", school);
        assertThat(escapes.result().rejectedByRule()).containsEntry("characters", 1L);
        Refusal refusal =
                catchThrowableOfType(
                        Refusal.class,
                        () ->
                                Validated.of(
                                        "school_id|school|latitude|longitude␊"
                                                + good
                                                + "2|«FF»|1|2␊3|«C3»|1␊",
                                        school));
        assertThat(refusal.rule()).isEqualTo(Rule.FILE_ENCODING);
        assertThat(refusal.violation().line()).isEqualTo(101);
        assertThat(refusal.recordsIn()).isEqualTo(101);
    }

    @Test
    void fileThatChangesBetweenThePassesIsAFaultOfTheWorld() {
        AtomicInteger opened = new AtomicInteger();
        String header = "school_id|school|latitude|longitude\n1|A|1|2\n";
        assertThatThrownBy(
                        () ->
                                RecordValidation.validate(
                                        () ->
                                                new ByteArrayInputStream(
                                                        (header
                                                                        + "2|B|3|4\n"
                                                                                .repeat(
                                                                                        opened
                                                                                                .getAndIncrement()))
                                                                .getBytes()),
                                        school,
                                        Validated.OPTIONS,
                                        OutputStream.nullOutputStream(),
                                        OutputStream.nullOutputStream(),
                                        OutputStream.nullOutputStream()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("changed");
    }

    @Test
    void nothingIsWrittenForARefusedFile() {
        OutputStream forbidden =
                new OutputStream() {
                    @Override
                    public void write(int b) {
                        throw new AssertionError("written");
                    }
                };
        assertThatThrownBy(
                        () ->
                                RecordValidation.validate(
                                        () -> new ByteArrayInputStream("school_id\n1\n".getBytes()),
                                        school,
                                        Validated.OPTIONS,
                                        forbidden,
                                        forbidden,
                                        forbidden))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void longValuesAreCutInTheReport() throws Exception {
        Validated validated =
                Validated.of(
                        "school_id|school|latitude|longitude␊" + "x".repeat(500) + "|A|1|2␊",
                        school);
        assertThat(validated.findingRecords().getFirst().get(3)).hasSize(200);
        assertThat(List.of(validated.findingRecords().getFirst().get(1)))
                .containsExactly("column.type");
    }
}
