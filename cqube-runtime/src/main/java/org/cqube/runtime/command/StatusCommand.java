/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.command;

import java.util.concurrent.Callable;
import org.cqube.runtime.operation.Processes;
import org.cqube.runtime.operation.Project;
import org.cqube.runtime.state.RuntimeState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code status}. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Says what runs, and what became of every emission.")
final class StatusCommand implements Callable<Integer> {

    private final Console console;

    @Mixin private DirectoryOption directory;

    @Option(names = "--json", description = "As JSON, for programs.")
    private boolean json;

    StatusCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        RuntimeState state = directory.state();
        Processes processes =
                new Processes(Project.current(), directory.directory(), console::progress);
        console.result("NiFi     " + processes.nifi(state).map(p -> "runs").orElse("stopped"));
        console.result("backend  " + processes.backend(state).map(p -> "runs").orElse("stopped"));
        return ExitCode.WELL.code();
    }
}
