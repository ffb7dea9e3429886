/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Laws that hold for all input, tried on random input whose seed a failure prints. */
class CsvLawsTest {

    private static final String ALPHABET = "ab|\"\n\r \t,é\uFEFF\\.";
    private static final CsvLimits SMALL = new CsvLimits(40, 60, 8);

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    /** What the reader says of a file, to compare two readings. */
    private record Reading(List<String> records, byte[] raw, String end) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Reading that
                    && records.equals(that.records)
                    && Arrays.equals(raw, that.raw)
                    && end.equals(that.end);
        }

        @Override
        public int hashCode() {
            return records.hashCode();
        }
    }

    @RepeatedTest(200)
    void whatIsWrittenIsReadBack() throws IOException {
        byte delimiter = (byte) "|,;\t".charAt(random.nextInt(4));
        List<List<String>> written = new ArrayList<>();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CsvWriter writer = new CsvWriter(out, delimiter);
        for (int i = random.nextInt(20); i > 0; i--) {
            List<String> record = new ArrayList<>();
            for (int j = 1 + random.nextInt(4); j > 0; j--) {
                record.add(text(random.nextInt(8)));
            }
            for (String field : record) {
                writer.field(field);
            }
            writer.endRecord();
            written.add(record);
        }
        writer.flush();
        List<List<String>> read = new ArrayList<>();
        try (CsvReader reader =
                new CsvReader(new ByteArrayInputStream(out.toByteArray()), delimiter, (byte) '"')) {
            while (reader.next()) {
                List<String> record = new ArrayList<>();
                for (int i = 0; i < reader.fields(); i++) {
                    record.add(reader.text(i));
                }
                assertThat(reader.malformed() || reader.blank()).as("seed %d", seed).isFalse();
                read.add(record);
            }
        }
        assertThat(read).as("seed %d", seed).isEqualTo(written);
    }

    @RepeatedTest(200)
    void splittingTheStreamAnywhereChangesNothing() throws IOException {
        byte[] bytes = text(random.nextInt(300)).getBytes(StandardCharsets.UTF_8);
        for (CsvLimits limits : List.of(CsvLimits.DEFAULT, SMALL)) {
            Reading whole = read(new ByteArrayInputStream(bytes), limits);
            assertThat(read(new Splitting(bytes, new Random(seed)), limits))
                    .as("seed %d, limits %s", seed, limits)
                    .isEqualTo(whole);
            assertThat(read(new Splitting(bytes, null), limits))
                    .as("seed %d, limits %s, byte by byte", seed, limits)
                    .isEqualTo(whole);
        }
    }

    @RepeatedTest(100)
    void rawRecordsMakeUpTheFile() throws IOException {
        byte[] bytes = text(random.nextInt(300)).replace("\"", "").getBytes(StandardCharsets.UTF_8);
        for (CsvLimits limits : List.of(CsvLimits.DEFAULT, SMALL)) {
            assertThat(read(new ByteArrayInputStream(bytes), limits).raw())
                    .as("seed %d", seed)
                    .isEqualTo(bytes);
        }
    }

    @Test
    void recordBeyondTheLimitIsSkippedInBoundedMemory() throws IOException {
        long length = 200L << 20;
        InputStream in =
                new SequenceInputStream(
                        Collections.enumeration(
                                List.of(
                                        new ByteArrayInputStream("h|i\na|".getBytes()),
                                        new Repeating((byte) 'x', length),
                                        new ByteArrayInputStream("\nb|c\n".getBytes()))));
        long[] spilled = {0};
        int largest = 0;
        List<String> lines = new ArrayList<>();
        try (CsvReader reader = new CsvReader(in, (byte) '|', (byte) '"')) {
            reader.spillTo(
                    new OutputStream() {
                        @Override
                        public void write(int b) {
                            spilled[0]++;
                        }

                        @Override
                        public void write(byte[] b, int off, int len) {
                            spilled[0] += len;
                        }
                    });
            while (reader.next()) {
                lines.add(reader.line() + (reader.tooLong() ? " too long" : " " + reader.text(0)));
                largest = Math.max(largest, reader.buffer().length);
            }
        }
        assertThat(lines).containsExactly("1 h", "2 too long", "3 b");
        assertThat(spilled[0]).isEqualTo(length + 3);
        assertThat(largest).isLessThanOrEqualTo((8 << 20) + (64 << 10));
    }

    @Test
    void unclosedQuoteIsFoundInBoundedMemory() throws IOException {
        InputStream in =
                new SequenceInputStream(
                        new ByteArrayInputStream("h\na\n\"".getBytes()),
                        new Repeating((byte) '\n', 50L << 20));
        try (CsvReader reader = new CsvReader(in, (byte) '|', (byte) '"')) {
            assertThat(reader.next() && reader.next()).isTrue();
            UnclosedQuoteException e =
                    catchThrowableOfType(UnclosedQuoteException.class, reader::next);
            assertThat(e.line()).isEqualTo(3);
            assertThat(reader.buffer().length).isLessThanOrEqualTo((8 << 20) + (64 << 10));
        }
    }

    @Test
    void fieldsBeyondTheirLimitMakeTheRecordTooLong() throws IOException {
        String input = "a|b\n" + "x".repeat(41) + "|b\n" + "|".repeat(9) + "\nc|d\n";
        assertThat(read(new ByteArrayInputStream(input.getBytes()), SMALL).records())
                .containsExactly("1:a,b", "2:too long", "3:too long", "4:c,d");
    }

    private String text(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    private static Reading read(InputStream in, CsvLimits limits) throws IOException {
        List<String> records = new ArrayList<>();
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        String end = "end";
        try (CsvReader reader = new CsvReader(in, (byte) '|', (byte) '"', limits)) {
            reader.spillTo(raw);
            while (reader.next()) {
                List<String> fields = new ArrayList<>();
                for (int i = 0; i < reader.fields(); i++) {
                    fields.add(reader.text(i));
                }
                raw.write(
                        reader.buffer(),
                        reader.recordStart(),
                        reader.recordEnd() - reader.recordStart());
                records.add(
                        reader.line()
                                + ":"
                                + (reader.tooLong() ? "too long" : String.join(",", fields))
                                + (reader.malformed() ? "!" : "")
                                + (!reader.tooLong() && reader.blank() ? " blank" : ""));
            }
        } catch (UnclosedQuoteException e) {
            end = "quote of line " + e.line();
            raw.reset();
        }
        return new Reading(records, raw.toByteArray(), end);
    }

    /** Gives few bytes at a time: a random number, or one. */
    private static final class Splitting extends InputStream {
        private final InputStream bytes;
        private final Random random;

        Splitting(byte[] bytes, Random random) {
            this.bytes = new ByteArrayInputStream(bytes);
            this.random = random;
        }

        @Override
        public int read() throws IOException {
            return bytes.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int most = random == null ? 1 : 1 + random.nextInt(5);
            return bytes.read(target, offset, Math.min(length, most));
        }
    }

    /** One byte, many times. */
    private static final class Repeating extends InputStream {
        private final byte value;
        private long left;

        Repeating(byte value, long length) {
            this.value = value;
            this.left = length;
        }

        @Override
        public int read() {
            return left-- > 0 ? value : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int count = (int) Math.min(left, length);
            Arrays.fill(target, offset, offset + count, value);
            left -= count;
            return count;
        }
    }
}
