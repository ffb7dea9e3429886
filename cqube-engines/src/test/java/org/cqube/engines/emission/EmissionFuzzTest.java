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

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.cqube.engines.contract.SourceContract;
import org.cqube.engines.finding.Outcome;
import org.cqube.engines.finding.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever arrives as a zip or a manifest is checked or refused, never anything else. With {@code
 * JAZZER_FUZZ=1} the methods marked as fuzz tests run for as long as they are given; otherwise they
 * run on their seeds, and seeded mutations of a good zip stand in for the search.
 */
class EmissionFuzzTest {

    private static final SourceContract ITEM = Sources.of("item", "item");
    private static final ZipLimits LIMITS = new ZipLimits(8, 1 << 20, 100);
    private static final String CSV = "id|name\n1|A\n2|\"B\nC\"\n";
    private static final String MANIFEST =
            "file_name|file_size|total_number_of_records|emission_time\n"
                    + "item.csv|20|2|2020-09-15 18:30:00\n";
    private static final int MUTATIONS = 1000;

    @MethodSource("zips")
    @FuzzTest(maxDuration = "2m")
    void anyBytesAsZip(byte[] zip) throws IOException {
        check(zip);
    }

    @MethodSource("manifests")
    @FuzzTest(maxDuration = "2m")
    void anyBytesAsManifest(byte[] manifest) throws IOException {
        for (ManifestMode mode : ManifestMode.values()) {
            try {
                ManifestTable.parse("manifest.csv", manifest, mode);
                ManifestTable.corrections("manifest.csv", manifest);
            } catch (Refusal refusal) {
                assertThat(refusal.rule().id()).isEqualTo("manifest.format");
            }
        }
    }

    @Test
    void theSeedIsAGoodZip() throws Exception {
        Path file = Files.createTempFile("fuzz", ".zip");
        try {
            Files.write(file, goodZip());
            try (EmissionZip zip = EmissionZip.open(file, LIMITS)) {
                assertThat(zip.manifest(ManifestMode.STRICT).line("item.csv"))
                        .map(ManifestLine::size)
                        .contains((long) CSV.length());
            }
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void mutatedZipsAreCheckedOrRefused() throws IOException {
        long seed = Long.getLong("cqube.seed", System.nanoTime());
        Random random = new Random(seed);
        byte[] good = goodZip();
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] zip = good.clone();
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                zip[random.nextInt(zip.length)] = (byte) random.nextInt(256);
            }
            byte[] mutated =
                    random.nextInt(10) == 0
                            ? Arrays.copyOf(zip, random.nextInt(zip.length + 20))
                            : zip;
            try {
                check(mutated);
            } catch (IOException | RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed + ", mutation " + i, e);
            }
        }
    }

    private static byte[] goodZip() {
        return Zips.of("item.csv", CSV, "manifest.csv", MANIFEST);
    }

    static Stream<byte[]> zips() {
        return Stream.of(goodZip(), Zips.of("item_20200915183000.csv", CSV), new byte[0]);
    }

    static Stream<byte[]> manifests() {
        return Stream.of(MANIFEST, "file_name|corrects|mode\nitem.csv|7|replace\n", "")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    private static void check(byte[] bytes) throws IOException {
        Path file = Files.createTempFile("fuzz", ".zip");
        try {
            Files.write(file, bytes);
            for (ManifestMode mode : ManifestMode.values()) {
                checkFile(file, mode);
            }
        } finally {
            Files.delete(file);
        }
    }

    private static void checkFile(Path file, ManifestMode mode) throws IOException {
        try (EmissionZip zip = EmissionZip.open(file, LIMITS)) {
            Manifest manifest = zip.manifest(mode);
            for (EmissionZip.Entry csv : zip.csvs()) {
                ByteArrayOutputStream copy = new ByteArrayOutputStream();
                CheckedFile checked = ManifestCheck.check(csv, manifest, mode, ITEM, copy);
                assertThat(checked.sizeBytes())
                        .isEqualTo(copy.size())
                        .isLessThanOrEqualTo(LIMITS.maxBytes());
            }
        } catch (Refusal refusal) {
            assertThat(refusal.rule().outcome()).isEqualTo(Outcome.FILE);
            assertThat(refusal.violation().message()).isNotBlank();
        }
    }
}
