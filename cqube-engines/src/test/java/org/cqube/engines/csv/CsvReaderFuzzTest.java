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

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Whatever the bytes are, the reader ends, keeps its bounds and counts lines upwards. */
class CsvReaderFuzzTest {

    private static final CsvLimits LIMITS = new CsvLimits(64, 128, 16);

    @FuzzTest(maxDuration = "1m")
    void readsAnything(byte[] bytes) throws IOException {
        try (CsvReader reader =
                new CsvReader(new ByteArrayInputStream(bytes), (byte) '|', (byte) '"', LIMITS)) {
            long last = 0;
            while (reader.next()) {
                assertThat(reader.line()).isGreaterThan(last);
                last = reader.line();
                for (int i = 0; i < reader.fields(); i++) {
                    assertThat(reader.fieldStart(i))
                            .isBetween(reader.recordStart(), reader.fieldEnd(i));
                    assertThat(reader.fieldEnd(i)).isLessThanOrEqualTo(reader.recordEnd());
                    assertThat(reader.text(i)).isNotNull();
                }
            }
        } catch (UnclosedQuoteException e) {
            assertThat(e.line()).isPositive();
        }
    }
}
