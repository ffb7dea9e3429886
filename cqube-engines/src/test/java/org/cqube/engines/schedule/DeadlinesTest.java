/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadlinesTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Kolkata");

    private static Deadlines deadlines(String every, DayOfWeek... holidays) {
        return new Deadlines(Period.parse(every), LocalTime.of(20, 0), ZONE, Set.of(holidays));
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(ZONE).toInstant();
    }

    /** 2020-07-01 is a Wednesday; without a word of holidays, there are none. */
    @ParameterizedTest(name = "every {0}, last {1}, now {2}: missed {3}")
    @CsvSource({
        "P1D, 2020-07-01T10:00, 2020-07-02T19:59, ",
        "P1D, 2020-07-01T10:00, 2020-07-02T20:00, 2020-07-02T20:00",
        "P1D, 2020-07-01T10:00, 2020-07-03T19:59, 2020-07-02T20:00",
        "P1D, 2020-07-01T10:00, 2020-07-03T20:01, 2020-07-03T20:00",
        // late for the first, in time for the second
        "P1D, 2020-07-01T23:59, 2020-07-02T19:59, ",
        "P1D, 2020-07-02T00:01, 2020-07-02T23:00, ",
        "P1W, 2020-07-01T10:00, 2020-07-08T19:59, ",
        "P1W, 2020-07-01T10:00, 2020-07-08T20:00, 2020-07-08T20:00",
        "P1M, 2020-01-31T10:00, 2020-02-29T20:00, 2020-02-29T20:00"
    })
    void aDeadlineIsMissedWhenItPasses(String every, String last, String now, String missed) {
        assertThat(deadlines(every).missed(at(last), at(now)))
                .isEqualTo(Optional.ofNullable(missed).map(DeadlinesTest::at));
    }

    @Test
    void nothingIsDueOnHolidays() {
        Deadlines deadlines = deadlines("P1D", DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

        assertThat(deadlines.after(at("2020-07-03T10:00"))).isEqualTo(at("2020-07-06T20:00"));
        assertThat(deadlines.missed(at("2020-07-03T10:00"), at("2020-07-06T19:00"))).isEmpty();
        assertThat(deadlines.missed(at("2020-07-03T10:00"), at("2020-07-07T21:00")))
                .contains(at("2020-07-07T20:00"));
    }

    @Test
    void theStatesDayCountsNotThatOfTheMachine() {
        // 01:30 in India is still the day before in UTC
        assertThat(deadlines("P1D").after(Instant.parse("2020-07-01T20:00:00Z")))
                .isEqualTo(Instant.parse("2020-07-03T14:30:00Z"));
    }

    @Test
    void senselessExpectationsAreRefused() {
        assertThatThrownBy(() -> deadlines("P0D")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> deadlines("P-1D")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () ->
                                deadlines(
                                        "P1D",
                                        EnumSet.allOf(DayOfWeek.class).toArray(DayOfWeek[]::new)))
                .hasMessage("every day of the week is a holiday");
    }
}
