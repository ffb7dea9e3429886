/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/** A small state's masters and pupils' months in a {@link SourceDatabase}, and its reports. */
final class Attendance {

    static final String SOURCE = "student_attendance";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final SourceDatabase database;
    private final Set<LocalDate> partitions = new LinkedHashSet<>();
    private final Set<Touched> touched = new LinkedHashSet<>();
    private int nextId = 1;

    Attendance(SourceDatabase database) {
        this.database = database;
    }

    /** A district 8801 with block 880101 and cluster 8801010001 for schools to stand in. */
    Attendance withOneBlock() throws SQLException {
        database.execute(
                "insert into master.district (district_id, name, loaded_by) values (8801, 'D1', 1)");
        database.execute(
                "insert into master.block (block_id, name, district_id, loaded_by) values (880101, 'B1', 8801, 1)");
        database.execute(
                "insert into master.cluster (cluster_id, name, block_id, loaded_by) values (8801010001, 'C1', 880101, 1)");
        return this;
    }

    Attendance withSchool(long id, Integer management, Integer category) throws SQLException {
        database.execute(
                """
                insert into master.school (school_id, name, state_id, district_id, block_id, cluster_id, management_id, category_id, loaded_by)
                values (%d, 'S%d', 88, 8801, 880101, 8801010001, %s, %s, 1)\
                """
                        .formatted(id, id % 100, management, category));
        return this;
    }

    /** A pupil's month; codes by comma from day 1, empty where there is none, the rest unknown. */
    Attendance month(long school, long pupil, String month, String codes) throws SQLException {
        LocalDate start = LocalDate.parse(month + "-01");
        if (partitions.add(start)) {
            database.execute(
                    "create table if not exists fact.\"student_attendance_%1$s\" partition of fact.student_attendance for values from ('%1$s') to ('%2$s')"
                            .formatted(start, start.plusMonths(1)));
        }
        List<String> days = new ArrayList<>(Arrays.asList(codes.split(",", -1)));
        while (days.size() < 31) {
            days.add("");
        }
        days.replaceAll(day -> day.isEmpty() ? "null" : day);
        database.execute(
                """
                insert into fact.student_attendance (school_id, student_id, month_start, attendance_id, academic_year, days, known_days, emission_id)
                values (%d, %d, '%s', %d, '', array[%s]::smallint[], 0, 1)
                on conflict (school_id, student_id, month_start) do update set days = excluded.days\
                """
                        .formatted(school, pupil, start, nextId++, String.join(",", days)));
        touch(school, start);
        return this;
    }

    /** Marks every day of the month as touched. */
    void touch(long school, LocalDate monthStart) {
        touched.add(Touched.month(school, monthStart));
        for (LocalDate day = monthStart;
                day.getMonthValue() == monthStart.getMonthValue();
                day = day.plusDays(1)) {
            touched.add(Touched.day(school, day));
        }
    }

    /** Aggregates what was touched since the last time. */
    Set<Touched> aggregate() throws SQLException {
        Set<Touched> done = new LinkedHashSet<>(touched);
        database.aggregate(SOURCE, done);
        touched.clear();
        return done;
    }

    SortedMap<String, String> report(Settings settings) throws SQLException {
        return database.report(SOURCE, "report.sql", settings, List.of());
    }

    /** The values of the only line of the state's file. */
    JsonNode state(Settings settings, String period) throws SQLException {
        JsonNode rows = file(settings, period, "state").get("rows");
        if (rows.size() != 1) {
            throw new AssertionError("Lines: " + rows);
        }
        return rows.get(0).get("values");
    }

    JsonNode file(Settings settings, String period, String level) throws SQLException {
        String partition =
                "period=%s/management=all/category=all/level=%s".formatted(period, level);
        String body = report(settings).get(partition);
        if (body == null) {
            throw new AssertionError("No file " + partition);
        }
        return parse(body);
    }

    static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException invalid) {
            throw new AssertionError(body, invalid);
        }
    }
}
