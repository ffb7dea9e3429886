/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.emission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Random;
import org.cqube.engines.finding.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written passes the strict check; what is read is what was packed. */
class EmissionZipWriterTest {

    private static final LocalDateTime TIME = LocalDateTime.of(2020, 9, 15, 18, 30, 0);
    private static final int ROUNDS = 100;

    @TempDir Path folder;

    @Test
    void aManifestSaysEverythingThatIsCompared() throws Exception {
        byte[] zip = pack("id|name\n1|A\n2|B\n".getBytes(StandardCharsets.UTF_8), null, false);
        try (EmissionZip opened = open(zip)) {
            Manifest manifest = opened.manifest(ManifestMode.STRICT);

            assertThat(manifest.name()).isEqualTo("manifest_item_20200915183000.csv");
            assertThat(new String(manifest.bytes(), StandardCharsets.UTF_8))
                    .isEqualTo(
                            """
                            file_name|file_size|total_number_of_records|total_number_of_columns|sha256|emission_time
                            item_20200915183000.csv|16|2|2|SHA256|2020-09-15 18:30:00
                            """
                                    .replace("SHA256", manifest.lines().get(0).sha256()));
        }
    }

    @Test
    void aCorrectionIsAskedForInTheManifest() throws Exception {
        byte[] csv = "id\n1\n".getBytes(StandardCharsets.UTF_8);
        try (EmissionZip opened = open(pack(csv, 42L, true))) {
            assertThat(
                            new String(
                                    opened.manifest(ManifestMode.STRICT).bytes(),
                                    StandardCharsets.UTF_8))
                    .contains("|emission_time|corrects|mode\n")
                    .endsWith("|2020-09-15 18:30:00|42|replace\n");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> pack(csv, null, true));
    }

    @Test
    void theSameInputGivesTheSameBytes() throws Exception {
        byte[] csv = "id\n1\n".getBytes(StandardCharsets.UTF_8);

        assertThat(pack(csv, null, false)).isEqualTo(pack(csv, null, false));
    }

    @Test
    void anythingThatIsPackedPassesAndComesOutAgain() throws Exception {
        long seed = Long.getLong("cqube.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] csv = randomCsv(random);
            Long corrects = random.nextBoolean() ? (Long) (long) random.nextInt(1000) : null;
            boolean replace = corrects != null && random.nextBoolean();
            ByteArrayOutputStream copy = new ByteArrayOutputStream();
            try (EmissionZip opened = open(pack(csv, corrects, replace))) {
                CheckedFile checked =
                        ManifestCheck.check(
                                opened.csvs().get(0),
                                opened.manifest(ManifestMode.STRICT),
                                ManifestMode.STRICT,
                                Sources.of("item", "item"),
                                copy);

                assertThat(checked.sizeBytes()).as("seed %d", seed).isEqualTo(csv.length);
                assertThat(checked.corrects()).as("seed %d", seed).isEqualTo(corrects);
                assertThat(checked.mode()).as("seed %d", seed).isEqualTo(replace ? "replace" : "");
                assertThat(copy.toByteArray()).as("seed %d", seed).isEqualTo(csv);
            }
        }
    }

    private static byte[] randomCsv(Random random) {
        byte[] alphabet = "12aÄ|||\"\n\n\r ".getBytes(StandardCharsets.UTF_8);
        byte[] csv = new byte[random.nextInt(400)];
        for (int i = 0; i < csv.length; i++) {
            csv[i] = alphabet[random.nextInt(alphabet.length)];
        }
        return csv;
    }

    private static byte[] pack(byte[] csv, Long corrects, boolean replace) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (EmissionZipWriter writer =
                new EmissionZipWriter(bytes, "item", TIME, corrects, replace)) {
            writer.add(ZipName.csv("item", TIME), new ByteArrayInputStream(csv), (byte) '|');
        }
        return bytes.toByteArray();
    }

    private EmissionZip open(byte[] zip) throws Refusal, IOException {
        return EmissionZip.open(Files.write(folder.resolve("item.zip"), zip), ZipLimits.DEFAULT);
    }

    @Test
    void withoutFilesNothingIsClaimed() throws IOException {
        OutputStream none = new ByteArrayOutputStream();
        new EmissionZipWriter(none, "item", TIME, null, false).close();

        assertThat(none.toString()).doesNotContain("manifest");
    }
}
