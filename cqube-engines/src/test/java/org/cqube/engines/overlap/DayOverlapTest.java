/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.overlap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cqube.engines.contract.Overlap.Policy;
import org.cqube.engines.finding.Rule;
import org.cqube.engines.finding.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every case of days.txt, and what a table cannot say. */
class DayOverlapTest {

    private static final LocalDate SEPTEMBER = LocalDate.of(2020, 9, 1);
    private static final long SCHOOL = 88030200412L;

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "days.txt", delimiter = '|', numLinesToSkip = 1)
    void decidesAsTheTableSays(
            String name,
            Policy policy,
            Correction correction,
            String processed,
            String stored,
            String row,
            String result,
            String afterwards,
            long late,
            long different) {
        DayOverlap overlap = new DayOverlap(policy, correction, Set.of(), "StudentAttendanceId");

        Decision decision =
                overlap.decide(
                        record(row), stored(stored), row.contains("taken"), scope(processed));

        assertThat(describe(decision)).as(name).isEqualTo(result);
        if (decision instanceof Decision.LoadDays load) {
            assertThat(load.days()).isEqualTo(DayText.codes(afterwards));
            assertThat(load.created()).isEqualTo(stored.equals("-"));
        }
        assertThat(overlap.cells().late()).isEqualTo(late);
        assertThat(overlap.cells().different()).isEqualTo(different);
    }

    @Test
    void aRefusedRowNamesItsLineColumnAndId() {
        DayOverlap overlap =
                new DayOverlap(
                        Policy.AFTER_LAST_DAY, Correction.NONE, Set.of(), "StudentAttendanceId");

        assertThat(overlap.decide(record("7: 1=1"), null, true, ScopeDays.EMPTY))
                .isEqualTo(
                        new Decision.Reject(
                                new Violation(
                                        Rule.OVERLAP_KEY,
                                        12,
                                        "StudentAttendanceId",
                                        "7",
                                        "The row's id is stored under another person or school in this month:"
                                                + " a row keeps its id and its owner")));
    }

    @Test
    void cellsAreSummarisedPerSchoolAndDay() {
        DayOverlap overlap = new DayOverlap(Policy.AFTER_LAST_DAY, Correction.NONE, Set.of(), "id");
        ScopeDays scope = ScopeDays.upTo(LocalDate.of(2020, 9, 10));
        overlap.decide(record("7: 2=1"), stored("7: 2=2"), false, scope);
        overlap.decide(record("8: 2=1 3=1"), null, false, scope);
        overlap.decide(record("9: 2=1"), null, false, scope);

        List<Violation> summary = overlap.cells().summary(day -> "D" + day, "4711");

        assertThat(summary)
                .extracting(Violation::rule, Violation::line, Violation::column, Violation::value)
                .containsExactly(
                        tuple(Rule.OVERLAP_PERIOD, 0L, "D2", "88030200412"),
                        tuple(Rule.OVERLAP_PERIOD, 0L, "D3", "88030200412"));
        assertThat(summary.get(0).message())
                .startsWith(
                        "School 88030200412, 2020-09-02: 2 values came after the day was processed,"
                                + " 1 differ from what is stored")
                .contains("--corrects 4711 --replace");
        assertThat(overlap.cells().byRule()).isEqualTo(Map.of("overlap.period", 4L));
    }

    @Test
    void equalCellsLeaveNoTrace() {
        DayOverlap overlap = new DayOverlap(Policy.AFTER_LAST_DAY, Correction.NONE, Set.of(), "id");

        overlap.decide(
                record("7: 1-10=1"),
                stored("7: 1-10=1"),
                false,
                ScopeDays.upTo(LocalDate.of(2020, 9, 10)));

        assertThat(overlap.cells().byRule()).isEmpty();
        assertThat(overlap.cells().summary(Integer::toString, "1")).isEmpty();
    }

    @Test
    void sundaysAreTakenUnlessTheInstallationClosesThem() {
        // the Sundays of September 2020 are 6, 13, 20 and 27
        DayRecord whole = record("7: 1-30=1");
        DayOverlap open = new DayOverlap(Policy.OPEN_DAYS, Correction.NONE, Set.of(), "id");
        DayOverlap closed =
                new DayOverlap(
                        Policy.OPEN_DAYS, Correction.REPLACE, Set.of(DayOfWeek.SUNDAY), "id");

        assertThat(describe(open.decide(whole, null, false, ScopeDays.EMPTY)))
                .isEqualTo("load 1-30");
        assertThat(describe(closed.decide(whole, null, false, ScopeDays.EMPTY)))
                .isEqualTo("load 1-5 7-12 14-19 21-26 28-30");
        assertThat(closed.cells().late()).isEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource(
            value = Policy.class,
            names = {"UPDATE", "REJECT"})
    void policiesOfRecordsAreRefusedAtOnce(Policy policy) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DayOverlap(policy, Correction.NONE, Set.of(), ""))
                .withMessageContaining("policy of records");
    }

    @Test
    void aMonthIsGivenByItsFirstDay() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DayRecord(2, 1, 1L, LocalDate.of(2020, 9, 2), new short[31]));
    }

    private static DayRecord record(String text) {
        return new DayRecord(12, SCHOOL, id(text), SEPTEMBER, DayText.codes(text.split(": ")[1]));
    }

    private static StoredDays stored(String text) {
        return text.equals("-")
                ? null
                : new StoredDays(id(text), DayText.codes(text.split(": ")[1]));
    }

    private static Long id(String text) {
        String id = text.split("[ :]")[0];
        return id.equals("none") ? null : Long.valueOf(id);
    }

    private static ScopeDays scope(String text) {
        if (text.startsWith("to ")) {
            return ScopeDays.upTo(LocalDate.parse(text.substring(3)));
        }
        return text.startsWith("days ")
                ? ScopeDays.of(DayText.bits(text.substring(5)))
                : ScopeDays.EMPTY;
    }

    private static String describe(Decision decision) {
        return switch (decision) {
            case Decision.LoadDays load -> "load " + DayText.list(load.changed());
            case Decision.Known known -> "known";
            case Decision.Reject reject -> reject.violation().rule().id();
            case Decision.LoadRecord load -> "record";
        };
    }
}
