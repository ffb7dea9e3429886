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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The second opinion sees what agrees, and what does not. */
class IndependentAttendanceTest {

    private static final List<String> PERIODS =
            List.of(
                    "2020-07",
                    "last_day",
                    "last_7_days",
                    "last_30_days",
                    "overall",
                    "year_to_date");

    @TempDir private Path folder;
    private IndependentAttendance opinion;

    @BeforeEach
    void writeRawFiles() throws IOException {
        Path district =
                raw(
                        "district",
                        "district_name|udise_district_code|inityear|is_active\nD|8801|1999-00|1\n");
        Path block = raw("block", "BlockId|StateId|DistrictId|Block|IsActive\n880101|88|8801|B|\n");
        Path cluster =
                raw(
                        "cluster",
                        "cluster_name|udise_block_code|udise_cluster_code\r\nC|880101|8801010001\r\n");
        Path school =
                raw(
                        "school",
                        "SchoolId|School|ClusterId|SchMgt|SchCat\n88010100101|S|8801010001||\n88010100102|unknown cluster|1||\n");
        Path attendance =
                raw(
                        "attendance",
                        """
                        StudentAttendanceId|StudentId|SchoolId|AcademicYear|Month|1|2|3|31
                        1|1|88010100101|2020-21|7|1|1|2|
                        2|2|88010100101|2020-21|7|1|NULL|5|
                        3|3|88010100101|2020-21|7|2|1|1|
                        4|4|88010100102|2020-21|7|2|2|2|2
                        """);
        opinion =
                new IndependentAttendance(6)
                        .masters(district, block, cluster, school)
                        .attendance(attendance);
    }

    private Path raw(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name + ".csv"), text);
    }

    /** Publishes the worked example of the domain page, 5 of 7, by hand. */
    private void publish(String attendance, int students) throws IOException {
        StringBuilder partitions = new StringBuilder();
        for (String period : PERIODS) {
            String values =
                    switch (period) {
                        case "last_day" ->
                                "{\"attendance\":50.0,\"present\":1,\"marked\":2,\"students\":3,\"schools\":1,\"coverage\":66.7}";
                        default ->
                                "{\"attendance\":%s,\"present\":5,\"marked\":7,\"students\":%d,\"schools\":1,\"coverage\":77.8}"
                                        .formatted(attendance, students);
                    };
            for (String[] level :
                    new String[][] {
                        {"state", "88"},
                        {"district", "8801"},
                        {"block", "880101"},
                        {"cluster", "8801010001"},
                        {"school/parent=880101", "88010100101"}
                    }) {
                String partition =
                        "period=%s/management=all/category=all/level=%s"
                                .formatted(period, level[0]);
                write(
                        "g/report/" + partition + ".json",
                        "{\"rows\":[{\"id\":\"%s\",\"values\":%s}],\"totals\":{\"all\":%s}}"
                                .formatted(level[1], values, values));
                partitions
                        .append(partitions.isEmpty() ? "" : ",")
                        .append("\"%1$s\":\"g/report/%1$s.json\"".formatted(partition));
            }
        }
        write("g/index/report.json", "{\"partitions\":{" + partitions + "}}");
        write(
                "student_attendance/latest.json",
                "{\"asOf\":\"2020-07-03\",\"reports\":{\"report\":\"g/index/report.json\"}}");
    }

    private void write(String key, String text) throws IOException {
        Path file = folder.resolve(key);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void agreesWithTheWorkedExample() throws IOException {
        publish("71.4", 3);
        assertThat(opinion.differences(folder)).isEmpty();
    }

    @Test
    void aFileTooFewIsNamed() throws IOException {
        publish("71.4", 3);
        write("g/index/report.json", "{\"partitions\":{}}");
        assertThat(opinion.differences(folder))
                .hasSize(30)
                .allMatch(difference -> difference.startsWith("missing: period="));
    }

    @Test
    void namesEveryUnitThatDiffers() throws IOException {
        publish("71.5", 3);
        assertThat(opinion.differences(folder))
                .contains(
                        "period=2020-07/management=all/category=all/level=state, 88: {\"attendance\":71.5,\"present\":5,\"marked\":7,\"students\":3,\"schools\":1,\"coverage\":77.8},"
                                + " not {\"attendance\":71.4,\"present\":5,\"marked\":7,\"students\":3,\"schools\":1,\"coverage\":77.8}");
    }
}
