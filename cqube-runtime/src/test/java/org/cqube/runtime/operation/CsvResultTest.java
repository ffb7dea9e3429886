/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.operation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvResultTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            nullValues = "null",
            value = {
                "plain, plain",
                "null, ''",
                "'', '\"\"'",
                "'a,b', '\"a,b\"'",
                "'say \"x\"', '\"say \"\"x\"\"\"'",
                "'two\nlines', '\"two\nlines\"'",
                "' blank ', ' blank '"
            })
    void cellsAreQuotedWhereNeeded(String value, String cell) {
        assertThat(CsvResult.cell(value)).isEqualTo(cell);
    }
}
