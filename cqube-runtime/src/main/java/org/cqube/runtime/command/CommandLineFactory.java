/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.command;

import java.io.IOException;
import java.sql.SQLException;
import org.cqube.runtime.operation.CqubeException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;

/** Puts the command line together. */
public final class CommandLineFactory {

    private CommandLineFactory() {}

    public static CommandLine create() {
        return create(Console.system());
    }

    /**
     * @param console where results and progress go
     */
    static CommandLine create(Console console) {
        CommandLine line = new CommandLine(new RootCommand());
        line.addSubcommand(new UpCommand(console));
        line.addSubcommand(new CheckCommand(console));
        line.addSubcommand(
                new CommandLine(new ContractCommand()).addSubcommand(new InferCommand(console)));
        line.addSubcommand(new EmitCommand(console));
        line.addSubcommand(new StatusCommand(console));
        line.addSubcommand(new ResumeCommand(console));
        line.addSubcommand(new AbandonCommand(console));
        line.addSubcommand(new ReplayCommand(console));
        line.addSubcommand(new RebuildCommand(console));
        line.addSubcommand(new SqlCommand(console));
        line.addSubcommand(new LogsCommand(console));
        line.addSubcommand(new DownCommand(console));
        line.addSubcommand(new BuildCommand());
        line.addSubcommand(new DeployCommand(console));
        line.addSubcommand(new TestCommand());
        line.addSubcommand(new BenchCommand());
        line.setParameterExceptionHandler(wrongCall(console));
        line.setExecutionExceptionHandler(message(console));
        return line;
    }

    /** A sentence, and where to read on. */
    private static IParameterExceptionHandler wrongCall(Console console) {
        return (wrong, arguments) -> {
            console.progress("cqube: " + wrong.getMessage());
            console.progress(
                    "Try ./" + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help");
            return ExitCode.WRONG_CALL.code();
        };
    }

    /** A sentence for faults of the world, a stack trace for our own. */
    private static IExecutionExceptionHandler message(Console console) {
        return (failure, command, parsed) -> {
            switch (failure) {
                case CqubeException known -> console.progress("cqube: " + known.getMessage());
                case IOException world -> console.progress("cqube: " + world.getMessage());
                case SQLException world -> console.progress("cqube: " + world.getMessage());
                default -> throw failure;
            }
            return ExitCode.FAULT.code();
        };
    }
}
