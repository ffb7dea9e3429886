/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.cqube.runtime.operation.Project;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A state's file through the whole flow, with a NiFi that has little memory. Times of the steps go
 * to {@code target/million-rows.txt}.
 */
@SystemTest
@EnabledIfSystemProperty(
        named = "cqube.test.full",
        matches = "true",
        disabledReason = "takes minutes: ./cqube test --full")
class MillionRowsTest {

    private static final int DISTRICTS = 5;
    private static final int BLOCKS = 4;
    private static final int CLUSTERS = 10;
    private static final int SCHOOLS = 25;
    private static final int PUPILS = 200;
    private static final int ROWS = DISTRICTS * BLOCKS * CLUSTERS * SCHOOLS * PUPILS;
    private static final int WORKING_DAYS = 26;

    @TempDir private Path folder;

    @Test
    void aMillionRowsPassWithHalfAGigabyteOfHeap() throws IOException {
        try (RunningCqube cqube = RunningCqube.apart(Map.of("CQUBE_NIFI_HEAP", "512m"))) {
            cqube.run("up", "--empty").well();
            Path attendance = writeAll();
            emit(cqube, "district_master", "district_mst");
            emit(cqube, "block_master", "block_mst");
            emit(cqube, "cluster_master", "cluster_mst");
            emit(cqube, "school_master", "school_mst");

            JsonNode end = emit(cqube, "student_attendance", "student_attendance");

            assertThat(end.path("loaded").asLong()).isEqualTo(ROWS);
            assertThat(end.path("rejected").asLong()).isZero();
            assertThat(
                            cqube.run("sql", "select sum(marked) from agg.student_attendance_day")
                                    .well()
                                    .output())
                    .isEqualTo("sum\n" + (long) ROWS * WORKING_DAYS + "\n");
            Files.writeString(
                    Project.current().root().resolve("cqube-runtime/target/million-rows.txt"),
                    "%d bytes%n%s%nNiFi %s%n"
                            .formatted(Files.size(attendance), end.path("times"), peak(cqube)));
        }
    }

    private JsonNode emit(RunningCqube cqube, String source, String base) {
        JsonNode end =
                cqube.run("emit", source, folder.resolve(base + ".csv").toString(), "--wait")
                        .well()
                        .json();
        assertThat(end.path("state").asText()).isEqualTo("published");
        return end;
    }

    private static String peak(RunningCqube cqube) throws IOException {
        return Files.readAllLines(
                        Path.of("/proc", Long.toString(cqube.state().nifi().pid()), "status"))
                .stream()
                .filter(line -> line.startsWith("VmHWM"))
                .findFirst()
                .orElse("unknown");
    }

    private Path writeAll() throws IOException {
        Path attendance = folder.resolve("student_attendance.csv");
        try (BufferedWriter districts =
                        header("district_mst", "DistrictId|StateId|District|IsActive");
                BufferedWriter blocks =
                        header("block_mst", "BlockId|StateId|DistrictId|Block|IsActive");
                BufferedWriter clusters =
                        header(
                                "cluster_mst",
                                "ClusterId|StateId|DistrictId|BlockId|Cluster|IsActive");
                BufferedWriter schools =
                        header(
                                "school_mst",
                                "SchoolId|School|lowclass|highclass|SchMgt|SchCat|SchoolMedium|StateId|DistrictId|BlockId|ClusterId|Latitude|Longitude");
                BufferedWriter pupils = header("student_attendance", AttendanceCsv.HEADER)) {
            long row = 0;
            for (int d = 1; d <= DISTRICTS; d++) {
                int district = 8900 + d;
                districts.write("%d|89|District %d|1\n".formatted(district, d));
                for (int b = 1; b <= BLOCKS; b++) {
                    int block = district * 100 + b;
                    blocks.write("%d|89|%d|Block %d|1\n".formatted(block, district, block));
                    for (int c = 1; c <= CLUSTERS; c++) {
                        long cluster = block * 10_000L + c;
                        clusters.write(
                                "%d|89|%d|%d|Cluster %d|1\n"
                                        .formatted(cluster, district, block, cluster));
                        for (int s = 1; s <= SCHOOLS; s++) {
                            long school = block * 100_000L + c * 100 + s;
                            schools.write(
                                    "%d|School %d|1|8|1|2|3|89|%d|%d|%d|21.1|76.2\n"
                                            .formatted(school, school, district, block, cluster));
                            for (int p = 0; p < PUPILS; p++) {
                                row++;
                                pupils.write(pupil(row, school));
                            }
                        }
                    }
                }
            }
        }
        return attendance;
    }

    /** June 2020, Sundays and the rest of the month without codes. */
    private static String pupil(long row, long school) {
        StringBuilder line = new StringBuilder(128);
        line.append(row).append('|').append(890_000_000_000L + row).append('|');
        line.append(school).append('|').append(890_000_000_000L + row).append("|2020-21|6");
        for (int day = 1; day <= 31; day++) {
            boolean none = day % 7 == 0 || day > 30;
            line.append('|').append(none ? "NULL" : (row + day) % 7 == 0 ? "2" : "1");
        }
        return line.append('\n').toString();
    }

    private BufferedWriter header(String base, String columns) throws IOException {
        BufferedWriter writer = Files.newBufferedWriter(folder.resolve(base + ".csv"));
        writer.write(columns + "\n");
        return writer;
    }
}
