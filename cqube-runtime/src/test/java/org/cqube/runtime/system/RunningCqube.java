/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.cqube.runtime.operation.Project;
import org.cqube.runtime.state.RuntimeFile;
import org.cqube.runtime.state.RuntimeState;
import org.cqube.runtime.state.StateDirectory;

/** A whole runtime in a temporary directory, and the commands on it, each in its own process. */
public final class RunningCqube implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Project project = Project.current();
    private final Path target = project.root().resolve("cqube-runtime/target");
    private final StateDirectory directory;

    private RunningCqube(StateDirectory directory) {
        this.directory = directory;
    }

    /** Starts a runtime with the project's samples in it. */
    static RunningCqube boot() {
        try {
            Path target = Project.current().root().resolve("cqube-runtime/target");
            RunningCqube cqube =
                    new RunningCqube(
                            new StateDirectory(Files.createTempDirectory(target, "system-")));
            try {
                cqube.run("up").well();
            } catch (AssertionError | RuntimeException failed) {
                cqube.close();
                throw failed;
            }
            return cqube;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
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

    /** Takes everything down; logs stay in {@code target/system-logs}. */
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
        Path kept = target.resolve("system-logs");
        Files.createDirectories(kept);
        try (Stream<Path> logs = Files.list(directory.logs())) {
            for (Path log : logs.filter(Files::isRegularFile).toList()) {
                Files.copy(
                        log, kept.resolve(log.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
