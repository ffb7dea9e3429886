/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.backend;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.cqube.runtime.state.RuntimeFile;
import org.cqube.runtime.state.RuntimeState;
import org.cqube.runtime.state.StateDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs PostgreSQL, S3 and SMTP of one state directory until it is asked to end. Ports and keys come
 * from {@code runtime.json}; when all three serve, it writes its number to {@code backend.ready}.
 */
public final class Backend implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Backend.class);

    private final Deque<AutoCloseable> services = new ArrayDeque<>();

    private Backend() {}

    /**
     * @param arguments the state directory
     */
    public static void main(String[] arguments) {
        StateDirectory directory = new StateDirectory(Path.of(arguments[0]));
        Backend backend = new Backend();
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    backend.close();
                                    ended.countDown();
                                },
                                "backend-stop"));
        try {
            backend.start(directory);
            ended.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (Exception failed) {
            LOGGER.error("The backend could not start", failed);
            // the last line of the output is what ./cqube shows
            System.err.println("backend: " + rootMessage(failed));
            System.exit(1);
        }
    }

    private void start(StateDirectory directory) throws Exception {
        RuntimeState state =
                RuntimeFile.read(directory)
                        .orElseThrow(
                                () -> new IllegalStateException("no " + directory.runtimeFile()));
        Files.deleteIfExists(directory.backendReady());
        // the slow one beside the two others
        CompletableFuture<Void> database =
                CompletableFuture.runAsync(
                        () ->
                                add(
                                        EmbeddedDatabase.start(
                                                directory,
                                                state.ports().database(),
                                                state.secrets())));
        add(EmbeddedObjectStore.start(directory, state.ports().objects(), state.secrets()));
        add(MailCatcher.start(directory.mailbox(), state.ports().mail()));
        database.join();
        Files.writeString(directory.backendReady(), Long.toString(ProcessHandle.current().pid()));
    }

    private synchronized void add(AutoCloseable service) {
        services.push(service);
    }

    @Override
    public synchronized void close() {
        while (!services.isEmpty()) {
            try {
                services.pop().close();
            } catch (Exception failed) {
                LOGGER.warn("A service did not stop cleanly", failed);
            }
        }
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName() + ": " + root.getMessage();
    }
}
