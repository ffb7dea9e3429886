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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.cqube.runtime.operation.Buckets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Zips that are refused as a whole: nothing is loaded, and the zip stays where it was put. */
@SystemTest
class BadZipTest {

    private static final String CSV = "student_attendance.csv";
    private static final int BOMB = 16 << 20;
    private static final int MANY = 101;

    private final RunningCqube cqube;
    private final AttendanceCsv attendance = new AttendanceCsv(1);
    private final String data = attendance.file(3);
    private final Map<String, Path> zips = new LinkedHashMap<>();
    private final Map<String, String> rules = new LinkedHashMap<>();

    @TempDir private Path folder;

    BadZipTest(RunningCqube cqube) {
        this.cqube = cqube;
    }

    @Test
    void everyBadZipIsRefusedWithItsReason() throws IOException {
        byte[] sound = sound().bytes();
        bad("truncated", "file.archive", Arrays.copyOf(sound, sound.length / 2));
        bad("end missing", "file.archive", Arrays.copyOf(sound, sound.length - 10));
        bad("no zip", "file.archive", "no zip".getBytes(StandardCharsets.UTF_8));
        bad("no byte", "file.archive", new byte[0]);
        bad("encrypted", "file.archive", sound().encrypted());
        bad("folder", "file.archive", sound().with("more/" + CSV, data).bytes());
        bad("outside", "file.archive", sound().with("../" + CSV, data).bytes());
        bad("absolute", "file.archive", sound().with("/tmp/" + CSV, data).bytes());
        bad("drive", "file.archive", sound().with("C:\\" + CSV, data).bytes());
        bad(
                "same name twice",
                "file.archive",
                sound().with("student_attendance.csw", data)
                        .renamed("student_attendance.csw", CSV));
        bad("damaged", "file.archive", damaged());
        bad("no manifest", "manifest.missing", new HandMadeZip().with(CSV, data).bytes());
        bad(
                "two manifests",
                "manifest.several",
                sound().with("manifest_2.csv", manifest(CSV)).bytes());
        bad(
                "names a missing file",
                "manifest.entry",
                new HandMadeZip()
                        .with(CSV, data)
                        .with(
                                "manifest.csv",
                                manifest(CSV, "student_attendance_20200101000000.csv"))
                        .bytes());
        bad(
                "extra file",
                "manifest.extra",
                sound().with("student_attendance_20200101000000.csv", data).bytes());
        bad(
                "ratio",
                "file.archive",
                new HandMadeZip()
                        .with(CSV, new byte[BOMB])
                        .with("manifest.csv", manifest(CSV))
                        .bytes());
        bad("entries", "file.archive", many());
        bad("no csv", "file.archive", new HandMadeZip().with("readme.txt", "nothing").bytes());
        bad(
                "only a manifest",
                "file.archive",
                new HandMadeZip().with("manifest.csv", manifest(CSV)).bytes());
        bad(
                "wrong size",
                "manifest.size",
                new HandMadeZip()
                        .with(CSV, data)
                        .with(
                                "manifest.csv",
                                manifest(CSV).replace("|" + data.length() + "|", "|1|"))
                        .bytes());
        bad(
                "wrong count",
                "manifest.count",
                new HandMadeZip()
                        .with(CSV, data)
                        .with("manifest.csv", manifest(CSV).replace("|3|", "|4|"))
                        .bytes());
        bad("wrong columns", "manifest.columns", withManifest("total_number_of_columns", "36"));
        bad("wrong sum", "manifest.checksum", withManifest("sha256", "0".repeat(64)));
        bad(
                "no number",
                "manifest.format",
                new HandMadeZip()
                        .with(CSV, data)
                        .with("manifest.csv", manifest(CSV).replace("|3|", "|three|"))
                        .bytes());
        bad(
                "another source's file",
                "file.name",
                new HandMadeZip()
                        .with("teacher_attendance.csv", data)
                        .with("manifest.csv", manifest("teacher_attendance.csv"))
                        .bytes());

        Map<String, JsonNode> ends = emit("student_attendance");

        assertThat(ends).hasSameSizeAs(zips);
        zips.forEach(
                (what, zip) ->
                        refused(
                                what,
                                ends.get("student_attendance/" + zip.getFileName()),
                                rules.get(what)));
        assertThat(stored()).as("rows of the refused").isEqualTo("count\n0\n");
    }

    @Test
    void aZipThatBecomesTooLargeIsRefused() throws IOException {
        byte[] noise = new byte[1 << 20];
        new Random(1).nextBytes(noise);
        Path zip =
                Files.write(
                        folder.resolve("school_management_master_20260102000000.zip"),
                        new HandMadeZip()
                                .with(
                                        "school_management_master.csv",
                                        HexFormat.of().formatHex(noise))
                                .with("manifest.csv", manifest("school_management_master.csv"))
                                .bytes());
        Canvas canvas = new Canvas(cqube, "school_management_master");
        String before = canvas.configure("CheckManifest", "Maximum Size", "1 MB");
        try {
            JsonNode emission =
                    cqube.run(
                                    "emit",
                                    "school_management_master",
                                    zip.toString(),
                                    "--as-is",
                                    "--wait")
                            .exits(3)
                            .json();
            refused("total size", emission, "file.archive");
            assertThat(emission.path("refusal").path("message").asText()).contains("larger than");
        } finally {
            canvas.configure("CheckManifest", "Maximum Size", before);
        }
    }

    private HandMadeZip sound() {
        return new HandMadeZip().with(CSV, data).with("manifest.csv", manifest(CSV));
    }

    /** A zip whose manifest says one thing more. */
    private byte[] withManifest(String column, String value) {
        List<String> lines = manifest(CSV).lines().toList();
        return new HandMadeZip()
                .with(CSV, data)
                .with(
                        "manifest.csv",
                        "%s|%s\n%s|%s\n"
                                .formatted(lines.getFirst(), column, lines.getLast(), value))
                .bytes();
    }

    private String manifest(String... files) {
        StringBuilder text =
                new StringBuilder("file_name|file_size|total_number_of_records|emission_time\n");
        for (String file : files) {
            text.append("%s|%d|3|2026-01-01 00:00:00\n".formatted(file, data.length()));
        }
        return text.toString();
    }

    /** One bit of the compressed data is another one. */
    private byte[] damaged() {
        byte[] bytes = sound().bytes();
        bytes[CSV.length() + 100] ^= 0x10;
        return bytes;
    }

    private byte[] many() {
        HandMadeZip zip = sound();
        for (int i = 0; i < MANY; i++) {
            zip.with("student_attendance_2020010100%04d.csv".formatted(i), "x");
        }
        return zip.bytes();
    }

    private void bad(String what, String rule, byte[] zip) throws IOException {
        String name = "student_attendance_202601010000%02d.zip".formatted(zips.size());
        zips.put(what, Files.write(folder.resolve(name), zip));
        rules.put(what, rule);
    }

    private Map<String, JsonNode> emit(String source) {
        String[] arguments = new String[zips.size() + 4];
        arguments[0] = "emit";
        arguments[1] = source;
        arguments[2] = "--as-is";
        arguments[3] = "--wait";
        int next = 4;
        for (Path zip : zips.values()) {
            arguments[next++] = zip.toString();
        }
        Map<String, JsonNode> ends = new LinkedHashMap<>();
        cqube.run(arguments)
                .exits(3)
                .jsonLines()
                .forEach(emission -> ends.put(emission.path("object").asText(), emission));
        return ends;
    }

    private void refused(String what, JsonNode emission, String rule) {
        JsonNode refusal = emission.path("refusal");
        assertThat(emission.path("state").asText()).as(what).isEqualTo("refused");
        assertThat(refusal.path("rule").asText()).as(what).isEqualTo(rule);
        assertThat(refusal.path("message").asText()).isNotBlank();
        assertThat(emission.path("loaded").asLong()).isZero();
        assertThat(emission.path("alreadyKnown").asLong()).isZero();
        assertThat(emission.path("rejected").asLong())
                .isEqualTo(emission.path("recordsIn").asLong());
        long counted = 0;
        for (JsonNode count : emission.path("rejectedByRule")) {
            counted += count.asLong();
        }
        assertThat(counted).isEqualTo(emission.path("rejected").asLong());
        assertThat(emission.path("archive").isNull()).as("not archived").isTrue();
        assertThat(cqube.object(Buckets.EMISSION, emission.path("object").asText()))
                .as("stays for its week")
                .exists();
    }

    private String stored() {
        return cqube.run(
                        "sql",
                        "select count(*) from fact.student_attendance where school_id = "
                                + attendance.school())
                .well()
                .output();
    }
}
