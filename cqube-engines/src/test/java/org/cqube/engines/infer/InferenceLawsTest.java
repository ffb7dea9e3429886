/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A file is accepted under the contract that was proposed for it. */
class InferenceLawsTest {

    private static final Path SAMPLES = Path.of("..", "flow-templates", "samples");

    /** The emission files that the project is given; absent on most machines. */
    private static final Path GIVEN = Path.of("..", "..", "shared", "samples", "cqube_emission");

    private static final List<String> VALUES =
            List.of(
                    "",
                    " ",
                    "NULL",
                    "NA",
                    "-",
                    "0",
                    "1",
                    "2",
                    "5",
                    "007",
                    "+1",
                    "-0",
                    "1.50",
                    ".5",
                    "99999999999999999999",
                    "2020-07-31",
                    "2020-21",
                    "10:05",
                    "TRUE",
                    "f",
                    "x",
                    "\"q\"\"q\"",
                    "\"a|b\"",
                    " spaced ",
                    "पाठ",
                    "88010100101",
                    "2020-07-31 10:05:00");

    private static final List<String> HEADERS =
            List.of(
                    "id",
                    "Id2",
                    "SchoolId",
                    "student_id",
                    "AcademicYear",
                    "Month",
                    "Latitude",
                    "7",
                    "x y");

    @Test
    void randomFilesAreAccepted() throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            String csv = file(random);
            try {
                InferenceFuzzTest.check(csv.getBytes(StandardCharsets.UTF_8));
            } catch (AssertionError | RuntimeException broken) {
                throw new AssertionError("seed " + seed + ", round " + round + ":\n" + csv, broken);
            }
        }
    }

    /** Columns that mostly keep to one kind of value, with something else now and then. */
    private static String file(Random random) {
        int columns = 1 + random.nextInt(HEADERS.size());
        int rows = random.nextInt(60);
        int[] usual = random.ints(columns, 0, VALUES.size()).toArray();
        StringBuilder csv = new StringBuilder();
        for (int column = 0; column < columns; column++) {
            csv.append(column == 0 ? "" : "|").append(HEADERS.get(column));
        }
        for (int row = 0; row < rows; row++) {
            csv.append('\n');
            for (int column = 0; column < columns; column++) {
                csv.append(column == 0 ? "" : "|");
                int what = random.nextInt(30);
                csv.append(
                        what == 0
                                ? VALUES.get(random.nextInt(VALUES.size()))
                                : column == 0 && what < 28
                                        ? String.valueOf(row)
                                        : VALUES.get(usual[column]));
            }
        }
        return csv.append('\n').toString();
    }

    static Stream<Path> ownSamples() throws IOException {
        try (Stream<Path> files = Files.walk(SAMPLES)) {
            return files
                    .filter(file -> file.toString().endsWith(".csv"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("ownSamples")
    void theProjectsSamplesAreAccepted(Path file) throws Exception {
        InferenceFuzzTest.check(Files.readAllBytes(file));
    }

    static Stream<Path> givenSamples() throws IOException {
        if (!Files.isDirectory(GIVEN)) {
            return Stream.of(GIVEN);
        }
        try (Stream<Path> files = Files.walk(GIVEN)) {
            return files
                    .filter(file -> file.toString().endsWith(".zip"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("givenSamples")
    void theFieldsSamplesAreCleanUnderAContractThatHasAKey(Path file) throws Exception {
        assumeThat(file).as("the given samples are not here").isRegularFile();
        InferredFile inferred = InferredFile.of(content(file), file.getFileName().toString());
        assertThat(inferred.clean()).as(inferred.findings()).isTrue();
        assertThat(inferred.result().accepted()).isEqualTo(inferred.result().recordsIn());
        assertThat(inferred.file().duplicates()).hasSizeGreaterThan(1);
        assertThat(inferred.notes()).isEmpty();
    }

    private static byte[] content(Path zip) {
        try (ZipFile file = new ZipFile(zip.toFile());
                InputStream in = file.getInputStream(file.stream().findFirst().orElseThrow())) {
            return in.readAllBytes();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
