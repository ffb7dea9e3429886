/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.duplicates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TypedRowTest {

    @Test
    void blankingAValueLeavesTheOthersAsIfItHadBeenNullFromTheStart() {
        byte[] longValue = new byte[300];
        Arrays.fill(longValue, (byte) 'x');
        TypedRow blanked = new TypedRow(3);
        blanked.add("ab".getBytes(), 0, 2);
        blanked.add(longValue, 0, 300);
        blanked.add("c".getBytes(), 0, 1);
        blanked.blank(1);
        blanked.blank(0);
        TypedRow expected = new TypedRow(3);
        expected.addNull();
        expected.addNull();
        expected.add("c".getBytes(), 0, 1);
        assertThat(Arrays.copyOf(blanked.bytes(), blanked.size()))
                .isEqualTo(Arrays.copyOf(expected.bytes(), expected.size()));
        assertThat(blanked.isNull(0) && blanked.isNull(1)).isTrue();
        assertThat(blanked.text(2)).isEqualTo("c");
    }

    @Test
    void onlyTheNumberZeroIsZero() {
        TypedRow row = new TypedRow(3);
        row.add("0".getBytes(), 0, 1);
        row.add("00".getBytes(), 0, 2);
        row.addNull();
        assertThat(row.isZero(0)).isTrue();
        assertThat(row.isZero(1)).isFalse();
        assertThat(row.isZero(2)).isFalse();
    }
}
