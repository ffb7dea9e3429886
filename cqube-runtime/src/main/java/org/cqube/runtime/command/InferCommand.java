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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.cqube.engines.infer.ContractInference;
import org.cqube.engines.infer.Inferred;
import org.cqube.engines.infer.NotInferableException;
import org.cqube.runtime.state.FileTree;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code contract infer}. */
@Command(
        name = "infer",
        description = {
            "Proposes a datapackage.json for a CSV that has none, by reading all of its records."
                    + " Prints it; what to look at goes to standard error.",
            "A check of the same file with it (check FILE --contract datapackage.json) is clean."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:proposed",
            "1:fault",
            "2:wrong call",
            "3:the file is none that a contract could accept"
        })
final class InferCommand implements Callable<Integer> {

    private final Console console;

    @Spec private CommandSpec spec;

    @Mixin private HelpOption help;

    @Parameters(paramLabel = "FILE", description = "CSV.")
    private Path file;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Name of the source and of its file; default: after the file's name.")
    private String name;

    InferCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new ParameterException(spec.commandLine(), "no such file: " + file);
        }
        Path scratch = Files.createTempDirectory("cqube-infer-");
        try {
            Inferred inferred =
                    ContractInference.infer(
                            () -> Files.newInputStream(file),
                            name == null ? file.getFileName().toString() : name,
                            scratch);
            console.result(inferred.json().stripTrailing());
            inferred.notes().forEach(console::progress);
            return ExitCode.WELL.code();
        } catch (NotInferableException none) {
            console.progress("cqube: " + file + ": " + none.getMessage());
            return ExitCode.REFUSED.code();
        } finally {
            FileTree.delete(scratch);
        }
    }
}
