/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.finding.Outcome;
import org.cqube.engines.finding.Refusal;

/** Whatever the bytes are, a file is refused as a whole or each of its records is decided. */
class ValidationFuzzTest {

    private static final FileContract CONTRACT = Validated.contract("attendance");

    private static final byte[] HEADER =
            "StudentAttendanceId|StudentId|SchoolId|AcademicYear|Month|1|2|30\n".getBytes();

    @FuzzTest(maxDuration = "1m")
    void anyHeader(byte[] bytes) throws IOException {
        check(bytes);
    }

    @FuzzTest(maxDuration = "1m")
    void anyRecords(byte[] bytes) throws IOException {
        byte[] raw = new byte[HEADER.length + bytes.length];
        System.arraycopy(HEADER, 0, raw, 0, HEADER.length);
        System.arraycopy(bytes, 0, raw, HEADER.length, bytes.length);
        check(raw);
    }

    private static void check(byte[] raw) throws IOException {
        try {
            ValidationResult result = Validated.of(raw, CONTRACT, Validated.OPTIONS).result();
            assertThat(result.accepted() + result.rejected()).isEqualTo(result.recordsIn());
        } catch (Refusal refusal) {
            assertThat(refusal.rule().outcome()).isEqualTo(Outcome.FILE);
        }
    }
}
