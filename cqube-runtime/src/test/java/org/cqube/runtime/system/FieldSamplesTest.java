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
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.cqube.runtime.operation.Buckets;
import org.cqube.runtime.operation.Project;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every file that the field has published goes through as it is, under its state's own headers, and
 * what comes out agrees with counts made straight from the files and with the known answers of the
 * domain page (metrics-and-outputs.md, 8). After {@link PublishedSamplesTest}, which brings
 * attendance and its masters.
 */
@SystemTest
@Order(2)
class FieldSamplesTest {

    /** Source and zip, masters before what refers to them. */
    private static final List<List<String>> FILES =
            List.of(
                    List.of("district_master", "district_master/district_mst"),
                    List.of("block_master", "block_master/block_mst"),
                    List.of("cluster_master", "cluster_master/cluster_mst"),
                    List.of(
                            "school_management_master",
                            "school_management_master/school_management_master"),
                    List.of("school_master", "school_master/school_mst"),
                    List.of("infra_trans", "infra_trans/infra_trans"),
                    List.of("inspection_master", "inspection_master/inspection_master"),
                    List.of("user_location_master", "user_location_master/user_location_master"),
                    List.of("pat", "pat/periodic_exam_mst"),
                    List.of("pat", "pat/periodic_exam_qst_mst"),
                    List.of("pat", "pat/periodic_exam_grade_details"),
                    List.of("pat", "pat/periodic_exam_subject_details"),
                    List.of("sat", "sat/semester_exam_mst"),
                    List.of("sat", "sat/semester_exam_qst_mst"),
                    List.of("sat", "sat/semester_exam_grade_details"),
                    List.of("sat", "sat/semester_exam_subject_details"));

    private static final List<String> DISTRICTS = List.of("7501", "7502", "7503", "7504");

    private final RunningCqube cqube;
    private final Path field =
            Project.current().root().resolve("../shared/samples/cqube_emission").normalize();

    @TempDir private Path folder;

    FieldSamplesTest(RunningCqube cqube) {
        this.cqube = cqube;
    }

    @Test
    void everyFileOfTheFieldIsTakenWhole() throws IOException {
        assumeTrue(
                Files.isDirectory(field),
                "SKIPPED: the samples of the field are not beside the project");
        for (List<String> file : FILES) {
            taken(file.getFirst(), file.getLast());
        }
        visits();
        facilities();
        enrolment();
    }

    /** No record is refused, none is warned about, and none is lost. */
    private void taken(String prefix, String file) throws IOException {
        String zip = field.resolve(file + ".zip").toString();
        CommandResult result = cqube.run("emit", prefix, zip, "--wait");
        assertThat(result.exitCode()).as(file + " " + result.progress()).isIn(0, 4);
        JsonNode end = result.json();
        assertThat(end.path("rejected").asLong()).as(file).isZero();
        assertThat(end.path("cellsByRule")).as(file).isEmpty();
        assertThat(end.path("warnings")).as(file + " " + end.path("warnings")).isEmpty();
        assertThat(end.path("loaded").asLong() + end.path("alreadyKnown").asLong())
                .as(file)
                .isEqualTo(raw(file).size());
    }

    /** The raw lines of the zip's CSV, without header. */
    private List<Map<String, String>> raw(String file) throws IOException {
        String base = file.substring(file.indexOf('/') + 1);
        Path csv = folder.resolve(base + ".csv");
        if (!Files.exists(csv)) {
            try (ZipInputStream in =
                    new ZipInputStream(Files.newInputStream(field.resolve(file + ".zip")))) {
                for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                    if (entry.getName().equals(base + ".csv")) {
                        Files.copy(in, csv);
                    }
                }
            }
        }
        List<Map<String, String>> lines = new ArrayList<>();
        RawCsv.read(csv, line -> lines.add(line.cells()));
        return lines;
    }

    private void visits() throws IOException {
        Map<String, Long> visits = new TreeMap<>();
        for (Map<String, String> line : raw("inspection_master/inspection_master")) {
            visits.merge(line.get("schoolid").substring(0, 4), 1L, Long::sum);
        }
        assertThat(visits.values()).containsExactly(44L, 44L, 42L, 40L);
        JsonNode report = district("crc", "period=overall/management=all/level=district");
        for (String district : DISTRICTS) {
            JsonNode values = row(report, district);
            assertThat(values.path("visits").asLong()).as(district).isEqualTo(visits.get(district));
            assertThat(values.path("schools").asLong()).as(district).isEqualTo(40);
            assertThat(values.path("visited").asLong()).as(district).isEqualTo(40);
            assertThat(values.path("band1to2").decimalValue())
                    .as(district)
                    .isEqualByComparingTo("100");
        }
        assertThat(sum(report, "completed")).isEqualTo(64);
    }

    private void facilities() throws IOException {
        JsonNode report = district("infrastructure", "management=all/level=district");
        Map<String, String> columns =
                Map.of(
                        "toilet", "nooftoilet",
                        "library", "havelibrary",
                        "drinking_water", "havedrinkingwater",
                        "tap_water", "tap_water_functional",
                        "boys_toilet", "boys_functional_toilet",
                        "girls_toilet", "girls_functional_toilet");
        List<Map<String, String>> lines = raw("infra_trans/infra_trans");
        columns.forEach(
                (facility, column) -> {
                    long having = lines.stream().filter(line -> has(line.get(column))).count();
                    long reported =
                            lines.stream().filter(line -> !line.get(column).isBlank()).count();
                    assertThat(facility(report, facility, "value")).as(facility).isEqualTo(having);
                    assertThat(facility(report, facility, "reported"))
                            .as(facility)
                            .isEqualTo(reported);
                });
        assertThat(facility(report, "library", "value")).isEqualTo(153);
        assertThat(facility(report, "girls_toilet", "reported")).isEqualTo(87);
    }

    private static boolean has(String value) {
        return !value.isBlank() && !value.equals("0") && !value.equalsIgnoreCase("false");
    }

    private static long facility(JsonNode report, String facility, String key) {
        long sum = 0;
        for (JsonNode row : report.path("rows")) {
            if (DISTRICTS.contains(row.path("id").asText())) {
                sum += row.path("facilities").path(facility).path(key).asLong();
            }
        }
        return sum;
    }

    private void enrolment() {
        assertThat(
                        cqube.run(
                                        "sql",
                                        "select assessment, grade, sum(students_count) from master.enrolment"
                                                + " where school_id between 75000000000 and 75999999999"
                                                + " and assessment = 'pat' group by 1, 2 order by 1, 2")
                                .well()
                                .output())
                .isEqualTo(
                        """
                        assessment,grade,sum
                        pat,3,23716
                        pat,4,25360
                        pat,5,28024
                        pat,6,26688
                        pat,7,26722
                        pat,8,29490
                        """);
    }

    private JsonNode district(String source, String partition) {
        PublishedTree tree =
                new PublishedTree(cqube.directory().objects().resolve(Buckets.OUTPUT), source);
        JsonNode report = tree.report("report").get(partition);
        assertThat(report).as(partition + " of " + tree.keys("report").keySet()).isNotNull();
        return report;
    }

    private static JsonNode row(JsonNode report, String id) {
        for (JsonNode row : report.path("rows")) {
            if (row.path("id").asText().equals(id)) {
                return row.path("values");
            }
        }
        throw new AssertionError("no row " + id);
    }

    private static long sum(JsonNode report, String key) {
        return DISTRICTS.stream().mapToLong(id -> row(report, id).path(key).asLong()).sum();
    }
}
