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
import org.cqube.runtime.operation.LogFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code logs}. */
@Command(name = "logs", description = "Prints the end of every log, each under its path.")
final class LogsCommand implements Callable<Integer> {

    private final Console console;

    @Mixin private HelpOption help;

    @Mixin private DirectoryOption directory;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            defaultValue = "40",
            description = "How many lines of each (${DEFAULT-VALUE}).")
    private int lines;

    LogsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        directory.state();
        LogFiles.tail(directory.directory(), lines).forEach(console::result);
        return ExitCode.WELL.code();
    }
}
