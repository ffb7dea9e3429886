/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.cqube.runtime.process.DaemonProcess;
import org.cqube.runtime.process.ProcessIdentity;

/** PostgreSQL of a runtime, stopped behind the runtime's back; {@code up} starts it again. */
final class DatabaseServer {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private DatabaseServer() {}

    /** Stops it as a crash of its machine would: open transactions are lost. */
    static void stop(RunningCqube cqube) {
        Path files = cqube.directory().databaseFiles();
        try {
            long pid =
                    Long.parseLong(Files.readAllLines(files.resolve("postmaster.pid")).getFirst());
            ProcessIdentity server = ProcessIdentity.of(pid).orElseThrow();
            DaemonProcess.stop(server, PATIENCE, "QUIT");
            await().atMost(PATIENCE).until(() -> !server.alive());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
