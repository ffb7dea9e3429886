/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.processors;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Overlap, correction and reject files of attendance, from zip to table. */
class AttendanceRulesTest {
    private static final String SOURCE = Attendance.SOURCE;
    private static final long SCHOOL = Attendance.SCHOOL;
    private static final long OTHER = Attendance.OTHER_SCHOOL;

    private final World world = World.WORLD;
    private Chain chain;

    @BeforeEach
    void reset() {
        world.reset();
        chain = new Chain(world, SOURCE);
    }

    private String rejects(final long emission, final String column) {
        final String key =
                world.database.one(
                        "select " + column + " from meta.emission where emission_id = ?", emission);
        return key.isEmpty()
                ? ""
                : new String(world.bytes(World.INPUT, key), StandardCharsets.UTF_8);
    }

    private String counts(final long emission) {
        return world.database.counts(emission);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({
        // day 1 is processed by all, day 2 by the other school alone, pupil 12 missed day 1
        "after-last-day, school, 1|1.2, 2|.12, 3|11",
        "after-last-day, state, 1|1.2, 2|..2, 3|11",
        "open-days, school, 1|1.2, 2|.12, 3|11",
        "open-days, state, 1|1.2, 2|..2, 3|11",
        "open-cells, school, 1|1.2, 2|212, 3|11",
        "contract, contract, 1|1.2, 2|.12, 3|11"
    })
    void policyAndScopeSayWhichDaysAreTaken(
            final String policy,
            final String scope,
            final String first,
            final String second,
            final String third) {
        chain.with("filter", "Overlap Policy", policy).with("filter", "Overlap Scope", scope);
        chain.load(
                SOURCE,
                "20200702080000",
                Attendance.csv(
                        Attendance.row(1, 11, SCHOOL, "1"),
                        Attendance.row(2, 12, SCHOOL, "."),
                        Attendance.row(3, 13, OTHER, "11")));

        chain.load(
                SOURCE,
                "20200704080000",
                Attendance.csv(
                        Attendance.row(1, 11, SCHOOL, "2.2"),
                        Attendance.row(2, 12, SCHOOL, "212")));

        assertThat(
                        world.database.lines(
                                "select attendance_id, rtrim(array_to_string(days, '', '.'), '.')"
                                        + " from fact.student_attendance order by 1"))
                .containsExactly(first, second, third);
    }

    @Test
    void aLateDistrictIsNotLostUnderScopeSchool() {
        chain.load(
                SOURCE,
                "20200710080000",
                Attendance.csv(Attendance.row(1, 11, SCHOOL, "111111111")));
        final long late =
                chain.load(
                        SOURCE,
                        "20200711080000",
                        Attendance.csv(Attendance.row(2, 12, OTHER, "222")));

        assertThat(counts(late)).isEqualTo("loaded|1|1|0|0");
        assertThat(Attendance.stored(world))
                .containsExactly(
                        "1|" + SCHOOL + "|11|2020-07|111111111", "2|" + OTHER + "|12|2020-07|222");
    }

    @Test
    void cellsThatCameTooLateAreSummarisedPerSchoolAndDay() {
        chain.load(SOURCE, "20200703080000", Attendance.csv(Attendance.row(1, 11, SCHOOL, "1.1")));
        final long late =
                chain.load(
                        SOURCE,
                        "20200704080000",
                        Attendance.csv(
                                Attendance.row(1, 11, SCHOOL, "211"),
                                Attendance.row(2, 12, SCHOOL, "222")));

        assertThat(counts(late)).isEqualTo("loaded|2|1|0|1");
        assertThat(world.database.rules(late)).contains("cell|overlap.period|5");
        assertThat(rejects(late, "rejects_key").lines().filter(l -> l.contains("overlap.period")))
                .hasSize(3)
                .allMatch(line -> line.startsWith("0,overlap.period,"))
                .anyMatch(
                        line -> line.contains("2020-07-01") && line.contains("--corrects " + late));
        assertThat(rejects(late, "rejected_key")).isEmpty();
    }

    @Test
    void aCorrectionFillsWhatIsEmptyAndReplaceWinsButNullNeverErases() {
        final long first =
                chain.load(
                        SOURCE,
                        "20200704080000",
                        Attendance.csv(Attendance.row(1, 11, SCHOOL, "1.21")));

        chain.correct(
                SOURCE,
                "20200705080000",
                Attendance.csv(Attendance.row(1, 11, SCHOOL, "22.2")),
                first,
                false);
        chain.load();
        final long fill = chain.newest();

        assertThat(counts(fill)).isEqualTo("loaded|1|1|0|0");
        assertThat(Attendance.stored(world)).containsExactly("1|" + SCHOOL + "|11|2020-07|1221");

        chain.correct(
                SOURCE,
                "20200706080000",
                Attendance.csv(Attendance.row(1, 11, SCHOOL, "22.2")),
                first,
                true);
        chain.load();

        assertThat(counts(chain.newest())).isEqualTo("loaded|1|1|0|0");
        assertThat(Attendance.stored(world)).containsExactly("1|" + SCHOOL + "|11|2020-07|2222");
    }

    @Test
    void theSameBytesAsACorrectionFillWhatCameTooLate() {
        chain.load(SOURCE, "20200703080000", Attendance.csv(Attendance.row(1, 11, SCHOOL, "..1")));
        final String csv = Attendance.csv(Attendance.row(2, 12, SCHOOL, "122"));
        final long late = chain.load(SOURCE, "20200704080000", csv);
        assertThat(world.database.rules(late)).contains("cell|overlap.period|3");

        chain.correct(SOURCE, "20200705080000", csv, late, false);
        chain.load();

        assertThat(counts(chain.newest())).isEqualTo("loaded|1|1|0|0");
        assertThat(Attendance.stored(world)).contains("2|" + SCHOOL + "|12|2020-07|122");

        chain.correct(SOURCE, "20200706080000", csv, late, false);
        chain.load();

        assertThat(counts(chain.newest())).isEqualTo("known|1|0|0|1");
    }

    @Test
    void aRowThatChangesItsIdOrOwnerIsRefusedAndTheRejectFilesSayWhere() {
        chain.load(
                SOURCE,
                "20200702080000",
                Attendance.csv(
                        Attendance.row(1, 11, SCHOOL, "1"), Attendance.row(2, 12, SCHOOL, "1")));
        final String bad = Attendance.row(4, 14, SCHOOL, "x");
        final String otherId = Attendance.row(9, 12, SCHOOL, "12");
        final String otherOwner = Attendance.row(1, 15, OTHER, "22");
        final String csv =
                Attendance.csv(otherOwner, Attendance.row(3, 13, SCHOOL, "12"), bad, otherId);

        final long second = chain.load(SOURCE, "20200703080000", csv);

        assertThat(counts(second)).isEqualTo("loaded|4|1|3|0");
        assertThat(world.database.rules(second)).contains("row|column.type|1", "row|overlap.key|2");
        final String header = csv.lines().findFirst().orElseThrow();
        assertThat(rejects(second, "rejected_key"))
                .isEqualTo(String.join("\n", header, otherOwner, bad, otherId) + "\n");
        assertThat(
                        rejects(second, "rejects_key")
                                .lines()
                                .filter(line -> !line.contains("ref.school"))
                                .filter(line -> !line.startsWith("0,"))
                                .map(line -> line.split(",", 4))
                                .map(cells -> cells[0] + "," + cells[1] + "," + cells[2]))
                .containsExactly(
                        "line,rule,column",
                        "2,overlap.key,StudentAttendanceId",
                        "4,column.type,1",
                        "5,overlap.key,StudentAttendanceId");
    }

    @Test
    void aMendedRejectFileLoadsItsRows() {
        final long first =
                chain.load(
                        SOURCE,
                        "20200703080000",
                        Attendance.csv(
                                Attendance.row(1, 11, SCHOOL, "11"),
                                Attendance.row(2, 12, SCHOOL, "1x")));
        assertThat(counts(first)).isEqualTo("loaded|2|1|1|0");

        chain.correct(
                SOURCE,
                "20200704080000",
                rejects(first, "rejected_key").replace("x", "2"),
                first,
                false);
        chain.load();

        assertThat(counts(chain.newest())).isEqualTo("loaded|1|1|0|0");
        assertThat(Attendance.stored(world))
                .containsExactly(
                        "1|" + SCHOOL + "|11|2020-07|11", "2|" + SCHOOL + "|12|2020-07|12");
    }

    @Test
    void theSameBytesAreKnownUnderAnyName() {
        final String csv = Attendance.csv(Attendance.row(1, 11, SCHOOL, "11"));
        chain.load(SOURCE, "20200703080000", csv);
        final long second =
                chain.load(
                        SOURCE,
                        "20200704080000",
                        Attendance.csv(Attendance.row(2, 12, SCHOOL, "..1")));

        chain.emit("student_attendance.zip", Zips.of(SOURCE, "20200709080000", csv));
        chain.load();

        assertThat(counts(second)).startsWith("loaded");
        assertThat(counts(chain.newest())).isEqualTo("known|1|0|0|1");
    }

    @Test
    void schoolsThatNoMasterHasAreWarnedOfAndLoaded() {
        final long emission =
                chain.load(
                        SOURCE,
                        "20200703080000",
                        Attendance.csv(
                                Attendance.row(1, 11, SCHOOL, "1"),
                                Attendance.row(2, 12, SCHOOL, "1"),
                                Attendance.row(3, 13, OTHER, "1")));

        assertThat(counts(emission)).isEqualTo("loaded|3|3|0|0");
        assertThat(world.database.rules(emission)).containsExactly("warning|ref.school|3");
        assertThat(rejects(emission, "rejects_key").lines())
                .hasSize(3)
                .anyMatch(
                        l ->
                                l.startsWith("2,ref.school,SchoolId," + SCHOOL)
                                        && l.contains("2 records"))
                .anyMatch(l -> l.startsWith("4,ref.school,SchoolId," + OTHER));
    }

    @Test
    void aChangeOfTheNewYearBelongsToItsCalendarMonth() {
        chain.load(
                SOURCE,
                "20210201080000",
                Attendance.csv(Attendance.row(1, 11, SCHOOL, "2020-21", 1, "1")));

        assertThat(Attendance.stored(world)).isEqualTo(List.of("1|" + SCHOOL + "|11|2021-01|1"));
    }
}
