/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttendanceDataTest {

    @Test
    void sameRowsGiveTheSameBytes() throws IOException {
        assertThat(bytes(2_000)).isEqualTo(bytes(2_000));
    }

    @Test
    void hasTheColumnsRowsAndCopiesThatItSays() throws IOException {
        AttendanceData data = new AttendanceData(2_000);
        List<String> lines = new String(bytes(2_000), StandardCharsets.US_ASCII).lines().toList();

        assertThat(lines).hasSize(data.rows() + 1);
        assertThat(lines).allSatisfy(line -> assertThat(line.split("\\|", -1)).hasSize(37));
        assertThat(new HashSet<>(lines)).hasSize(data.rows() + 1 - data.copies());
    }

    @Test
    void takesWholeBlocksOnly() {
        assertThatIllegalArgumentException().isThrownBy(() -> new AttendanceData(1_999));
    }

    private static byte[] bytes(int rows) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new AttendanceData(rows).write(out);
        return out.toByteArray();
    }
}
