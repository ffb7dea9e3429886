/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.processors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a zip in the emission bucket to files in the output bucket. */
class PipelineTest {

    private final World world = World.WORLD;

    @BeforeEach
    void reset() {
        world.reset();
    }

    private static String sample(final String source, final String base) {
        try {
            return Files.readString(
                    Path.of("..", "flow-templates", "samples", source, base + ".csv"));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode json(final String key) {
        return Published.json(world, key);
    }

    @Test
    void aMasterIsPublished() {
        final String csv = sample("district_master", "district_mst");
        final Chain districts = new Chain(world, "district_master");

        final long emission = districts.publish("district_mst", "20200601080000", csv);

        final long records = csv.lines().count() - 1;
        assertThat(world.database.counts(emission))
                .isEqualTo("published|%d|%d|0|0".formatted(records, records));
        assertThat(world.database.one("select count(*) from master.district"))
                .isEqualTo(Long.toString(records));
        assertThat(world.keys(World.EMISSION, "")).isEmpty();
        final String archive =
                world.database.one(
                        "select archive_key from meta.emission where emission_id = ?", emission);
        assertThat(archive)
                .startsWith(
                        "district_master/2020/2020-06/2020-06-01_district_master/district_mst_20200601080000_");
        assertThat(world.bytes(World.INPUT, archive)).asString().isEqualTo(csv);
        assertThat(world.keys(World.INPUT, ""))
                .containsExactlyInAnyOrder(archive, archive.replace(".csv", ".manifest.csv"));
        final JsonNode pointer = json("district_master/latest.json");
        final JsonNode index = json(pointer.path("reports").path("list").asText());
        final JsonNode list = json(index.path("partitions").elements().next().asText());
        assertThat(list.path("rows")).hasSize((int) records);
    }

    @Test
    void attendanceIsPublishedForEachLevel() {
        for (final Map.Entry<String, String> master :
                List.of(
                        Map.entry("district_master", "district_mst"),
                        Map.entry("block_master", "block_mst"),
                        Map.entry("cluster_master", "cluster_mst"),
                        Map.entry("school_management_master", "school_management_master"),
                        Map.entry("school_master", "school_mst"))) {
            new Chain(world, master.getKey())
                    .publish(
                            master.getValue(),
                            "20200601080000",
                            sample(master.getKey(), master.getValue()));
        }
        final String csv = sample("student_attendance", "student_attendance");
        final Chain attendance = new Chain(world, "student_attendance");

        final long emission = attendance.publish("student_attendance", "20200901080000", csv);

        assertThat(
                        world.database.one(
                                "select state from meta.emission where emission_id = ?", emission))
                .isEqualTo("published");
        final JsonNode pointer = json("student_attendance/latest.json");
        assertThat(pointer.path("generation").asText()).matches("[0-9a-f]{12}");
        final JsonNode partitions =
                json(pointer.path("reports").path("report").asText()).path("partitions");
        for (final String level : List.of("state", "district", "block", "cluster")) {
            final JsonNode report =
                    json(
                            partitions
                                    .path(
                                            "period=overall/management=all/category=all/level="
                                                    + level)
                                    .asText());
            assertThat(report.path("rows")).as(level).isNotEmpty();
            assertThat(report.path("totals").path("all").path("marked").asLong())
                    .as(level)
                    .isEqualTo(marked(csv));
        }
    }

    /** Cells 1 and 2 of the file: it is made without faults in them. */
    private long marked(final String csv) {
        return Long.parseLong(
                world.database.one(
                        "select count(*) from fact.student_attendance, unnest(days) d where d in (1, 2)"));
    }

    @Test
    void everyRecordIsAccountedForInEachEndState() {
        final Chain attendance = new Chain(world, Attendance.SOURCE);
        final String first =
                Attendance.csv(
                        Attendance.row(1, 11, Attendance.SCHOOL, "112"),
                        Attendance.row(2, 12, Attendance.SCHOOL, "1x2"),
                        "",
                        Attendance.row(3, 13, Attendance.SCHOOL, "111"),
                        Attendance.row(3, 13, Attendance.SCHOOL, "111"));
        final long published = attendance.publish(Attendance.SOURCE, "20200901080000", first);
        final long known = attendance.publish(Attendance.SOURCE, "20200902080000", first);
        attendance.emit(
                "student_attendance_20200903080000.zip", Zips.raw("student_attendance.csv", first));
        attendance.all();
        final long refused = attendance.newest();
        attendance.emit(
                Attendance.SOURCE,
                "20200904080000",
                Attendance.csv(Attendance.row(9, 19, Attendance.SCHOOL, "2")));
        attendance.step("list");
        attendance.step("fetch");
        attendance.step("check");
        final long abandoned = attendance.newest();
        world.database.execute("select meta.request_abandon(?)", abandoned);
        attendance.all();

        assertThat(world.database.counts(published)).isEqualTo("published|4|2|2|0");
        assertThat(world.database.rules(published))
                .containsExactly(
                        "row|column.type|1", "row|duplicate.mirror|1", "warning|ref.school|2");
        assertThat(
                        world.database.one(
                                "select blank_lines from meta.emission where emission_id = ?",
                                published))
                .isEqualTo("1");
        assertThat(world.database.counts(known)).isEqualTo("known|4|0|2|2");
        assertThat(world.database.counts(refused)).isEqualTo("refused|0|0|0|0");
        assertThat(world.database.counts(abandoned)).isEqualTo("abandoned|1|0|1|0");
        assertThat(world.database.rules(abandoned)).containsExactly("row|abandoned|1");
        assertThat(Attendance.stored(world)).hasSize(2);
    }
}
