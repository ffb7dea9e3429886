/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.operation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.cqube.runtime.backend.Backend;
import org.cqube.runtime.backend.OrphanedDatabase;
import org.cqube.runtime.nifi.NifiClient;
import org.cqube.runtime.nifi.NifiHome;
import org.cqube.runtime.process.DaemonProcess;
import org.cqube.runtime.process.ProcessIdentity;
import org.cqube.runtime.state.FileTree;
import org.cqube.runtime.state.FreePorts;
import org.cqube.runtime.state.RuntimeFile;
import org.cqube.runtime.state.RuntimeState;
import org.cqube.runtime.state.StateDirectory;

/**
 * Starts and stops the two processes of a state directory. Whatever state a crash left, {@link
 * #startBackend} and {@link #startNifi} end with exactly one process of the role, serving. The
 * caller holds the state lock.
 */
public final class Processes {

    private static final Duration BACKEND_START = Duration.ofSeconds(90);
    private static final Duration NIFI_START = Duration.ofSeconds(180);
    private static final Duration STOP = Duration.ofSeconds(60);
    private static final Duration INTERVAL = Duration.ofMillis(100);

    private final Project project;
    private final StateDirectory directory;
    private final Consumer<String> progress;
    private final DaemonProcess backend;
    private final DaemonProcess nifi;

    public Processes(Project project, StateDirectory directory, Consumer<String> progress) {
        this.project = project;
        this.directory = directory;
        this.progress = progress;
        this.backend = new DaemonProcess("backend", directory.root());
        this.nifi = new DaemonProcess("nifi", directory.root());
    }

    public Optional<ProcessIdentity> backend(RuntimeState state) {
        return backend.find(state.backend());
    }

    public Optional<ProcessIdentity> nifi(RuntimeState state) {
        return nifi.find(state.nifi());
    }

    /** Makes sure that PostgreSQL, S3 and SMTP serve. */
    public RuntimeState startBackend(RuntimeState state) throws IOException, CqubeException {
        Optional<ProcessIdentity> running = backend(state);
        if (running.isPresent() && (ready(running.get()) || becomesReady(running.get()))) {
            if (Database.of(state).answers()) {
                return record(state.withBackend(running.get()));
            }
            progress.accept("PostgreSQL does not answer, starting it again");
        }
        running.ifPresent(process -> DaemonProcess.stop(process, STOP));
        OrphanedDatabase.stop(directory.databaseFiles());
        Files.deleteIfExists(directory.backendReady());
        RuntimeState planned =
                record(state.withPorts(state.ports().withBackend(FreePorts::choose)));
        progress.accept("starting PostgreSQL, S3 and mail");
        FileTree.mirror(project.commandLibrary(), directory.backendLibrary(), "cqube-");
        Path output = directory.logs().resolve("backend-console.log");
        ProcessIdentity started =
                backend.start(
                        List.of(
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "--enable-native-access=ALL-UNNAMED",
                                "-Dlogback.configurationFile=org/cqube/runtime/backend-logback.xml",
                                "-cp",
                                directory.backendLibrary() + "/*",
                                Backend.class.getName(),
                                directory.root().toString()),
                        directory.root(),
                        output,
                        Map.of());
        RuntimeState recorded = record(planned.withBackend(started));
        if (!becomesReady(started)) {
            throw new CqubeException(
                    "PostgreSQL, S3 and mail did not start: "
                            + LogTail.lastLine(output)
                            + " (more in "
                            + directory.logs()
                            + ")");
        }
        return recorded;
    }

    /** Makes sure that NiFi's process runs; see {@link #awaitNifi}. */
    public RuntimeState startNifi(RuntimeState state) throws IOException {
        Optional<ProcessIdentity> running = nifi(state);
        if (running.isPresent()) {
            return record(state.withNifi(running.get()));
        }
        RuntimeState planned = record(state.withPorts(state.ports().withNifi(FreePorts::choose)));
        progress.accept("starting NiFi");
        NifiHome home = new NifiHome(directory);
        home.prepare(project.nifiLibrary(), planned);
        ProcessIdentity started =
                nifi.start(
                        home.javaArguments(planned),
                        directory.nifiHome(),
                        directory.logs().resolve("nifi-console.log"),
                        Map.of());
        return record(planned.withNifi(started));
    }

    /** Waits until NiFi's REST interface answers. */
    public void awaitNifi(RuntimeState state) throws IOException, CqubeException {
        NifiClient client = new NifiClient(state.ports().nifi());
        boolean answers =
                Waiting.until(
                        NIFI_START,
                        INTERVAL,
                        () -> {
                            if (!state.nifi().alive()) {
                                throw new CqubeException(
                                        "NiFi ended while it started: "
                                                + LogTail.lastError(
                                                        directory.logs().resolve("nifi-app.log"))
                                                + " (more in "
                                                + directory.logs()
                                                + ")");
                            }
                            return answers(client);
                        });
        if (!answers) {
            throw new CqubeException(
                    "NiFi does not answer after "
                            + NIFI_START.toSeconds()
                            + " s, see "
                            + directory.logs().resolve("nifi-app.log"));
        }
    }

    /** Stops what runs; NiFi first, as it works with the others. */
    public void stop() throws IOException {
        RuntimeState state = RuntimeFile.read(directory).orElseThrow();
        Optional<ProcessIdentity> runningNifi = nifi(state);
        if (runningNifi.isPresent()) {
            progress.accept("stopping NiFi");
            stop("NiFi", runningNifi.get());
        }
        Optional<ProcessIdentity> runningBackend = backend(state);
        if (runningBackend.isPresent()) {
            progress.accept("stopping PostgreSQL, S3 and mail");
            stop("the backend", runningBackend.get());
        }
        OrphanedDatabase.stop(directory.databaseFiles());
        Files.deleteIfExists(directory.backendReady());
        record(state.withNifi(null).withBackend(null));
    }

    private void stop(String name, ProcessIdentity process) {
        if (!DaemonProcess.stop(process, STOP)) {
            progress.accept(
                    name + " did not stop within " + STOP.toSeconds() + " s and was killed");
        }
    }

    private boolean becomesReady(ProcessIdentity process) throws IOException, CqubeException {
        return Waiting.until(BACKEND_START, INTERVAL, () -> ready(process) || !process.alive())
                && ready(process);
    }

    private boolean ready(ProcessIdentity process) throws IOException {
        Path mark = directory.backendReady();
        return process.alive()
                && Files.exists(mark)
                && Files.readString(mark).equals(Long.toString(process.pid()));
    }

    private static boolean answers(NifiClient client) {
        try {
            client.get("/flow/about");
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private RuntimeState record(RuntimeState state) throws IOException {
        RuntimeFile.write(directory, state);
        return state;
    }
}
