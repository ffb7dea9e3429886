/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.command;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.cqube.runtime.installation.Deployment;
import org.cqube.runtime.installation.InstallationFile;
import org.cqube.runtime.operation.Project;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code deploy}. */
@Command(
        name = "deploy",
        description =
                "Brings access policies, parameters and flows into an installed NiFi, as the"
                        + " installer's file says. Prints what it changed; safe to repeat.")
final class DeployCommand implements Callable<Integer> {

    private final Console console;

    @Mixin private HelpOption help;

    @Parameters(paramLabel = "FILE", description = "The file that the installer wrote.")
    private Path file;

    @Option(names = "--check", description = "Change nothing; print what would be changed.")
    private boolean check;

    DeployCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        Deployment deployment =
                new Deployment(Project.current(), InstallationFile.read(file), console::progress);
        List<String> changes = check ? deployment.differences() : deployment.apply();
        changes.forEach(console::result);
        return ExitCode.WELL.code();
    }
}
