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
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code contract}. */
@Command(name = "contract", description = "Works on contracts of data sources.")
final class ContractCommand implements Runnable {

    @Spec private CommandSpec spec;

    @Mixin private HelpOption help;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing COMMAND: infer");
    }
}
