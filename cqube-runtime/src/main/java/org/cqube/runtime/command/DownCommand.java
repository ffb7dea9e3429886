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
import org.cqube.runtime.state.StateDirectory;
import org.cqube.runtime.state.StateLock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code down}. */
@Command(
        name = "down",
        description = "Stops what runs. The next up goes on where this one stopped.")
final class DownCommand implements Callable<Integer> {

    private final Console console;

    @Mixin private HelpOption help;

    @Mixin private DirectoryOption directory;

    @Option(names = "--wipe", description = "Delete all data of the runtime too.")
    private boolean wipe;

    DownCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        StateDirectory state = directory.directory();
        if (!state.exists()) {
            console.progress("nothing runs for " + state.root());
            return ExitCode.WELL.code();
        }
        StateLock.holding(
                state,
                console::progress,
                () -> {
                    new Processes(Project.current(), state, console::progress).stop();
                    if (wipe) {
                        state.wipe();
                        console.progress("deleted " + state.root());
                    }
                });
        return ExitCode.WELL.code();
    }
}
