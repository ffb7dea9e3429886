/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.time.Period;
import java.util.List;
import java.util.Map;
import org.cqube.engines.finding.Outcome;
import org.cqube.engines.finding.Rule;
import org.cqube.engines.testing.Cases;
import org.junit.jupiter.api.Test;

class ContractReaderTest {

    private static SourceContract read(String resource) throws IOException, ContractException {
        return parse(Cases.text(ContractReaderTest.class, resource));
    }

    private static SourceContract parse(String json) throws IOException, ContractException {
        return ContractReader.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void readsWhatTheContractSays() throws Exception {
        SourceContract contract = read("../validation/attendance.json");
        assertThat(contract.name()).isEqualTo("attendance");
        assertThat(contract.kind()).isEqualTo(SourceContract.Kind.FACT);
        assertThat(contract.hash()).matches("[0-9a-f]{64}");
        FileContract file = contract.file("attendance").orElseThrow();
        assertThat(file.delimiter()).isEqualTo((byte) '|');
        assertThat(file.quote()).isEqualTo((byte) '"');
        assertThat(file.primaryKey()).containsExactly("attendance_id");
        assertThat(file.missingValues()).containsExactlyInAnyOrder("", "NULL");
        assertThat(file.overlap())
                .isEqualTo(new Overlap(Overlap.Policy.AFTER_LAST_DAY, Overlap.Scope.SCHOOL));
        assertThat(file.target())
                .isEqualTo(
                        new Target(
                                Target.Kind.DAYS,
                                "fact",
                                "attendance",
                                List.of("school_id", "student_id", "month_start"),
                                new Days(
                                        "school_id",
                                        "student_id",
                                        "attendance_id",
                                        "year",
                                        "month"),
                                Map.of(),
                                null,
                                false,
                                null));
        assertThat(file.duplicates().get(1))
                .isEqualTo(
                        new DuplicateRule(
                                Rule.DUPLICATE_ID_CONFLICT,
                                List.of("attendance_id"),
                                List.of(),
                                DuplicateRule.Keep.NONE,
                                false));
        assertThat(file.storedFields())
                .extracting(FieldContract::name)
                .doesNotContain("aadhaar_uid");
    }

    @Test
    void readsWhatAFieldSays() throws Exception {
        FileContract file = read("../validation/attendance.json").files().getFirst();
        FieldContract year = file.field("year").orElseThrow();
        assertThat(year.type()).isEqualTo(FieldType.ACADEMIC_YEAR);
        assertThat(year.column()).isEqualTo("academic_year");
        FieldContract month = file.field("month").orElseThrow();
        assertThat(month.maximum()).isEqualByComparingTo(BigDecimal.valueOf(12));
        assertThat(month.sqlType()).isEqualTo(SqlType.INT);
        FieldContract day = file.field("day_30").orElseThrow();
        assertThat(day.day()).isEqualTo(30);
        assertThat(day.allowed()).containsExactlyInAnyOrder("1", "2", "5");
        assertThat(day.codeOutcome()).isEqualTo(Outcome.ROW);
        FieldContract aadhaar = file.field("aadhaar_uid").orElseThrow();
        assertThat(aadhaar.optional() && aadhaar.personal() && !aadhaar.stored()).isTrue();
        assertThat(aadhaar.sqlType()).isEqualTo(SqlType.BIGINT);
    }

    @Test
    void readsWhatFewContractsSay() throws Exception {
        SourceContract contract = read("../validation/exam.json");
        assertThat(contract.expected())
                .isEqualTo(new Expected(Period.ofDays(1), LocalTime.of(20, 0)));
        FileContract file = contract.files().getFirst();
        assertThat(file.checks()).containsExactly("checks.sql");
        assertThat(file.maximumRejectedPercent()).isEqualTo(12.5);
        assertThat(file.target().history()).isTrue();
        assertThat(file.target().constants()).isEqualTo(Map.of("exam", "yearly"));
        Reference reference = file.references().getFirst();
        assertThat(reference.policy()).isEqualTo(Reference.Policy.REJECT);
        assertThat(reference.where()).isEqualTo(Map.of("kind", "pupil"));
        FieldContract marks = file.field("marks").orElseThrow();
        assertThat(marks.extras().maximumBy())
                .isEqualTo(
                        new MaximumBy(
                                "grade",
                                Map.of(
                                        "3",
                                        BigDecimal.valueOf(40),
                                        "6",
                                        BigDecimal.valueOf(80.5))));
        assertThat(file.field("helpers").orElseThrow().type()).isEqualTo(FieldType.FLAG_OR_COUNT);
        FieldContract year = file.field("year").orElseThrow();
        assertThat(year.extras().whenNull()).isEqualTo(FieldExtras.Default.EMISSION_ACADEMIC_YEAR);
        assertThat(year.mayBeAbsent()).isTrue();
        assertThat(file.field("longitude").orElseThrow().extras().expected())
                .isEqualTo(new Range(BigDecimal.valueOf(68), null));
    }

    @Test
    void whatFewContractsSayIsNothingByDefault() throws Exception {
        SourceContract contract = read("../validation/school.json");
        assertThat(contract.expected()).isNull();
        FileContract file = contract.files().getFirst();
        assertThat(file.checks()).isEmpty();
        assertThat(file.maximumRejectedPercent()).isNull();
        assertThat(file.target().history()).isFalse();
        assertThat(file.fields()).extracting(FieldContract::extras).containsOnly(FieldExtras.NONE);
    }

    @Test
    void hashChangesWithAnyByte() throws Exception {
        String json = Cases.text(getClass(), "../validation/school.json");
        assertThat(parse(json).hash()).isEqualTo(parse(json).hash());
        assertThat(parse(json + " ").hash()).isNotEqualTo(parse(json).hash());
    }

    @Test
    void allErrorsAreReportedTogether() {
        String json =
                Cases.text(getClass(), "../validation/school.json")
                        .replace("\"cqube:kind\": \"master\"", "\"cqube:kind\": \"masters\"")
                        .replace("\"keep\": \"first\"", "\"keep\": \"last\"");
        ContractException e = catchThrowableOfType(ContractException.class, () -> parse(json));
        assertThat(e.errors()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(e.getMessage()).contains("/cqube:kind").contains("/keep");
    }

    @Test
    void schemaIsShipped() throws IOException {
        assertThat(ContractReader.jsonSchema()).contains("\"$id\": \"urn:cqube:datapackage:1\"");
    }
}
