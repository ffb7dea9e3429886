/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cqube.runtime.command.ExitCode.FAULT;
import static org.cqube.runtime.command.ExitCode.KNOWN;
import static org.cqube.runtime.command.ExitCode.PARKED;
import static org.cqube.runtime.command.ExitCode.REFUSED;
import static org.cqube.runtime.command.ExitCode.WELL;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExitCodeTest {

    @Test
    void theWorstOfSeveralCounts() {
        assertThat(ExitCode.worst(List.of(WELL, KNOWN))).isEqualTo(KNOWN);
        assertThat(ExitCode.worst(List.of(KNOWN, REFUSED, WELL))).isEqualTo(REFUSED);
        assertThat(ExitCode.worst(List.of(REFUSED, PARKED))).isEqualTo(PARKED);
        assertThat(ExitCode.worst(List.of(PARKED, FAULT))).isEqualTo(FAULT);
        assertThat(ExitCode.worst(List.of(WELL))).isEqualTo(WELL);
    }

    @Test
    void codesAreThoseThatScriptsRelyOn() {
        assertThat(ExitCode.values()).extracting(ExitCode::code).containsExactly(0, 1, 2, 3, 4, 5);
    }
}
