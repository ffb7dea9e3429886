/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.command;

import java.sql.Connection;
import java.util.concurrent.Callable;
import org.cqube.runtime.ledger.Ledger;
import org.cqube.runtime.operation.Database;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code resume}. */
@Command(name = "resume", description = "Lets a parked or stalled emission go on.")
final class ResumeCommand implements Callable<Integer> {

    private final Console console;

    @Mixin private HelpOption help;

    @Mixin private DirectoryOption directory;

    @Parameters(paramLabel = "ID", description = "Id of the emission, as status shows it.")
    private long id;

    ResumeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        try (Connection connection = Database.of(directory.state()).connect()) {
            String state = new Ledger(connection).resume(id);
            console.progress("emission " + id + ", which is " + state + ", goes on");
        }
        return ExitCode.WELL.code();
    }
}
