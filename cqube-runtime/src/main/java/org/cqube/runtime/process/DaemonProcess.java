/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A Java process of one role for one state directory. It carries both in its command line, so that
 * it is found again even if whoever started it died before writing its number down.
 *
 * @param role {@code backend} or {@code nifi}
 * @param stateDirectory absolute
 */
public record DaemonProcess(String role, Path stateDirectory) {

    /**
     * Starts the process in a session of its own, with its standard streams on files: it survives
     * the terminal, and whoever reads the output of the command that started it sees its end.
     *
     * @param javaArguments what follows the java program: options, class path, main class,
     *     arguments
     * @param environment variables to set beside the inherited ones
     */
    public ProcessIdentity start(
            List<String> javaArguments,
            Path workingDirectory,
            Path output,
            Map<String, String> environment)
            throws IOException {
        List<String> command = new ArrayList<>();
        // setsid replaces itself by the program, so the number is the program's
        command.add("setsid");
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(marks());
        command.addAll(javaArguments);
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(workingDirectory.toFile())
                        .redirectInput(new File("/dev/null"))
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        // options meant for the command line's JVM are not the daemon's
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        return ProcessIdentity.of(process.pid())
                .orElseThrow(() -> new IOException(role + " ended at once, see " + output));
    }

    /** The running process: the recorded one, or one that was never recorded. */
    public Optional<ProcessIdentity> find(ProcessIdentity recorded) {
        if (recorded != null && recorded.alive()) {
            return Optional.of(recorded);
        }
        return ProcessTable.find(arguments -> arguments.containsAll(marks()));
    }

    /** Asks the process to end (SIGTERM), and kills it if it does not. */
    public static boolean stop(ProcessIdentity process, Duration patience) {
        return stop(process, patience, "TERM");
    }

    /**
     * Asks the process to end, and kills it if it does not.
     *
     * @param patience how long it may take to end by itself
     * @param signal name of the signal that asks, such as {@code INT}
     * @return whether it ended by itself
     */
    public static boolean stop(ProcessIdentity process, Duration patience, String signal) {
        Optional<ProcessHandle> handle =
                process.alive() ? ProcessHandle.of(process.pid()) : Optional.empty();
        if (handle.isEmpty()) {
            return true;
        }
        signal(process, signal);
        if (ended(handle.get(), process, patience)) {
            return true;
        }
        signal(process, "KILL");
        ended(handle.get(), process, Duration.ofSeconds(10));
        return false;
    }

    /** Java itself sends TERM and KILL only. */
    private static void signal(ProcessIdentity process, String signal) {
        try {
            new ProcessBuilder("sh", "-c", "kill -s " + signal + " " + process.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot signal process " + process.pid(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean ended(ProcessHandle handle, ProcessIdentity process, Duration patience) {
        try {
            handle.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException late) {
            return !process.alive();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return !process.alive();
        }
    }

    private List<String> marks() {
        return List.of("-Dcqube.role=" + role, "-Dcqube.state=" + stateDirectory);
    }
}
