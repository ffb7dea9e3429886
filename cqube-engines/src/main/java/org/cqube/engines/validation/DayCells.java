/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.validation;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cqube.engines.contract.Days;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.duplicates.TypedRow;
import org.cqube.engines.finding.Rule;
import org.cqube.engines.finding.Violation;

/**
 * Takes out cells of days that cannot be: the 30th of February, and days after the emission. They
 * are counted and summarised per school and day, never one line each.
 */
final class DayCells {

    /** Summaries that are kept apart by school; beyond it, cells are summed over schools. */
    static final int MAX_SUMMARIES = 100_000;

    /** A holiday may be known before it comes. */
    private static final byte HOLIDAY = '5';

    private static final String OTHER_SCHOOLS = "";

    private final FileContract contract;
    private final HeaderMatch header;
    private final LocalDate emittedOn;
    private final int startMonth;
    private final int school;
    private final int year;
    private final int month;
    private final int[] dayFields = new int[32];
    private final Map<Key, Long> counts = new HashMap<>();
    private final Map<String, Long> byRule = new TreeMap<>();

    private record Key(Rule rule, String school, YearMonth month, int day) {}

    private DayCells(
            FileContract contract, HeaderMatch header, LocalDate emittedOn, int startMonth) {
        this.contract = contract;
        this.header = header;
        this.emittedOn = emittedOn;
        this.startMonth = startMonth;
        Days days = contract.target().days();
        school = contract.indexOf(days.school());
        year = contract.indexOf(days.academicYear());
        month = contract.indexOf(days.month());
        java.util.Arrays.fill(dayFields, -1);
        for (int i = 0; i < contract.fields().size(); i++) {
            if (contract.fields().get(i).day() > 0) {
                dayFields[contract.fields().get(i).day()] = i;
            }
        }
    }

    /** The check of a file, or null if it has no days. */
    static DayCells of(FileContract contract, HeaderMatch header, ValidationOptions options) {
        return contract.target().days() == null
                ? null
                : new DayCells(
                        contract, header, options.emittedOn(), options.academicYearStartMonth());
    }

    /**
     * Makes impossible cells of an accepted record null.
     *
     * @param counting whether the cells are counted; once per record
     */
    void blank(TypedRow row, boolean counting) {
        int calendarMonth = FieldCheck.number(row.bytes(), row.start(month), row.end(month));
        if (calendarMonth < 1 || calendarMonth > 12) {
            throw new IllegalStateException(
                    "the contract lets the month " + calendarMonth + " pass");
        }
        int first = YearCheck.firstYear(row.bytes(), row.start(year));
        int calendarYear = calendarMonth >= startMonth ? first : first + 1;
        int length = YearMonth.of(calendarYear, calendarMonth).lengthOfMonth();
        int past = pastDays(calendarYear, calendarMonth);
        if (length == 31 && past >= 31) {
            return;
        }
        for (int day = 1; day <= 31; day++) {
            int field = dayFields[day];
            if (field < 0 || row.isNull(field)) {
                continue;
            }
            if (day > length) {
                take(row, field, Rule.DOMAIN_DAY, calendarYear, calendarMonth, day, counting);
            } else if (day > past && !isHoliday(row, field)) {
                take(row, field, Rule.DOMAIN_FUTURE, calendarYear, calendarMonth, day, counting);
            }
        }
    }

    private static boolean isHoliday(TypedRow row, int field) {
        return row.end(field) - row.start(field) == 1 && row.bytes()[row.start(field)] == HOLIDAY;
    }

    /** Number of days of a month that are not after the emission. */
    private int pastDays(int calendarYear, int calendarMonth) {
        if (emittedOn == null) {
            return 31;
        }
        int months =
                (emittedOn.getYear() - calendarYear) * 12
                        + emittedOn.getMonthValue()
                        - calendarMonth;
        return months > 0 ? 31 : months < 0 ? 0 : emittedOn.getDayOfMonth();
    }

    private void take(
            TypedRow row,
            int field,
            Rule rule,
            int calendarYear,
            int calendarMonth,
            int day,
            boolean counting) {
        row.blank(field);
        if (counting) {
            YearMonth yearMonth = YearMonth.of(calendarYear, calendarMonth);
            Key key = new Key(rule, row.text(school), yearMonth, day);
            if (counts.size() >= MAX_SUMMARIES && !counts.containsKey(key)) {
                key = new Key(rule, OTHER_SCHOOLS, yearMonth, day);
            }
            counts.merge(key, 1L, Long::sum);
            byRule.merge(rule.id(), 1L, Long::sum);
        }
    }

    /** Cells that were taken out of accepted records, by rule id. */
    Map<String, Long> byRule() {
        return byRule;
    }

    /** One finding per rule, school and day, in that order. */
    List<Violation> summaries() {
        List<Map.Entry<Key, Long>> entries = new ArrayList<>(counts.entrySet());
        entries.sort(
                Map.Entry.comparingByKey(
                        java.util.Comparator.comparing(Key::rule)
                                .thenComparing(Key::school)
                                .thenComparing(Key::month)
                                .thenComparing(Key::day)));
        return entries.stream().map(entry -> summary(entry.getKey(), entry.getValue())).toList();
    }

    private Violation summary(Key key, long count) {
        String where =
                key.school().equals(OTHER_SCHOOLS)
                        ? "further schools (only " + MAX_SUMMARIES + " are listed singly)"
                        : "school " + key.school();
        String why =
                key.rule() == Rule.DOMAIN_DAY
                        ? "a day that the month does not have"
                        : "a day after the emission of " + emittedOn;
        return new Violation(
                key.rule(),
                0,
                header.header(dayFields[key.day()], contract),
                String.format("%s-%02d", key.month(), key.day()),
                where + ": " + count + (count == 1 ? " cell" : " cells") + " not taken, " + why);
    }
}
