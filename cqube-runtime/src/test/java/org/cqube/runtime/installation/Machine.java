/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.installation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A bare machine with a systemd and a network of its own, as {@code ansible/test/machine} makes it.
 * The project lies in it under the path that it has here.
 */
final class Machine implements AutoCloseable {

    /** Where the Java that this test runs with lies in the machine. */
    static final String JAVA = "/usr/lib/jvm/given";

    private static final int MINUTES = 40;

    private final Path project;
    private final String name;
    private final Path logs;

    private Machine(Path project, String name) throws IOException {
        this.project = project;
        this.name = name;
        this.logs = Files.createDirectories(project.resolve("cqube-runtime/target/installation"));
    }

    /**
     * Boots one; what a former run left under the name is removed first.
     *
     * @param number last part of its address
     */
    static Machine boot(Path project, String name, int number, Path java) throws IOException {
        Machine machine = new Machine(project, name);
        machine.tool("remove", "remove", name);
        machine.tool(
                        "start",
                        "start",
                        name,
                        Integer.toString(number),
                        "--bind",
                        project + ":" + project,
                        "--bind-ro",
                        java + ":" + JAVA)
                .well();
        return machine;
    }

    /** Runs a shell command in it, as root. */
    Outcome run(String label, String command) throws IOException {
        return tool(label, "run", name, "bash", "-c", "cd " + project + " && " + command);
    }

    /** Calls the installer in it. */
    Outcome install(String label, String options) throws IOException {
        return run(
                label,
                "CQUBE_JAVA_FROM=%s ./install.sh --no-build --secrets /root/secrets.yml %s"
                        .formatted(JAVA, options));
    }

    private Outcome tool(String label, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(project.resolve("ansible/test/machine").toString());
        command.addAll(List.of(arguments));
        Path log = logs.resolve(label + ".log");
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES))
                    .as("%s ends within %d minutes, see %s", label, MINUTES, log)
                    .isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted during " + label, interrupted);
        } finally {
            process.destroy();
        }
        return new Outcome(process.exitValue(), Files.readString(log), log);
    }

    @Override
    public void close() throws IOException {
        tool("remove", "remove", name);
    }

    /**
     * What a command left behind.
     *
     * @param log the file that has the output too
     */
    record Outcome(int exitCode, String output, Path log) {

        Outcome well() {
            assertThat(exitCode).as("exit code, see %s", log).isZero();
            return this;
        }
    }
}
