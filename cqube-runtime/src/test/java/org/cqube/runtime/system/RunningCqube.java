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

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.cqube.runtime.operation.Database;
import org.cqube.runtime.operation.Project;
import org.cqube.runtime.process.ProcessIdentity;
import org.cqube.runtime.state.RuntimeFile;
import org.cqube.runtime.state.RuntimeState;
import org.cqube.runtime.state.StateDirectory;

/** A whole runtime in a temporary directory, and the commands on it, each in its own process. */
public final class RunningCqube implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Project project;
    private final Path target;
    private final StateDirectory directory;
    private final Map<String, String> environment;
    private Snapshot samples;

    private RunningCqube(
            Project project, StateDirectory directory, Map<String, String> environment) {
        this.project = project;
        this.target = project.root().resolve("cqube-runtime/target");
        this.directory = directory;
        this.environment = environment;
    }

    /** Starts a runtime with the project's samples in it. */
    static RunningCqube boot() {
        RunningCqube cqube = apart(Map.of());
        try {
            cqube.run("up").well();
            cqube.samples = Snapshot.of(cqube);
        } catch (AssertionError | RuntimeException failed) {
            cqube.close();
            throw failed;
        }
        return cqube;
    }

    /**
     * A runtime beside the shared one, not started yet; for what would disturb the other tests.
     *
     * @param environment variables of the commands
     */
    static RunningCqube apart(Map<String, String> environment) {
        return apart(Project.current(), environment);
    }

    /**
     * A runtime of its own of a project with other folders of sources.
     *
     * @param project as built
     */
    static RunningCqube apart(Project project, Map<String, String> environment) {
        try {
            Path target = project.root().resolve("cqube-runtime/target");
            return new RunningCqube(
                    project,
                    new StateDirectory(Files.createTempDirectory(target, "system-")),
                    environment);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Tables and publication as they were when nothing but the project's samples was there. */
    Snapshot samples() {
        return samples;
    }

    /** Runs {@code ./cqube} with these arguments on this runtime. */
    public CommandResult run(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-Dcqube.project=" + project.root());
        command.add("-cp");
        command.add(project.commandLibrary() + "/*");
        command.add("org.cqube.runtime.Cqube");
        command.addAll(Arrays.asList(arguments));
        try {
            Path output = Files.createTempFile(target, "cqube-", ".out");
            Path progress = Files.createTempFile(target, "cqube-", ".err");
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .redirectOutput(output.toFile())
                            .redirectError(progress.toFile());
            builder.environment().putAll(environment);
            builder.environment().put("CQUBE_DIR", directory.root().toString());
            Process process = builder.start();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(
                        "still running: " + List.of(arguments) + "; " + Files.readString(progress));
            }
            CommandResult result =
                    new CommandResult(
                            process.exitValue(),
                            Files.readString(output),
                            Files.readString(progress));
            Files.delete(output);
            Files.delete(progress);
            return result;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
    }

    /** Emits without waiting; gives the keys of the objects. */
    List<String> emit(String... arguments) {
        List<String> command = new ArrayList<>(List.of("emit"));
        command.addAll(Arrays.asList(arguments));
        return run(command.toArray(String[]::new)).well().output().lines().toList();
    }

    /** The ledger's view of what was emitted. */
    FollowedEmissions emissions() {
        return new FollowedEmissions(this);
    }

    /** A connection to the pipeline's database. */
    Connection connect() throws SQLException {
        return Database.of(state()).connect();
    }

    /** The file that holds an object of the embedded store. */
    Path object(String bucket, String key) {
        return directory.objects().resolve(bucket).resolve(key);
    }

    /** {@code kill -9} of NiFi. */
    void killNifi() {
        kill(state().nifi());
    }

    /** {@code kill -9} of the process that serves S3 and SMTP; PostgreSQL outlives it. */
    void killBackend() {
        kill(state().backend());
    }

    private static void kill(ProcessIdentity process) {
        ProcessHandle.of(process.pid()).orElseThrow().destroyForcibly();
        await().atMost(Duration.ofSeconds(20)).until(() -> !process.alive());
    }

    /** {@code status --json}. */
    public JsonNode status() {
        return run("status", "--json").well().json();
    }

    /** Ports, keys and processes. */
    public RuntimeState state() {
        try {
            return RuntimeFile.read(directory).orElseThrow();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public StateDirectory directory() {
        return directory;
    }

    /** The project's own sample of a source. */
    public Path sample(String source, String file) {
        return project.flowTemplates().resolve("samples").resolve(source).resolve(file);
    }

    /** Takes everything down; logs stay in a folder of {@code target/system-logs}. */
    @Override
    public void close() {
        try {
            keepLogs();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            run("down", "--wipe");
        }
    }

    private void keepLogs() throws IOException {
        Path kept = target.resolve("system-logs").resolve(directory.root().getFileName());
        Files.createDirectories(kept);
        if (!Files.isDirectory(directory.logs())) {
            return;
        }
        try (Stream<Path> logs = Files.list(directory.logs())) {
            for (Path log : logs.filter(Files::isRegularFile).toList()) {
                Files.copy(
                        log, kept.resolve(log.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
