/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.emission;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.cqube.engines.contract.SourceContract;
import org.cqube.runtime.operation.CqubeException;
import org.cqube.runtime.operation.Project;
import org.junit.jupiter.api.Test;

class LoadOrderTest {

    @Test
    void whatIsReferredToComesFirst() throws IOException, CqubeException {
        Contracts contracts = Contracts.read(new Project(Path.of("..")).flowTemplates());
        List<String> order =
                LoadOrder.waves(contracts.sources()).stream()
                        .flatMap(List::stream)
                        .map(SourceContract::name)
                        .toList();
        assertThat(order)
                .hasSameSizeAs(contracts.sources())
                .containsSubsequence(
                        "district_master",
                        "block_master",
                        "cluster_master",
                        "school_master",
                        "student_attendance");
    }
}
