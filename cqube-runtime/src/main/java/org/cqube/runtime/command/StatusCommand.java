/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import org.cqube.runtime.operation.CqubeException;
import org.cqube.runtime.operation.Processes;
import org.cqube.runtime.operation.Project;
import org.cqube.runtime.operation.Status;
import org.cqube.runtime.operation.StatusText;
import org.cqube.runtime.state.RuntimeState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code status}. */
@Command(name = "status", description = "Says what runs, and what became of every emission.")
final class StatusCommand implements Callable<Integer> {

    private final Console console;

    @Mixin private HelpOption help;

    @Mixin private DirectoryOption directory;

    @Option(names = "--json", description = "As JSON, for programs.")
    private boolean json;

    StatusCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        RuntimeState state = directory.state();
        Project project = Project.current();
        Processes processes = new Processes(project, directory.directory(), console::progress);
        if (processes.nifi(state).isEmpty() || processes.backend(state).isEmpty()) {
            throw new CqubeException(
                    (processes.nifi(state).isEmpty() ? "NiFi" : "the backend")
                            + " of "
                            + directory.directory().root()
                            + " does not run: start it with ./cqube up");
        }
        ObjectNode status = Status.json(project, directory.directory(), state);
        if (json) {
            console.result(status.toPrettyString());
        } else {
            StatusText.lines(status).forEach(console::result);
        }
        return ExitCode.WELL.code();
    }
}
