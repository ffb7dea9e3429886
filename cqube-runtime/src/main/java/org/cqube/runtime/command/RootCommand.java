/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./cqube} itself. */
@Command(
        name = "cqube",
        mixinStandardHelpOptions = true,
        version = "cQube on NiFi 0.1.0",
        description = "Tries cQube out on one machine: a real NiFi, PostgreSQL, S3 and mail.",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:well, also if some records were refused",
            "1:fault, or time-out",
            "2:wrong call",
            "3:an emission was refused",
            "4:an emission was known already",
            "5:an emission is parked, or waits behind a parked one"
        },
        footer = {
            "",
            "Results go to standard output, progress to standard error.",
            "State is kept in .cqube/, or where --dir or the variable CQUBE_DIR says.",
            "The variable CQUBE_NIFI_HEAP sets NiFi's heap (default 768m)."
        })
final class RootCommand implements Runnable {

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing COMMAND");
    }
}
