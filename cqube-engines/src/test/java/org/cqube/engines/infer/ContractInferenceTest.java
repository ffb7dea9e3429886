/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.cqube.engines.contract.FieldContract;
import org.cqube.engines.contract.FieldType;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.contract.SourceContract;
import org.cqube.engines.contract.Target;
import org.cqube.engines.finding.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is proposed for which values. */
class ContractInferenceTest {

    /** The values of a column beside an id, and the field that is proposed for them. */
    @ParameterizedTest(name = "{0} is {1} {2}")
    @CsvSource({
        "1 2 30, INTEGER, INT",
        "-1 2 30, INTEGER, INT",
        "1 3000000000, INTEGER, BIGINT",
        "1 123456789012345678901234567890, INTEGER, NUMERIC",
        "007 8, STRING, TEXT",
        "0 1, INTEGER, INT",
        "1.5 2, NUMBER, NUMERIC",
        "0.5 .25, NUMBER, NUMERIC",
        "1e5 2, STRING, TEXT",
        "2020-07-31 2020-02-29, DATE, DATE",
        "2020-07-31 2021-02-29, STRING, TEXT",
        "31-07-2020 01-07-2020, STRING, TEXT",
        "10:05 23:59:59, TIME, TIME",
        "10:05 24:00, STRING, TEXT",
        "2020-07-31_10:05:00.340000000 2020-07-31_10:05:00, DATETIME, TIMESTAMP",
        "TRUE false, BOOLEAN, BOOLEAN",
        "t f 1, BOOLEAN, BOOLEAN",
        "T T, STRING, TEXT",
        "TRUE 3, FLAG_OR_COUNT, BIGINT",
        "2020-21 1999-00, ACADEMIC_YEAR, TEXT",
        "2020-21 2020-22, STRING, TEXT",
        "A B, STRING, TEXT",
        "1 B, STRING, TEXT",
        "1 NULL 3, INTEGER, INT",
        "1 null 3, INTEGER, INT",
        "1 - 3, INTEGER, INT",
        "NA A, STRING, TEXT",
        "NULL NULL, STRING, TEXT"
    })
    void theTypeIsTheNarrowestThatAllValuesFit(String values, FieldType type, String sqlType)
            throws Exception {
        StringBuilder csv = new StringBuilder("id|x\n");
        int id = 10;
        for (String value : values.split(" ")) {
            csv.append(id++).append('|').append(value.replace('_', ' ')).append('\n');
        }
        InferredFile inferred = InferredFile.of(csv.toString());
        FieldContract field = inferred.field("x");
        assertThat(field.type()).isEqualTo(type);
        assertThat(field.sqlType()).hasToString(sqlType);
        assertThat(inferred.clean()).as(inferred.findings()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"|", ",", ";", "\t"})
    void theDelimiterIsTheOneThatSplitsRecordsAsTheHeader(String delimiter) throws Exception {
        String csv = "id|place\n1|\"a, b; c\"\n2|e\n".replace("|", delimiter);
        InferredFile inferred = InferredFile.of(csv);
        assertThat((char) inferred.file().delimiter()).hasToString(delimiter);
        assertThat(inferred.file().fields())
                .extracting(FieldContract::name)
                .contains("id", "place");
        assertThat(inferred.clean()).as(inferred.findings()).isTrue();
    }

    @Test
    void namesFollowTheHeadersWhichBecomeAliases() throws Exception {
        InferredFile inferred =
                InferredFile.of(
                        "StudentId|HaveCWSNToilet|student_id|7|पिन|loaded_at|school name\n1|2|3|4|5|6|7\n");
        assertThat(inferred.file().fields())
                .extracting(FieldContract::name)
                .containsExactly(
                        "student_id_2",
                        "have_cwsn_toilet",
                        "student_id",
                        "column_7",
                        "column",
                        "loaded_at_2",
                        "school_name");
        assertThat(inferred.field("have_cwsn_toilet").aliases()).containsExactly("HaveCWSNToilet");
        assertThat(inferred.clean()).as(inferred.findings()).isTrue();
    }

    @Test
    void whatIsAlwaysFilledIsRequiredAndTextHasASize() throws Exception {
        InferredFile inferred = InferredFile.of("id|a|b\n1|x|\n2|abcdefghijklm|y\n3|z|NULL\n");
        assertThat(inferred.field("a").required()).isTrue();
        assertThat(inferred.field("a").maxLength()).isEqualTo(20);
        assertThat(inferred.field("b").required()).isFalse();
        assertThat(inferred.file().missingValues()).containsExactlyInAnyOrder("", "NULL");
    }

    @Test
    void anotherNullWordIsOneWhereNumbersStandBesideItAndThenEverywhere() throws Exception {
        InferredFile inferred = InferredFile.of("id|a|b\n1|NA|NA\n2|7|x\n");
        assertThat(inferred.file().missingValues()).contains("NA");
        assertThat(inferred.field("b").required()).isFalse();
        assertThat(inferred.clean()).as(inferred.findings()).isTrue();
    }

    @Test
    void theKeyIsAColumnThatTellsRecordsApartNumbersFirst() throws Exception {
        InferredFile inferred = InferredFile.of("name|code|x\na|1|1\nb|2|1\nc|3|1\n");
        assertThat(inferred.file().primaryKey()).containsExactly("code");
        assertThat(inferred.file().target().key()).containsExactly("code");
        assertThat(inferred.file().duplicates()).hasSize(2);
    }

    @Test
    void elseAPair() throws Exception {
        InferredFile inferred = InferredFile.of("school_id|grade|n\n1|1|5\n1|2|5\n2|1|5\n2|2|6\n");
        assertThat(inferred.file().primaryKey()).containsExactly("school_id", "grade");
        assertThat(inferred.file().references()).hasSize(1);
        assertThat(inferred.clean()).as(inferred.findings()).isTrue();
    }

    @Test
    void recordsThatAreEqualAsAWholeDoNotSpoilAKey() throws Exception {
        InferredFile inferred = InferredFile.of("id|x\n1|a\n2|b\n2|b\n");
        assertThat(inferred.file().primaryKey()).containsExactly("id");
        assertThat(inferred.result().rejectedByRule())
                .containsExactly(Map.entry("duplicate.mirror", 1L));
        assertThat(inferred.notes()).singleElement().asString().contains("duplicate.mirror=1");
    }

    @Test
    void valuesThatAreOneNumberWrittenTwiceAreNoKey() throws Exception {
        InferredFile inferred = InferredFile.of("a|b\n1|x\n+1|y\n2|z\n");
        assertThat(inferred.file().primaryKey()).containsExactly("b");
        assertThat(inferred.clean()).as(inferred.findings()).isTrue();
    }

    @Test
    void withoutAKeyThereIsANoteAndNoRule() throws Exception {
        InferredFile inferred = InferredFile.of("a|b|c\n1|1|1\n1|1|2\n1|1|\n");
        assertThat(inferred.file().primaryKey()).containsExactly("a", "b");
        assertThat(inferred.file().duplicates()).hasSize(1);
        assertThat(inferred.notes()).singleElement().asString().contains("Choose one");
        assertThat(inferred.clean()).as(inferred.findings()).isTrue();
    }

    @Test
    void fewCodesThatComeOftenAreAListThatOthersMayExceed() throws Exception {
        StringBuilder csv = new StringBuilder("id|medium|many\n");
        for (int i = 0; i < 40; i++) {
            csv.append(i).append(i % 2 == 0 ? "|Hindi|" : "|English|").append(i).append("x\n");
        }
        InferredFile inferred = InferredFile.of(csv.toString());
        assertThat(inferred.field("medium").allowed())
                .containsExactlyInAnyOrder("Hindi", "English");
        assertThat(inferred.field("medium").codeOutcome()).isEqualTo(Outcome.WARN);
        assertThat(inferred.field("many").allowed()).isEmpty();
    }

    @Test
    void coordinatesAreRecognisedWhereEveryRecordHasOne() throws Exception {
        InferredFile inferred =
                InferredFile.of("id|Latitude|Longitude\n1|20.5|73.25\n2|21.5|74.25\n");
        assertThat(inferred.field("latitude").geo()).isEqualTo(FieldContract.Geo.LATITUDE);
        assertThat(inferred.field("longitude").geo()).isEqualTo(FieldContract.Geo.LONGITUDE);
        InferredFile holes = InferredFile.of("id|Latitude\n1|20.5\n2|0.0\n");
        assertThat(holes.field("latitude").geo()).isEqualTo(FieldContract.Geo.NONE);
        assertThat(holes.clean()).as(holes.findings()).isTrue();
    }

    @Test
    void aColumnPerDayIsAMonthOfDays() throws Exception {
        InferredFile inferred =
                InferredFile.of(
                        days(
                                "Id|StudentId|SchoolId|AcademicYear|Month",
                                "1|2|3|2020-21|7",
                                "2|3|3|2020-21|7"));
        FileContract file = inferred.file();
        assertThat(file.target().kind()).isEqualTo(Target.Kind.DAYS);
        assertThat(file.target().key()).containsExactly("school_id", "student_id", "month_start");
        assertThat(file.target().days().recordId()).isEqualTo("id");
        assertThat(file.fields()).filteredOn(field -> field.day() > 0).hasSize(31);
        assertThat(inferred.field("day_31").allowed()).containsExactlyInAnyOrder("1", "2");
        assertThat(file.duplicates()).hasSize(3);
        assertThat(inferred.clean()).as(inferred.findings()).isTrue();
    }

    @Test
    void withoutAnIdOfTheMonthSchoolPersonYearAndMonthAreTheKey() throws Exception {
        InferredFile inferred =
                InferredFile.of(
                        days("AC_YEAR|TCHCD|MONTH|SCHCD", "2020-21|2|7|3", "2020-21|2|8|3"));
        assertThat(inferred.file().primaryKey())
                .containsExactly("schcd", "tchcd", "ac_year", "month");
        assertThat(inferred.file().target().days().recordId()).isNull();
        assertThat(inferred.clean()).as(inferred.findings()).isTrue();
    }

    @Test
    void daysOfWhichSeveralRecordsHaveOneMonthAreColumnsLikeOthers() throws Exception {
        InferredFile inferred =
                InferredFile.of(
                        days(
                                "Id|StudentId|SchoolId|AcademicYear|Month",
                                "1|2|3|2020-21|7",
                                "2|2|3|2020-21|7"));
        assertThat(inferred.file().target().kind()).isEqualTo(Target.Kind.RECORD);
        assertThat(inferred.notes()).singleElement().asString().contains("column per day");
        assertThat(inferred.clean()).as(inferred.findings()).isTrue();
    }

    private static String days(String columns, String... records) {
        StringBuilder csv = new StringBuilder(columns);
        for (int day = 1; day <= 31; day++) {
            csv.append('|').append(day);
        }
        List<String> cells = new ArrayList<>(Collections.nCopies(30, "1"));
        cells.add("2");
        for (String record : records) {
            csv.append('\n').append(record).append('|').append(String.join("|", cells));
        }
        return csv.append('\n').toString();
    }

    @Test
    void theSourceIsCalledAfterTheFileAndWhatIsCalledMasterUpdates() throws Exception {
        byte[] csv = "id\n1\n".getBytes(StandardCharsets.UTF_8);
        SourceContract master = InferredFile.of(csv, "Village Mst_20200801060000.CSV").contract();
        assertThat(master.name()).isEqualTo("village_mst");
        assertThat(master.kind()).isEqualTo(SourceContract.Kind.MASTER);
        assertThat(master.files().getFirst().target().schema()).isEqualTo("master");
        assertThat(InferredFile.of(csv, "7 días.csv").contract().name()).isEqualTo("column_7_d_as");
    }

    @Test
    void recordsThatNoContractAcceptsAreNoted() throws Exception {
        InferredFile inferred = InferredFile.of("id|x\n1|a\n2\n3|b\u0007\n4|c\n");
        assertThat(inferred.result().accepted()).isEqualTo(2);
        assertThat(inferred.notes())
                .singleElement()
                .asString()
                .contains("column.count", "characters");
        assertThat(inferred.field("x").type()).isEqualTo(FieldType.STRING);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = ';',
            value = {
                "''; no header line",
                "a|b; no record",
                "a|A␊1|2; two columns have the header A",
                "|␊1|2; no column has a header",
                "a|b␊1␊2; none of the file's records",
                "a|b␊1|␊|2; no column has a value in every record",
                "a|b␊1|\"2␊3|4; the quote opened on line 2 is never closed"
            })
    void whatNoContractCouldAcceptSaysWhy(String csv, String why) {
        assertThatThrownBy(() -> InferredFile.of(csv.replace('␊', '\n')))
                .isInstanceOf(NotInferableException.class)
                .hasMessageContaining(why);
    }

    @Test
    void aColumnWithoutHeaderIsLeftOutAndNoted() throws IOException, NotInferableException {
        InferredFile inferred = InferredFile.of("id||x\n1|2|3\n");
        assertThat(inferred.file().fields())
                .extracting(FieldContract::name)
                .containsExactly("id", "x");
        assertThat(inferred.notes()).singleElement().asString().contains("without a header", ": 2");
    }
}
