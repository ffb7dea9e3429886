/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.backend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.cqube.runtime.process.DaemonProcess;
import org.cqube.runtime.process.ProcessIdentity;
import org.cqube.runtime.process.ProcessTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL whose backend was killed goes on serving and holds port and data. It is stopped
 * before its data are served again; a pid file that it left behind is removed, since its number may
 * meanwhile belong to another process and then keeps PostgreSQL from starting.
 */
public final class OrphanedDatabase {

    private static final Logger LOGGER = LoggerFactory.getLogger(OrphanedDatabase.class);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private OrphanedDatabase() {}

    /** Stops the server of this cluster directory, if one runs. */
    public static void stop(Path files) {
        Path pidFile = files.resolve("postmaster.pid");
        try {
            find(files)
                    .ifPresent(
                            server -> {
                                LOGGER.warn("Stopping the PostgreSQL of a killed backend");
                                // SIGTERM waits for clients; those are waiting for us
                                DaemonProcess.stop(server, PATIENCE, "INT");
                            });
            Files.deleteIfExists(pidFile);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The postmaster: children of it have other command lines. */
    private static Optional<ProcessIdentity> find(Path files) {
        List<String> directory = List.of("-D", files.toString());
        return ProcessTable.find(
                arguments ->
                        !arguments.isEmpty()
                                && arguments.getFirst().endsWith("/postgres")
                                && arguments.containsAll(directory));
    }
}
