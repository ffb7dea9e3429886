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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.cqube.runtime.operation.Buckets;
import org.cqube.runtime.operation.Project;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The product's main job: from emitted files to JSON that agrees with the raw files. First of all
 * classes, as only an undisturbed runtime has no bulletin.
 */
@SystemTest
@Order(1)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PublishedSamplesTest {

    private static final int ACADEMIC_YEAR_START = 6;

    private final RunningCqube cqube;

    @TempDir private Path folder;

    PublishedSamplesTest(RunningCqube cqube) {
        this.cqube = cqube;
    }

    @Test
    @Order(1)
    void ownSamplesArePublishedAsTheRawFilesSay() {
        assertThat(own().differences(output())).isEmpty();
        allIsWell();
    }

    @Test
    @Order(2)
    void samplesFromTheFieldArePublishedAsTheRawFilesSay() throws IOException {
        Path field =
                Project.current().root().resolve("../shared/samples/cqube_emission").normalize();
        assumeTrue(
                Files.isDirectory(field),
                "SKIPPED: the samples of the field are not beside the project");
        Path district = emit(field, "district_master", "district_mst");
        Path block = emit(field, "block_master", "block_mst");
        Path cluster = emit(field, "cluster_master", "cluster_mst");
        emit(field, "school_management_master", "school_management_master");
        Path school = emit(field, "school_master", "school_mst");
        Path attendance = emit(field, "student_attendance", "student_attendance");

        assertThat(
                        own().masters(district, block, cluster, school)
                                .attendance(attendance)
                                .differences(output()))
                .isEmpty();
        allIsWell();
    }

    /** Emits a zip without manifest, waits for it, and gives the raw CSV. */
    private Path emit(Path field, String source, String base) throws IOException {
        Path zip = field.resolve(source).resolve(base + ".zip");
        JsonNode end = cqube.run("emit", source, zip.toString(), "--wait").exits(0).json();
        assertThat(end.path("rejected").asLong()).as("refused of " + source).isZero();
        assertThat(end.path("warnings").path("column.unknown").asLong())
                .as("unknown columns of " + source)
                .isZero();
        Path csv = folder.resolve(base + ".csv");
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.getName().equals(base + ".csv")) {
                    Files.copy(in, csv);
                    assertThat(end.path("loaded").asLong()).isEqualTo(records(csv));
                    return csv;
                }
            }
        }
        throw new AssertionError("no " + base + ".csv in " + zip);
    }

    private static long records(Path csv) {
        List<String> lines = new ArrayList<>();
        RawCsv.read(csv, line -> lines.add(""));
        return lines.size();
    }

    private IndependentAttendance own() {
        return new IndependentAttendance(ACADEMIC_YEAR_START)
                .masters(
                        cqube.sample("district_master", "district_mst.csv"),
                        cqube.sample("block_master", "block_mst.csv"),
                        cqube.sample("cluster_master", "cluster_mst.csv"),
                        cqube.sample("school_master", "school_mst.csv"))
                .attendance(cqube.sample("student_attendance", "student_attendance.csv"));
    }

    private Path output() {
        return cqube.directory().objects().resolve(Buckets.OUTPUT);
    }

    private void allIsWell() {
        JsonNode status = cqube.status();
        assertThat(status.path("processGroups"))
                .allSatisfy(
                        group -> {
                            String source = group.path("source").asText();
                            assertThat(group.path("state").asText())
                                    .as(source)
                                    .isEqualTo("RUNNING");
                            assertThat(group.path("invalid").asLong()).as(source).isZero();
                            assertThat(group.path("bulletins").asLong()).as(source).isZero();
                        });
        assertThat(status.path("processGroups").findValuesAsText("source"))
                .containsExactlyInAnyOrderElementsOf(sourceFolders());
        assertThat(status.path("emissions")).isNotEmpty().allSatisfy(this::accounted);
    }

    private void accounted(JsonNode emission) {
        String object = emission.path("object").asText();
        assertThat(emission.path("state").asText()).as(object).isEqualTo("published");
        assertThat(emission.path("recordsIn").asLong())
                .as(object)
                .isEqualTo(
                        emission.path("loaded").asLong()
                                + emission.path("rejected").asLong()
                                + emission.path("alreadyKnown").asLong());
        assertThat(emission.path("times").path("published").asText()).as(object).isNotEmpty();
        assertThat(cqube.object(Buckets.EMISSION, object)).doesNotExist();
        assertThat(cqube.object(Buckets.INPUT, emission.path("archive").asText())).exists();
        assertThat(emission.path("published")).as(object).isNotEmpty();
        emission.path("published")
                .forEach(key -> assertThat(cqube.object(Buckets.OUTPUT, key.asText())).exists());
    }

    /** A folder with a flow is a group on the canvas; the parent of all is none of them. */
    private static List<String> sourceFolders() {
        Path templates = Project.current().flowTemplates();
        try (var folders = Files.list(templates)) {
            return folders.map(path -> path.getFileName().toString())
                    .filter(name -> !name.equals("cqube"))
                    .filter(name -> Files.exists(templates.resolve(name).resolve(name + ".json")))
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
