/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.command;

import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.cqube.runtime.operation.Project;
import org.cqube.runtime.operation.Startup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code up}. */
@Command(
        name = "up",
        description =
                "Starts what is not running, imports the flows, emits the samples and waits until"
                        + " they are published. Safe to repeat.")
final class UpCommand implements Callable<Integer> {

    private final Console console;

    @Mixin private HelpOption help;

    @Mixin private DirectoryOption directory;

    @Option(names = "--empty", description = "Emit no samples.")
    private boolean empty;

    @Option(
            names = "--asof",
            paramLabel = "DATE",
            description =
                    "Day that periods such as 'last 7 days' end on (yyyy-MM-dd); default: the latest"
                            + " day with data.")
    private LocalDate asOf;

    UpCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        Startup startup = new Startup(Project.current(), directory.directory(), console::progress);
        startup.start(asOf);
        if (!empty) {
            startup.emitSamples();
        }
        startup.summary().forEach(console::result);
        return ExitCode.WELL.code();
    }
}
