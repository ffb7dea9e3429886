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
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipException;
import org.cqube.engines.finding.Refusal;
import org.cqube.engines.finding.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Every case of zips.txt, the limits while inflating, and damage. */
class EmissionZipTest {

    private static final String CSV = "id|name\n1|A\n2|B\n";
    private static final ZipLimits LIMITS = new ZipLimits(4, 8L << 20, 100);
    private static final int MEBIBYTE = 1 << 20;

    @TempDir Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "zips.txt", delimiter = '|', numLinesToSkip = 1)
    void refusesAsTheTableSays(String name, String zip, String message) throws IOException {
        Path path = write(make(zip));

        Refusal refusal =
                catchThrowableOfType(Refusal.class, () -> EmissionZip.open(path, LIMITS).close());

        assertThat(refusal).as(name).isNotNull();
        assertThat(refusal.rule()).isEqualTo(Rule.FILE_ARCHIVE);
        assertThat(refusal.violation().message()).contains(message);
        assertThat(refusal.recordsIn()).isZero();
    }

    private static byte[] make(String zip) {
        byte[] good = Zips.of("item.csv", CSV, "manifest.csv", "file_name\nitem.csv\n");
        return switch (zip) {
            case "truncated" -> Arrays.copyOf(good, good.length - 30);
            case "notAZip" -> CSV.getBytes(StandardCharsets.UTF_8);
            case "empty" -> new byte[0];
            case "noEntries" -> Zips.of();
            case "onlyManifest" -> Zips.of("manifest_item.csv", "file_name\n");
            case "noCsv" -> Zips.of("item.xlsx", "x", "readme.txt", "x");
            case "encrypted" -> encrypt(good, 0);
            case "secondEncrypted" -> encrypt(good, 1);
            case "deflate64" ->
                    Zips.patchShort(
                            Zips.patchShort(good, Zips.DIRECTORY_ENTRY, 0, 10, 9),
                            Zips.LOCAL_ENTRY,
                            0,
                            8,
                            9);
            case "nested" -> Zips.of("item/item.csv", CSV);
            case "folder" -> Zips.of("item/", "", "item.csv", CSV);
            case "slip" -> Zips.of("../item.csv", CSV);
            case "absolute" -> Zips.of("/item.csv", CSV);
            case "drive" -> Zips.of("c:item.csv", CSV);
            case "backslash" -> Zips.of("..\\item.csv", CSV);
            case "controlCharacter" -> Zips.of("item\n.csv", CSV);
            case "duplicate" ->
                    Zips.rename(Zips.of("item.csv", CSV, "jtem.csv", CSV), "jtem.csv", "item.csv");
            case "manyEntries" ->
                    Zips.of("a.csv", "", "b.csv", "", "c.csv", "", "d.csv", "", "e.csv", "");
            case "lyingCount" ->
                    Zips.patchShort(
                            Zips.patchShort(good, Zips.END, 0, 10, 65534), Zips.END, 0, 8, 65534);
            default -> throw new IllegalArgumentException("no maker for " + zip);
        };
    }

    private static byte[] encrypt(byte[] zip, int number) {
        return Zips.patchShort(
                Zips.patchShort(zip, Zips.DIRECTORY_ENTRY, number, 8, 0x0809),
                Zips.LOCAL_ENTRY,
                number,
                6,
                0x0809);
    }

    @Test
    void dataFilesKeepTheOrderOfTheZipAndOthersAreLeftAlone() throws Exception {
        try (EmissionZip zip =
                open(Zips.of("b.csv", "B", "readme.txt", "x", "MANIFEST.csv", "m", "a.CSV", "A"))) {
            assertThat(zip.csvs())
                    .extracting(EmissionZip.Entry::name, EmissionZip.Entry::place)
                    .containsExactly(tuple("b.csv", 0), tuple("a.CSV", 1));
            assertThat(zip.manifests())
                    .extracting(EmissionZip.Entry::name)
                    .containsExactly("MANIFEST.csv");
            assertThat(read(zip, 1)).asString(StandardCharsets.UTF_8).isEqualTo("A");
        }
    }

    @Test
    void aBombIsStoppedByItsRatioSoonAfterTheFreeBytes() throws Exception {
        byte[] zeros = new byte[12 * MEBIBYTE];
        try (EmissionZip zip =
                open(Zips.of(Map.of("item.csv", zeros)), new ZipLimits(10, 64L * MEBIBYTE, 100))) {
            InputStream in = zip.csvs().get(0).open();
            byte[] buffer = new byte[8192];
            long inflated = 0;
            ZipException fault = null;
            while (fault == null) {
                try {
                    int read = in.read(buffer);
                    assertThat(read).as("the bomb went through").isPositive();
                    inflated += read;
                } catch (ZipException e) {
                    fault = e;
                }
            }
            assertThat(fault).hasMessageContaining("more than 100 times");
            assertThat(inflated).isLessThan(ZipLimits.RATIO_FREE_BYTES + 2L * buffer.length);
        }
    }

    @Test
    void smallFilesMayCompressAsTheyLike() throws Exception {
        byte[] zeros = new byte[MEBIBYTE];
        try (EmissionZip zip = open(Zips.of(Map.of("item.csv", zeros)))) {
            assertThat(read(zip, 0)).isEqualTo(zeros);
        }
    }

    @Test
    void theSizeOfAllFilesTogetherIsLimited() throws Exception {
        byte[] noise = new byte[5 * MEBIBYTE];
        new Random(1).nextBytes(noise);
        try (EmissionZip zip = open(Zips.of(Map.of("a.csv", noise, "b.csv", noise)))) {
            assertThat(read(zip, 0)).isEqualTo(noise);
            assertThat(read(zip, 0)).as("reading again costs nothing").isEqualTo(noise);
            assertThat(catchThrowableOfType(ZipException.class, () -> read(zip, 1)))
                    .hasMessageContaining("larger than 8388608 bytes together");
        }
    }

    @Test
    void whatHeadersClaimDoesNotLiftTheRatio() throws Exception {
        byte[] zip = Zips.of(Map.of("item.csv", new byte[12 * MEBIBYTE]));
        byte[] lying = Zips.patchInt(zip, Zips.DIRECTORY_ENTRY, 0, 24, 10);
        try (EmissionZip opened = open(lying, new ZipLimits(10, 64L * MEBIBYTE, 100))) {
            assertThat(catchThrowableOfType(ZipException.class, () -> read(opened, 0)))
                    .hasMessageContaining("more than 100 times");
        }
    }

    @Test
    void aFlippedBitIsSeen() throws Exception {
        byte[] noise = new byte[1000];
        new Random(1).nextBytes(noise);
        byte[] zip = Zips.of(Map.of("item.csv", noise));
        zip[500] ^= 1;
        try (EmissionZip opened = open(zip)) {
            assertThat(catchThrowableOfType(ZipException.class, () -> read(opened, 0)))
                    .hasMessageContaining("item.csv is damaged");
        }
    }

    @Test
    void aWrongChecksumIsSeen() throws Exception {
        byte[] zip = Zips.patchInt(Zips.of("item.csv", CSV), Zips.DIRECTORY_ENTRY, 0, 16, 7);
        try (EmissionZip opened = open(zip)) {
            assertThat(catchThrowableOfType(ZipException.class, () -> read(opened, 0)))
                    .hasMessageContaining("do not match the zip's own checksum");
        }
    }

    @Test
    void aMissingManifestIsRefusedUnlessNoneIsRequired() throws Exception {
        try (EmissionZip zip = open(Zips.of("item.csv", CSV))) {
            assertThat(refusal(zip, ManifestMode.STRICT).rule()).isEqualTo(Rule.MANIFEST_MISSING);
            assertThat(refusal(zip, ManifestMode.LENIENT).rule()).isEqualTo(Rule.MANIFEST_MISSING);
            assertThat(zip.manifest(ManifestMode.OFF)).isEqualTo(Manifest.NONE);
        }
    }

    @Test
    void twoManifestsAreRefusedUnlessNoneIsRequired() throws Exception {
        try (EmissionZip zip =
                open(Zips.of("item.csv", CSV, "manifest_a.csv", "", "manifest_b.csv", ""))) {
            assertThat(refusal(zip, ManifestMode.STRICT))
                    .hasMessage(
                            "manifest.several: The zip holds more than one manifest: manifest_a.csv,"
                                    + " manifest_b.csv");
            assertThat(zip.manifest(ManifestMode.OFF)).isEqualTo(Manifest.NONE);
        }
    }

    @Test
    void aManifestOfManyMebibytesIsNone() throws Exception {
        byte[] noise = new byte[MEBIBYTE + 1];
        new Random(1).nextBytes(noise);
        try (EmissionZip zip =
                open(Zips.of(Map.of("manifest.csv", noise, "item.csv", new byte[1])))) {
            assertThat(refusal(zip, ManifestMode.LENIENT))
                    .hasMessageStartingWith("file.archive: manifest.csv is too large");
        }
    }

    private static Refusal refusal(EmissionZip zip, ManifestMode mode) {
        return catchThrowableOfType(Refusal.class, () -> zip.manifest(mode));
    }

    private static byte[] read(EmissionZip zip, int place) throws IOException {
        try (InputStream in = zip.csvs().get(place).open()) {
            return in.readAllBytes();
        }
    }

    private EmissionZip open(byte[] zip) throws Refusal, IOException {
        return open(zip, LIMITS);
    }

    private EmissionZip open(byte[] zip, ZipLimits limits) throws Refusal, IOException {
        return EmissionZip.open(write(zip), limits);
    }

    private Path write(byte[] zip) throws IOException {
        return Files.write(folder.resolve("item.zip"), zip);
    }
}
