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
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

/** Keys of the input bucket. */
class ArchiveKeyTest {

    private static final String SHA256 = "0123456789abcdef".repeat(4);

    @Test
    void filesOfAnEmissionLieBesideEachOther() {
        ArchiveKey key =
                new ArchiveKey(
                        "semester_test", "exam_mst", LocalDateTime.of(2020, 5, 9, 7, 8, 9), SHA256);

        String stem =
                "semester_test/2020/2020-05/2020-05-09_semester_test/"
                        + "exam_mst_20200509070809_0123456789ab";
        assertThat(key.csv()).isEqualTo(stem + ".csv");
        assertThat(key.manifest()).isEqualTo(stem + ".manifest.csv");
        assertThat(key.rejects()).isEqualTo(stem + ".rejects.csv");
        assertThat(key.rejectedRecords()).isEqualTo(stem + ".rejected.csv");
    }

    @Test
    void namesThatCouldLeaveTheFolderAreRefused() {
        LocalDateTime time = LocalDateTime.of(2020, 5, 9, 7, 8, 9);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ArchiveKey("../x", "item", time, SHA256));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ArchiveKey("item", "a/b", time, SHA256));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ArchiveKey("item", "item", time, "0123456789ab"));
    }
}
