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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.cqube.engines.csv.CsvReader;
import org.cqube.engines.csv.UnclosedQuoteException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The fast count gives the same answers as the reader that finds fields, however the bytes arrive.
 */
class RecordCounterTest {

    private static final int ROUNDS = 30_000;

    private record Count(long records, long blankLines, int columns, long openQuote) {}

    @Test
    void countsAsTheReaderReads() throws IOException {
        long seed = Long.getLong("cqube.seed", System.nanoTime());
        Random random = new Random(seed);
        String[] pieces = {
            "a", "12345678901", "|", "|", "\"", "\"", "\n", "\n", "\r", "\r\n", " ", "\t", "\f", "é"
        };
        for (int round = 0; round < ROUNDS; round++) {
            StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "\ufeff" : "");
            for (int i = random.nextInt(40); i > 0; i--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            byte[] csv = text.toString().getBytes(StandardCharsets.UTF_8);
            int chunk = 1 + random.nextInt(20);

            assertThat(count(csv, chunk))
                    .as("seed %d, chunks of %d bytes: %s", seed, chunk, text)
                    .isEqualTo(read(csv));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\ufeff", "ï", "\ufeff\n", "a", "\"", "\"\"", "a\n\"", "a\n\"\""})
    void countsShortFilesAsTheReaderReads(String text) throws IOException {
        byte[] csv = text.getBytes(StandardCharsets.UTF_8);

        assertThat(count(csv, 1)).isEqualTo(read(csv));
    }

    @Test
    void halfAByteOrderMarkIsContent() throws IOException {
        byte[] csv = {(byte) 0xEF, (byte) 0xBB};

        assertThat(count(csv, 1)).isEqualTo(new Count(0, 0, 1, 0)).isEqualTo(read(csv));
    }

    @Test
    void theLongestRecordIsRemembered() {
        byte[] csv =
                "id|name\n1|\"A\r\nA\"\n2|B\n3|\"C\n\n\"\n4|\"D\nD\""
                        .getBytes(StandardCharsets.UTF_8);
        RecordCounter counter = new RecordCounter((byte) '|', (byte) '"');
        counter.accept(csv, 0, csv.length);
        counter.finish();

        assertThat(counter.longestLine()).isEqualTo(5);
        assertThat(counter.longestSpan()).isEqualTo(3);
        assertThat(counter.records()).isEqualTo(4);
    }

    private static Count count(byte[] csv, int chunk) {
        RecordCounter counter = new RecordCounter((byte) '|', (byte) '"');
        for (int at = 0; at < csv.length; at += chunk) {
            counter.accept(csv, at, Math.min(csv.length, at + chunk));
        }
        counter.finish();
        return new Count(
                counter.records(), counter.blankLines(), counter.columns(), counter.openQuote());
    }

    private static Count read(byte[] csv) throws IOException {
        long records = 0;
        long blankLines = 0;
        int columns = 0;
        long openQuote = 0;
        try (CsvReader reader =
                new CsvReader(new ByteArrayInputStream(csv), (byte) '|', (byte) '"')) {
            while (reader.next()) {
                if (reader.blank()) {
                    blankLines++;
                } else if (columns == 0) {
                    columns = reader.fields();
                } else {
                    records++;
                }
            }
        } catch (UnclosedQuoteException e) {
            openQuote = e.line();
            records += columns == 0 ? 0 : 1;
        }
        return new Count(records, blankLines, columns, openQuote);
    }
}
