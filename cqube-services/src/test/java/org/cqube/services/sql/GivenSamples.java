/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.postgresql.PGConnection;

/**
 * Loads the given sample emissions with COPY into tables of text and plain SQL from there, past the
 * engines, so that reports can be judged by themselves.
 */
final class GivenSamples {

    private GivenSamples() {}

    static boolean arePresent() {
        return Files.isDirectory(FlowTemplates.GIVEN_SAMPLES);
    }

    static void load(SourceDatabase database) throws SQLException, IOException {
        loadMasters(database);
        copy(
                database,
                "student_attendance/student_attendance",
                "id, student, school, uid, year, month, " + days(day -> "d" + day));
        for (String sql : attendance()) {
            database.execute(sql);
        }
    }

    static void loadMasters(SourceDatabase database) throws SQLException, IOException {
        copy(database, "district_master/district_mst", "name, id, inityear, active");
        copy(database, "block_master/block_mst", "name, id, district, state");
        copy(database, "cluster_master/cluster_mst", "name, block, id");
        copy(database, "school_management_master/school_management_master", "id, name, standard");
        copy(
                database,
                "school_master/school_mst",
                "id, name, state, district, block, village, cluster, u8, u9, u10, u11, u12, u13, u14, u15, u16,"
                        + " category, u18, management, low, high, status, u23, u24, u25, lat, lon, u28");
        for (String sql : masters()) {
            database.execute(sql);
        }
    }

    private static List<String> masters() {
        return List.of(
                "insert into master.district (district_id, name, is_active, loaded_by) select id::bigint, name, active::boolean, 1 from district_mst",
                "insert into master.block (block_id, name, district_id, loaded_by) select id::bigint, name, district::bigint, 1 from block_mst",
                "insert into master.cluster (cluster_id, name, block_id, loaded_by) select id::bigint, name, block::bigint, 1 from cluster_mst",
                "insert into master.school_management (management_id, name, loaded_by) select id::int, name, 1 from school_management_master",
                """
                insert into master.school (school_id, name, state_id, district_id, block_id, cluster_id, category_id, management_id, status, lat, lon, loaded_by)
                select id::bigint, name, state::bigint, district::bigint, block::bigint, cluster::bigint,
                       category::int, management::int, status::smallint, lat::numeric, lon::numeric, 1
                  from school_mst\
                """);
    }

    private static List<String> attendance() {
        return List.of(
                "create table fact.student_attendance_2020_07 partition of fact.student_attendance for values from ('2020-07-01') to ('2020-08-01')",
                "insert into fact.student_attendance (school_id, student_id, month_start, attendance_id, academic_year, days, known_days, emission_id)"
                        + " select school::bigint, student::bigint, make_date(2020, month::int, 1), id::bigint, year, array["
                        + days(day -> "nullif(d%d, 'NULL')::smallint".formatted(day))
                        + "], 0, 1 from student_attendance");
    }

    private static String days(IntFunction<String> column) {
        return IntStream.rangeClosed(1, 31).mapToObj(column).collect(Collectors.joining(", "));
    }

    private static void copy(SourceDatabase database, String file, String columns)
            throws SQLException, IOException {
        String table = file.substring(file.indexOf('/') + 1);
        database.execute(
                "create temp table %s (%s text)".formatted(table, columns.replace(",", " text,")));
        Path zip = FlowTemplates.GIVEN_SAMPLES.resolve(file + ".zip");
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            ZipEntry entry = in.getNextEntry();
            if (entry == null) {
                throw new IOException("Empty: " + zip);
            }
            database.connection()
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(
                            "copy %s from stdin with (format csv, header, delimiter '|', null '')"
                                    .formatted(table),
                            in);
        }
    }
}
