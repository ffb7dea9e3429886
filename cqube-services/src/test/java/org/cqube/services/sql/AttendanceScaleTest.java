/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Reports of thousands of schools. A plan that pairs every unit with every other takes minutes
 * here, a sound one takes seconds; nothing finer is claimed.
 */
class AttendanceScaleTest {

    private static final List<String> STATE =
            List.of(
                    "insert into master.district (district_id, name, loaded_by) select 8800 + d, 'D' || d, 1 from generate_series(1, 20) d",
                    "insert into master.block (block_id, name, district_id, loaded_by) select district_id * 100 + b, 'B' || b, district_id, 1 from master.district, generate_series(1, 5) b",
                    "insert into master.cluster (cluster_id, name, block_id, loaded_by) select block_id * 10000 + c, 'C' || c, block_id, 1 from master.block, generate_series(1, 8) c",
                    """
                    insert into master.school (school_id, name, state_id, district_id, block_id, cluster_id, category_id, management_id, lat, lon, loaded_by)
                    select cluster_id * 10 + s, 'S' || s, 88, block_id / 100, block_id, cluster_id, s % 3, s % 4, 20 + s * 0.1, 76 + s * 0.1, 1
                      from master.cluster, generate_series(1, 6) s\
                    """,
                    "create table fact.a partition of fact.student_attendance for values from ('2020-06-01') to ('2020-07-01')",
                    "create table fact.b partition of fact.student_attendance for values from ('2020-07-01') to ('2020-08-01')",
                    """
                    insert into fact.student_attendance (school_id, student_id, month_start, attendance_id, academic_year, days, known_days, emission_id)
                    select school_id, school_id * 10 + p, month, school_id * 10 + p, '2020-21', array_fill((1 + p % 2)::smallint, array[31]), 0, 1
                      from master.school, generate_series(0, 4) p, (values (date '2020-06-01'), (date '2020-07-01')) as m (month)\
                    """);

    @Test
    @Timeout(120)
    void fourThousandEightHundredSchools() throws SQLException {
        try (SourceDatabase database = SourceDatabase.open()) {
            for (String sql : STATE) {
                database.execute(sql);
            }
            database.aggregate(
                    Attendance.SOURCE,
                    database
                            .rows(
                                    "select distinct school_id || '|' || month_start from fact.student_attendance")
                            .stream()
                            .flatMap(
                                    key ->
                                            Stream.of(
                                                    new Touched(Attendance.SOURCE, "day", key),
                                                    new Touched(Attendance.SOURCE, "month", key)))
                            .toList());
            Settings settings = Settings.asof("2020-07-01");
            var report = database.report(Attendance.SOURCE, "report.sql", settings, List.of());
            assertThat(
                            Attendance.parse(
                                            report.get(
                                                    "period=last_30_days/management=all/category=all/level=state"))
                                    .get("rows")
                                    .get(0)
                                    .get("values"))
                    .hasToString(
                            "{\"attendance\":60.0,\"present\":14400,\"marked\":24000,\"students\":24000,\"schools\":4800,\"coverage\":100.0}");
            assertThat(database.report(Attendance.SOURCE, "trend.sql", settings, List.of()))
                    .containsKey("period=2020-21/management=all/category=all/level=cluster");
        }
    }
}
