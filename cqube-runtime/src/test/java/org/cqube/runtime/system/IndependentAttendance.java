/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A second opinion on the attendance report: computed from the raw files in plain Java, with
 * nothing of the project, and compared with what was published.
 */
public final class IndependentAttendance {

    private static final List<String> LEVELS =
            List.of("state", "district", "block", "cluster", "school");

    private final RawMasters masters = new RawMasters();
    private final RawAttendance attendance;
    private final int academicYearStartMonth;

    /**
     * Numerator and denominator, pupils and schools of a unit; and the days of the period with any
     * mark in the state.
     */
    private static final class Sums {
        private long present;
        private long marked;
        private long students;
        private long schools;
        private long days;

        private void add(Sums other) {
            present += other.present;
            marked += other.marked;
            students += other.students;
            schools += other.schools;
            days = other.days;
        }

        @Override
        public String toString() {
            return "{\"attendance\":%s,\"present\":%d,\"marked\":%d,\"students\":%d,\"schools\":%d,\"coverage\":%s}"
                    .formatted(
                            percentage(present, marked),
                            present,
                            marked,
                            students,
                            schools,
                            percentage(marked, students * days));
        }

        private static String percentage(long part, long whole) {
            return whole == 0
                    ? "null"
                    : BigDecimal.valueOf(100 * part)
                            .divide(BigDecimal.valueOf(whole), 1, RoundingMode.HALF_UP)
                            .toString();
        }
    }

    /** The days and months of a period; without bounds it is everything. */
    private record Period(String name, LocalDate from, LocalDate to, boolean everySchool) {

        private boolean holds(LocalDate day) {
            return from == null || !day.isBefore(from) && !day.isAfter(to);
        }

        private boolean touches(YearMonth month) {
            return from == null
                    || !month.isBefore(YearMonth.from(from)) && !month.isAfter(YearMonth.from(to));
        }
    }

    public IndependentAttendance(int academicYearStartMonth) {
        this.academicYearStartMonth = academicYearStartMonth;
        this.attendance = new RawAttendance(academicYearStartMonth);
    }

    /** Raw CSVs of the masters, in either layout. */
    public IndependentAttendance masters(Path district, Path block, Path cluster, Path school) {
        masters.add(district, block, cluster, school);
        return this;
    }

    /** A raw CSV of student attendance; of a repeated day the first value stays. */
    public IndependentAttendance attendance(Path file) {
        attendance.add(file);
        return this;
    }

    /**
     * Compares every file of the report, neither more nor fewer, with the raw data.
     *
     * @param folder a copy of the output bucket, object keys as paths
     * @return what differs, at most a line for each unit; empty when all agree
     */
    public List<String> differences(Path folder) {
        PublishedTree tree = new PublishedTree(folder, "student_attendance");
        SortedMap<String, JsonNode> published = tree.report("report");
        SortedMap<String, SortedMap<String, Sums>> expected =
                expected(LocalDate.parse(tree.pointer().get("asOf").asText()));
        List<String> differences = new ArrayList<>();
        Set<String> partitions = new TreeSet<>(expected.keySet());
        partitions.addAll(published.keySet());
        for (String partition : partitions) {
            if (!published.containsKey(partition)) {
                differences.add("missing: " + partition);
            } else if (!expected.containsKey(partition)) {
                differences.add("not expected: " + partition);
            } else {
                compare(partition, expected.get(partition), published.get(partition), differences);
            }
        }
        return differences;
    }

    private static void compare(
            String partition,
            SortedMap<String, Sums> units,
            JsonNode file,
            List<String> differences) {
        Map<String, String> lines = new LinkedHashMap<>();
        file.get("rows")
                .forEach(row -> lines.put(row.get("id").asText(), row.get("values").toString()));
        if (!List.copyOf(lines.keySet()).equals(List.copyOf(units.keySet()))) {
            differences.add(
                    "%s: units %s, not %s".formatted(partition, lines.keySet(), units.keySet()));
        }
        Sums all = new Sums();
        units.forEach(
                (id, sums) -> {
                    all.add(sums);
                    if (!sums.toString().equals(lines.get(id))) {
                        differences.add(
                                "%s, %s: %s, not %s".formatted(partition, id, lines.get(id), sums));
                    }
                });
        JsonNode total = file.get("totals").get("all");
        if (total != null && !total.toString().equals(all.toString())) {
            differences.add("%s: total %s, not %s".formatted(partition, total, all));
        }
    }

    private SortedMap<String, SortedMap<String, Sums>> expected(LocalDate asof) {
        Map<String, RawAttendance.School> schools = attendance.bySchool();
        SortedMap<String, SortedMap<String, Sums>> files = new TreeMap<>();
        for (Period period : periods(asof, schools)) {
            long days = markedDays(schools, period);
            schools.forEach(
                    (id, school) -> {
                        Sums sums = sums(school, period);
                        sums.days = days;
                        if (period.everySchool() || sums.students > 0) {
                            masters.place(id).ifPresent(place -> add(files, period, place, sums));
                        }
                    });
        }
        return files;
    }

    /** Of the schools that the masters know; no other is in any file. */
    private long markedDays(Map<String, RawAttendance.School> schools, Period period) {
        Set<LocalDate> days = new HashSet<>();
        schools.forEach(
                (id, school) -> {
                    if (masters.place(id).isPresent()) {
                        school.days()
                                .forEach(
                                        (day, counts) -> {
                                            if (counts[1] > 0 && period.holds(day)) {
                                                days.add(day);
                                            }
                                        });
                    }
                });
        return days.size();
    }

    private List<Period> periods(LocalDate asof, Map<String, RawAttendance.School> schools) {
        LocalDate yearStart = LocalDate.of(asof.getYear(), academicYearStartMonth, 1);
        if (yearStart.isAfter(asof)) {
            yearStart = yearStart.minusYears(1);
        }
        List<Period> periods = new ArrayList<>();
        periods.add(new Period("last_day", asof, asof, true));
        periods.add(new Period("last_7_days", asof.minusDays(6), asof, true));
        periods.add(new Period("last_30_days", asof.minusDays(29), asof, true));
        periods.add(new Period("year_to_date", yearStart, asof, true));
        periods.add(new Period("overall", null, null, true));
        SortedSet<YearMonth> months = new TreeSet<>();
        schools.values().forEach(school -> months.addAll(school.pupils().keySet()));
        for (YearMonth month : months) {
            periods.add(new Period(month.toString(), month.atDay(1), month.atEndOfMonth(), false));
        }
        return periods;
    }

    private static Sums sums(RawAttendance.School school, Period period) {
        Sums sums = new Sums();
        Set<Long> pupils = new HashSet<>();
        school.pupils()
                .forEach(
                        (month, seen) -> {
                            if (period.touches(month)) {
                                pupils.addAll(seen);
                            }
                        });
        sums.students = pupils.size();
        school.days()
                .forEach(
                        (day, counts) -> {
                            if (period.holds(day)) {
                                sums.present += counts[0];
                                sums.marked += counts[1];
                            }
                        });
        sums.schools = sums.marked > 0 ? 1 : 0;
        return sums;
    }

    private static void add(
            SortedMap<String, SortedMap<String, Sums>> files,
            Period period,
            RawMasters.Place place,
            Sums sums) {
        for (String management : choices(place.management())) {
            for (String category : choices(place.category())) {
                for (String level : LEVELS) {
                    String partition =
                            "period=%s/management=%s/category=%s/level=%s%s"
                                    .formatted(
                                            period.name(),
                                            management,
                                            category,
                                            level,
                                            level.equals("school")
                                                    ? "/parent=" + place.block()
                                                    : "");
                    files.computeIfAbsent(partition, any -> new TreeMap<>())
                            .computeIfAbsent(place.id(level), any -> new Sums())
                            .add(sums);
                }
            }
        }
    }

    private static List<String> choices(String value) {
        return value.isEmpty() ? List.of("all") : List.of("all", value);
    }
}
