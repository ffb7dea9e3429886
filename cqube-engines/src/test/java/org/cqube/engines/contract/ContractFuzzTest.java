/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Whatever the bytes are, the reader gives a contract or says what is wrong with it. */
class ContractFuzzTest {

    @FuzzTest(maxDuration = "1m")
    void readsOrExplains(byte[] bytes) throws IOException {
        try {
            SourceContract contract = ContractReader.read(new ByteArrayInputStream(bytes));
            assertThat(contract.files()).isNotEmpty();
        } catch (ContractException e) {
            assertThat(e.errors()).isNotEmpty();
        }
    }
}
