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

/** {@code abandon}. */
@Command(
        name = "abandon",
        description =
                "Gives an emission up: its records count as refused, and the next one goes on.")
final class AbandonCommand implements Callable<Integer> {

    private final Console console;

    @Mixin private HelpOption help;

    @Mixin private DirectoryOption directory;

    @Parameters(paramLabel = "ID", description = "Id of the emission, as status shows it.")
    private long id;

    AbandonCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        try (Connection connection = Database.of(directory.state()).connect()) {
            String state = new Ledger(connection).abandon(id);
            console.progress("emission " + id + ", which was " + state + ", is given up");
        }
        return ExitCode.WELL.code();
    }
}
