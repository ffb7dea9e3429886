/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Every case of rejected.txt, and what a table cannot say. */
class RejectedRecordsTest {

    private static final int ROUNDS = 200;

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(
            resources = "rejected.txt",
            delimiter = ';',
            quoteCharacter = '`',
            numLinesToSkip = 1)
    void copiesAsTheTableSays(String name, String raw, String lines, String result, long records)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        long copied =
                RejectedRecords.copy(
                        new ByteArrayInputStream(bytes(raw)),
                        (byte) '|',
                        (byte) '"',
                        lines(lines).iterator(),
                        out);

        assertThat(out.toByteArray())
                .asString(StandardCharsets.UTF_8)
                .as(name)
                .isEqualTo(new String(bytes(result), StandardCharsets.UTF_8));
        assertThat(copied).isEqualTo(records);
    }

    @Test
    void aRecordTooLongForMemoryIsCopiedByteForByte() throws IOException {
        String field = "x".repeat(9 << 20);
        String raw = "id|name\n1|" + field + "\n2|" + field + "\n3|C\n4|" + field;

        assertThat(copy(raw, 2, 4, 5))
                .isEqualTo("id|name\n1|" + field + "\n3|C\n4|" + field + "\n");
        assertThat(copy(raw, 4)).isEqualTo("id|name\n3|C\n");
    }

    @Test
    void aLineOnWhichNoRecordBeginsMeansAnotherFile() {
        assertThatIOException()
                .isThrownBy(() -> copy("id|name\n1|\"A\nA\"\n2|B\n", 3))
                .withMessage("no record begins on line 3");
        assertThatIOException()
                .isThrownBy(() -> copy("id|name\n1|A\n", 2, 3))
                .withMessage("no record begins on line 3");
    }

    @Test
    void linesMustAscend() {
        assertThatIllegalArgumentException().isThrownBy(() -> copy("id\n1\n2\n3\n", 3, 2));
    }

    @Test
    void keptAndRefusedRecordsTogetherAreTheFile() throws IOException {
        long seed = Long.getLong("cqube.seed", System.nanoTime());
        Random random = new Random(seed);
        String[] records = {"1|A\n", "2|\"B\nB\"\r\n", "3|C\r", "4||||\n", "\"5\"|\"\"\"\"\n"};
        for (int round = 0; round < ROUNDS; round++) {
            StringBuilder file = new StringBuilder("id|name\n");
            StringBuilder expected = new StringBuilder("id|name\n");
            List<Long> refused = new ArrayList<>();
            long line = 2;
            for (int i = random.nextInt(20); i > 0; i--) {
                int which = random.nextInt(records.length);
                file.append(records[which]);
                if (random.nextBoolean()) {
                    refused.add(line);
                    expected.append(records[which]);
                }
                line += which == 1 ? 2 : 1;
            }
            long[] lines = refused.stream().mapToLong(Long::longValue).toArray();

            assertThat(copy(file.toString(), lines))
                    .as("seed %d", seed)
                    .isEqualTo(expected.toString());
        }
    }

    private static String copy(String raw, long... lines) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RejectedRecords.copy(
                new ByteArrayInputStream(raw.getBytes(StandardCharsets.UTF_8)),
                (byte) '|',
                (byte) '"',
                LongStream.of(lines).iterator(),
                out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static LongStream lines(String text) {
        return text == null
                ? LongStream.empty()
                : Stream.of(text.split(" ")).mapToLong(Long::parseLong);
    }

    private static byte[] bytes(String cell) {
        return cell.replace('⏎', '\n')
                .replace('␍', '\r')
                .replace('﹍', ' ')
                .replace('﹖', '\ufeff')
                .getBytes(StandardCharsets.UTF_8);
    }
}
