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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.cqube.engines.testing.Cases;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The table {@code reading.md}: what records the reader makes of which bytes. */
class CsvReadingTest {

    @TestFactory
    Stream<DynamicTest> readsAsTheTableSays() {
        return Cases.of(getClass(), "reading.md").stream()
                .flatMap(group -> group.rows().stream().flatMap(row -> tests(group.name(), row)));
    }

    private static Stream<DynamicTest> tests(String group, Cases.Row row) {
        List<String> lineEnds = row.given().contains("⏎") ? List.of("␊", "␍␊", "␍") : List.of("");
        return lineEnds.stream()
                .map(
                        end -> {
                            String given = row.given().replace("⏎", end);
                            String name = group + ": " + given;
                            return DynamicTest.dynamicTest(
                                    name,
                                    () ->
                                            assertThat(describe(Cases.bytes(given)))
                                                    .isEqualTo(row.expected()));
                        });
    }

    private static String describe(byte[] bytes) throws IOException {
        StringBuilder text = new StringBuilder();
        try (CsvReader reader =
                new CsvReader(new ByteArrayInputStream(bytes), (byte) '|', (byte) '"')) {
            while (reader.next()) {
                text.append(text.isEmpty() ? "" : " ").append(reader.line());
                if (reader.blank()) {
                    text.append(" blank");
                    continue;
                }
                text.append(reader.malformed() ? " malformed " : "");
                for (int i = 0; i < reader.fields(); i++) {
                    text.append('[').append(field(reader, i)).append(']');
                }
            }
        } catch (UnclosedQuoteException e) {
            text.append(text.isEmpty() ? "" : " ").append("quote of line ").append(e.line());
        }
        return text.isEmpty() ? "nothing" : text.toString();
    }

    /** The field with glyphs, as the table writes it. */
    private static String field(CsvReader reader, int i) {
        byte[] bytes = new byte[reader.fieldEnd(i) - reader.fieldStart(i)];
        System.arraycopy(reader.buffer(), reader.fieldStart(i), bytes, 0, bytes.length);
        if (bytes.length == 2 && bytes[0] == (byte) 0xEF) {
            return "«EFBB»";
        }
        return new String(reader.text(i).getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                .replace("\n", "␊")
                .replace("\r", "␍")
                .replace("\uFEFF", "«EFBBBF»")
                .replaceAll("^ ", "␠");
    }
}
