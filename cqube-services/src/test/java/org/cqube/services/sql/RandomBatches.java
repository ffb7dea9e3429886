/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.sql;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Random changes of a source's facts, with the keys that a load or a replay would touch. */
abstract sealed class RandomBatches {

    final SourceDatabase database;
    final long[] schools;
    private final String source;
    private final List<String> aggregates;
    private final String keys;

    /**
     * @param keys query for the keys of all records
     */
    private RandomBatches(
            String source,
            SourceDatabase database,
            long[] schools,
            List<String> aggregates,
            String keys) {
        this.source = source;
        this.database = database;
        this.schools = schools;
        this.aggregates = aggregates;
        this.keys = keys;
    }

    static RandomBatches of(String source, SourceDatabase database, long... schools) {
        return switch (source) {
            case "crc" -> new Visits(database, schools);
            case "infrastructure" -> new Facilities(database, schools);
            case "student_attendance" -> new Days(source, "student", database, schools);
            case "teacher_attendance" -> new Days(source, "teacher", database, schools);
            case "student_master" -> new Pupils(database, schools);
            case "teacher_master" -> new Teachers(database, schools);
            default -> throw new IllegalArgumentException(source);
        };
    }

    String source() {
        return source;
    }

    List<String> aggregates() {
        return aggregates;
    }

    /** Changes one record; what it touches. */
    abstract Set<Touched> change(Random random) throws SQLException;

    /** What touches everything that there is. */
    Set<Touched> everything() throws SQLException {
        Set<Touched> all = new LinkedHashSet<>();
        for (String key : database.rows(keys)) {
            all.addAll(touch(key));
        }
        return all;
    }

    Set<Touched> touch(String key) {
        return Set.of(Touched.record(source, key));
    }

    long school(Random random) {
        return schools[random.nextInt(schools.length)];
    }

    private static final class Visits extends RandomBatches {
        Visits(SourceDatabase database, long... schools) {
            super(
                    "crc",
                    database,
                    schools,
                    List.of("agg.crc_visit", "agg.crc_visit_day"),
                    "select inspection_id from fact.crc_visit union select location_id from fact.crc_location");
        }

        @Override
        Set<Touched> change(Random random) throws SQLException {
            int inspection = 1 + random.nextInt(6);
            int location = 101 + random.nextInt(8);
            switch (random.nextInt(6)) {
                case 0 -> {
                    database.execute(
                            "delete from fact.crc_visit where inspection_id = " + inspection);
                    return touch(Integer.toString(inspection));
                }
                case 1 -> {
                    database.execute(
                            "delete from fact.crc_location where location_id = " + location);
                    return touch(Integer.toString(location));
                }
                case 2, 3 -> {
                    database.execute(
                            """
                            insert into fact.crc_visit (inspection_id, observer_id, school_id, visit_date, is_inspection, loaded_by)
                            values (%d, %d, %d, %s, %d, 1)
                            on conflict (inspection_id) do update set observer_id = excluded.observer_id, school_id = excluded.school_id,
                                visit_date = excluded.visit_date, is_inspection = excluded.is_inspection\
                            """
                                    .formatted(
                                            inspection,
                                            400 + random.nextInt(2),
                                            school(random),
                                            random.nextInt(3) == 0
                                                    ? "null"
                                                    : "'" + SourcesIncrementTest.day(random) + "'",
                                            random.nextInt(4)));
                    return touch(Integer.toString(inspection));
                }
                default -> {
                    database.execute(
                            """
                            insert into fact.crc_location (location_id, school_id, inspection_id, lat, lon, in_school, recorded_at, loaded_by)
                            values (%d, %d, %d, %s, 78.3, %s, '%s', 1)
                            on conflict (location_id) do update set school_id = excluded.school_id, inspection_id = excluded.inspection_id,
                                lat = excluded.lat, in_school = excluded.in_school, recorded_at = excluded.recorded_at\
                            """
                                    .formatted(
                                            location,
                                            school(random),
                                            inspection,
                                            21 + random.nextInt(100) / 100.0,
                                            random.nextBoolean(),
                                            SourcesIncrementTest.day(random)));
                    return touch(Integer.toString(location));
                }
            }
        }
    }

    private static final class Facilities extends RandomBatches {
        Facilities(SourceDatabase database, long... schools) {
            super(
                    "infrastructure",
                    database,
                    schools,
                    List.of("agg.infrastructure"),
                    "select school_id from fact.infrastructure_school");
        }

        @Override
        Set<Touched> change(Random random) throws SQLException {
            long school = school(random);
            switch (random.nextInt(5)) {
                case 0 ->
                        database.execute(
                                "delete from fact.infrastructure_school where school_id = "
                                        + school);
                case 1 -> {
                    database.execute(
                            "update config.infra_weight set weight = case facility when 'toilet' then %1$d else 20 - %1$d end where facility in ('toilet', 'library')"
                                    .formatted(random.nextInt(21)));
                    return Set.of(Touched.record("config", "toilet"));
                }
                default ->
                        database.execute(
                                """
                                insert into fact.infrastructure_school (school_id, toilet, library, tap_water, loaded_by) values (%d, %s, %s, %s, 1)
                                on conflict (school_id) do update set toilet = excluded.toilet, library = excluded.library, tap_water = excluded.tap_water\
                                """
                                        .formatted(
                                                school,
                                                value(random),
                                                value(random),
                                                value(random)));
            }
            return touch(Long.toString(school));
        }

        private static String value(Random random) {
            int drawn = random.nextInt(4);
            return drawn == 3 ? "null" : Integer.toString(drawn);
        }
    }

    /** Attendance of pupils or teachers. */
    private static final class Days extends RandomBatches {
        private final String person;

        Days(String source, String person, SourceDatabase database, long... schools) {
            super(
                    source,
                    database,
                    schools,
                    List.of(
                            "agg.%s_day".formatted(source),
                            "agg.%s_month".formatted(source),
                            "agg.%s_seen".formatted(person)),
                    "select distinct school_id || '|' || month_start from fact." + source);
            this.person = person;
        }

        @Override
        Set<Touched> change(Random random) throws SQLException {
            LocalDate month = LocalDate.of(2021, 1 + random.nextInt(2), 1);
            long school = school(random);
            int who = 1 + random.nextInt(3);
            String table = "fact." + source();
            database.execute(
                    "create table if not exists fact.\"%1$s_%2$s\" partition of %3$s for values from ('%2$s') to ('%4$s')"
                            .formatted(source(), month, table, month.plusMonths(1)));
            database.execute(
                    "delete from %s where school_id = %d and %s_id = %d and month_start = '%s'"
                            .formatted(table, school, person, who, month));
            if (random.nextInt(3) > 0) {
                List<String> codes = new ArrayList<>();
                for (int day = 1; day <= 31; day++) {
                    int code = random.nextInt(6);
                    codes.add(code == 0 || day > 28 ? "null" : Integer.toString(code));
                }
                boolean hasId = "student".equals(person);
                database.execute(
                        "insert into %s (school_id, %s_id, month_start, academic_year, days, known_days, emission_id%s) values (%d, %d, '%s', '', array[%s]::smallint[], 0, 1%s)"
                                .formatted(
                                        table,
                                        person,
                                        hasId ? ", attendance_id" : "",
                                        school,
                                        who,
                                        month,
                                        String.join(",", codes),
                                        hasId ? ", " + (school % 100 * 100 + who) : ""));
            }
            return touch(school + "|" + month);
        }

        /** The month and its days. */
        @Override
        Set<Touched> touch(String key) {
            String[] parts = key.split("\\|");
            Set<Touched> touched = new LinkedHashSet<>();
            touched.add(new Touched(source(), "month", key));
            LocalDate month = LocalDate.parse(parts[1]);
            for (LocalDate day = month; day.getMonth() == month.getMonth(); day = day.plusDays(1)) {
                touched.add(new Touched(source(), "day", parts[0] + "|" + day));
            }
            return touched;
        }
    }

    private static final class Pupils extends RandomBatches {
        Pupils(SourceDatabase database, long... schools) {
            super(
                    "student_master",
                    database,
                    schools,
                    List.of("agg.student_register"),
                    "select student_id || '|' || academic_year from master.student");
        }

        @Override
        Set<Touched> change(Random random) throws SQLException {
            int pupil = 1 + random.nextInt(4);
            String year = random.nextBoolean() ? "2019-20" : "2020-21";
            if (random.nextInt(4) == 0) {
                database.execute(
                        "delete from master.student where student_id = %d and academic_year = '%s'"
                                .formatted(pupil, year));
            } else {
                database.execute(
                        """
                        insert into master.student (student_id, academic_year, school_id, grade, loaded_by) values (%d, '%s', %d, %d, 1)
                        on conflict (student_id, academic_year) do update set school_id = excluded.school_id, grade = excluded.grade\
                        """
                                .formatted(pupil, year, school(random), 1 + random.nextInt(3)));
            }
            return touch(pupil + "|" + year);
        }
    }

    private static final class Teachers extends RandomBatches {
        Teachers(SourceDatabase database, long... schools) {
            super(
                    "teacher_master",
                    database,
                    schools,
                    List.of("agg.teacher_register"),
                    "select teacher_id from master.teacher");
        }

        @Override
        Set<Touched> change(Random random) throws SQLException {
            int teacher = 1 + random.nextInt(4);
            if (random.nextInt(4) == 0) {
                database.execute("delete from master.teacher where teacher_id = " + teacher);
            } else {
                database.execute(
                        """
                        insert into master.teacher (teacher_id, academic_year, school_id, employment, loaded_by) values (%d, '%s', %d, 'Regular', 1)
                        on conflict (teacher_id) do update set academic_year = excluded.academic_year, school_id = excluded.school_id\
                        """
                                .formatted(
                                        teacher,
                                        random.nextBoolean() ? "2019-20" : "2020-21",
                                        school(random)));
            }
            return touch(Integer.toString(teacher));
        }
    }
}
