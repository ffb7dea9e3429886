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
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.cqube.engines.contract.ContractException;
import org.cqube.engines.contract.ContractReader;
import org.cqube.engines.contract.SourceContract;
import org.cqube.engines.emission.ManifestMode;
import org.cqube.runtime.check.CheckJson;
import org.cqube.runtime.check.CheckRequest;
import org.cqube.runtime.check.CheckText;
import org.cqube.runtime.check.CheckedCsv;
import org.cqube.runtime.check.FileCheck;
import org.cqube.runtime.check.StateConfiguration;
import org.cqube.runtime.emission.Contracts;
import org.cqube.runtime.emission.WrongCallException;
import org.cqube.runtime.operation.CommonParameters;
import org.cqube.runtime.operation.CqubeException;
import org.cqube.runtime.operation.Project;
import org.cqube.runtime.state.FileTree;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code check}. */
@Command(
        name = "check",
        description = {
            "Checks a file before it is emitted: manifest (of a zip), columns, values, duplicates."
                    + " Needs neither NiFi nor database nor object store.",
            "Writes the findings to <name>.rejects.csv and the refused records to"
                    + " <name>.rejected.csv; prints a summary.",
            "What is stored already, references to masters, and checks across files are for the"
                    + " pipeline."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:clean", "1:fault", "2:wrong call", "3:findings"})
final class CheckCommand implements Callable<Integer> {

    private final Console console;

    @Spec private CommandSpec spec;

    @Mixin private HelpOption help;

    @Parameters(paramLabel = "FILE", description = "CSV, or zip with a manifest.")
    private Path file;

    @ArgGroup(multiplicity = "1")
    private Against against;

    @Option(
            names = "--base",
            paramLabel = "NAME",
            description = "Base name of the CSV, where the file's name does not say it.")
    private String base;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "Where the two reject files go; default: beside the file.")
    private Path output;

    @Option(
            names = "--date",
            paramLabel = "DATE",
            description =
                    "Day of the emission, where no time stamp in the name says it; default: today.")
    private LocalDate date;

    @Option(
            names = "--manifest",
            paramLabel = "MODE",
            description = "strict, lenient or off; default: as cqube.manifest.required says.")
    private String manifest;

    @Option(
            names = "--config",
            paramLabel = "CSV",
            description =
                    "A configuration of the state, as it is emitted: its headers and columns hold."
                            + " May be said more than once.")
    private List<Path> configurations = List.of();

    @Option(names = "--json", description = "As JSON, for programs.")
    private boolean json;

    /** Whose rules hold. */
    static final class Against {
        @Option(names = "--source", paramLabel = "S", description = "Name of the data source.")
        private String source;

        @Option(
                names = "--contract",
                paramLabel = "JSON",
                description = "A datapackage.json in place of that of a known source.")
        private Path contract;
    }

    CheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        if (!Files.isRegularFile(file)) {
            throw wrong("no such file: " + file);
        }
        Project project = Project.current();
        CommonParameters parameters = CommonParameters.read(project);
        SourceContract contract = configured(project, contract(project));
        CheckRequest request =
                new CheckRequest(
                        file,
                        contract,
                        base,
                        output == null ? file.toAbsolutePath().getParent() : output,
                        date == null
                                ? LocalDate.now(ZoneId.of(parameters.value("cqube.zone")))
                                : date,
                        Integer.parseInt(parameters.value("cqube.academic.year.start.month")),
                        mode(parameters));
        try {
            List<CheckedCsv> files = FileCheck.run(request);
            if (json) {
                console.result(CheckJson.of(contract.name(), files).toPrettyString());
            } else {
                CheckText.lines(files).forEach(console::result);
            }
            return files.stream().allMatch(CheckedCsv::clean)
                    ? ExitCode.WELL.code()
                    : ExitCode.REFUSED.code();
        } catch (WrongCallException unclear) {
            throw wrong(unclear.getMessage());
        }
    }

    private SourceContract contract(Project project) throws IOException, CqubeException {
        if (against.contract != null) {
            try {
                return ContractReader.read(against.contract);
            } catch (ContractException broken) {
                throw new CqubeException(against.contract + ": " + broken.getMessage(), broken);
            }
        }
        Contracts contracts = Contracts.read(project.flowTemplates());
        return contracts
                .byPrefix(against.source)
                .orElseThrow(
                        () ->
                                wrong(
                                        "'%s' is no data source: one of %s"
                                                .formatted(
                                                        against.source,
                                                        contracts.sources().stream()
                                                                .filter(known -> !known.derived())
                                                                .map(SourceContract::name)
                                                                .collect(
                                                                        Collectors.joining(
                                                                                ", ")))));
    }

    private SourceContract configured(Project project, SourceContract contract)
            throws IOException, CqubeException {
        if (configurations.isEmpty()) {
            return contract;
        }
        for (Path configuration : configurations) {
            if (!Files.isRegularFile(configuration)) {
                throw wrong("no such file: " + configuration);
            }
        }
        Path scratch = Files.createTempDirectory("cqube-config-");
        try {
            return StateConfiguration.read(
                            Contracts.read(project.flowTemplates()), configurations, scratch)
                    .applied(contract);
        } catch (WrongCallException wrong) {
            throw wrong(wrong.getMessage());
        } finally {
            FileTree.delete(scratch);
        }
    }

    private ManifestMode mode(CommonParameters parameters) throws CqubeException {
        String word = manifest == null ? parameters.value("cqube.manifest.required") : manifest;
        try {
            return ManifestMode.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw wrong("--manifest is strict, lenient or off, not " + word);
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
