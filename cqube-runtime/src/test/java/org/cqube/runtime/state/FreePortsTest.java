/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

class FreePortsTest {

    @Test
    void aFreePortIsKept() {
        int port = FreePorts.choose(List.of(0)).getFirst();
        assertThat(FreePorts.choose(List.of(port, 0))).startsWith(port).doesNotHaveDuplicates();
    }

    @Test
    void aTakenPortIsReplaced() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(FreePorts.free(taken.getLocalPort())).isFalse();
            List<Integer> chosen = FreePorts.choose(List.of(taken.getLocalPort()));
            assertThat(chosen).doesNotContain(taken.getLocalPort());
            assertThat(chosen.getFirst()).isBetween(FreePorts.FIRST, FreePorts.LAST);
        }
    }

    @Test
    void fivePortsOfARuntimeDiffer() {
        Ports ports = Ports.free();
        assertThat(
                        List.of(
                                ports.nifi(),
                                ports.management(),
                                ports.database(),
                                ports.objects(),
                                ports.mail()))
                .doesNotHaveDuplicates();
    }
}
