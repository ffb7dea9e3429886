/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessIdentityTest {

    @Test
    void aRunningProcessIsAlive() {
        ProcessIdentity own = ProcessIdentity.of(ProcessHandle.current().pid()).orElseThrow();
        assertThat(own.alive()).isTrue();
    }

    @Test
    void anotherProcessWithTheSameNumberIsNotTheSame() {
        ProcessIdentity own = ProcessIdentity.of(ProcessHandle.current().pid()).orElseThrow();
        assertThat(new ProcessIdentity(own.pid(), own.startTicks() - 1, own.bootId()).alive())
                .isFalse();
        assertThat(new ProcessIdentity(own.pid(), own.startTicks(), "another boot").alive())
                .isFalse();
    }

    @Test
    void aProcessThatEndedIsNotAlive() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sleep", "60").start();
        ProcessIdentity identity = ProcessIdentity.of(process.pid()).orElseThrow();
        assertThat(DaemonProcess.stop(identity, Duration.ofSeconds(10))).isTrue();
        process.waitFor();
        assertThat(identity.alive()).isFalse();
        assertThat(ProcessIdentity.of(process.pid())).isEmpty();
    }

    @Test
    void whatDoesNotListenIsKilled() throws IOException {
        Process process =
                new ProcessBuilder("sh", "-c", "trap '' TERM; echo ready; while :; do read x; done")
                        .start();
        assertThat(process.inputReader().readLine()).isEqualTo("ready");
        ProcessIdentity identity = ProcessIdentity.of(process.pid()).orElseThrow();
        assertThat(DaemonProcess.stop(identity, Duration.ofMillis(200))).isFalse();
        assertThat(identity.alive()).isFalse();
    }

    @Test
    void aDaemonIsFoundByItsCommandLineAndHasASessionOfItsOwn(@TempDir Path folder)
            throws IOException {
        Path program =
                Files.writeString(
                        folder.resolve("Wait.java"),
                        "class Wait { public static void main(String[] a) throws Exception {"
                                + " Thread.sleep(60000); } }");
        DaemonProcess daemon = new DaemonProcess("test", folder);
        ProcessIdentity started =
                daemon.start(
                        List.of(program.toString()), folder, folder.resolve("output"), Map.of());
        try {
            assertThat(daemon.find(null)).contains(started);
            assertThat(daemon.find(new ProcessIdentity(1, 1, "stale"))).contains(started);
            assertThat(new DaemonProcess("other", folder).find(null)).isEmpty();
            String stat = Files.readString(Path.of("/proc/" + started.pid() + "/stat"));
            // after the name: state, parent, process group, session
            assertThat(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[3])
                    .isEqualTo(Long.toString(started.pid()));
        } finally {
            DaemonProcess.stop(started, Duration.ofSeconds(10));
        }
    }
}
