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
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.cqube.runtime.emission.EmissionWatch;
import org.cqube.runtime.emission.EmitRequest;
import org.cqube.runtime.emission.Emitted;
import org.cqube.runtime.emission.Emitter;
import org.cqube.runtime.emission.WrongCallException;
import org.cqube.runtime.ledger.Emission;
import org.cqube.runtime.operation.Buckets;
import org.cqube.runtime.operation.Database;
import org.cqube.runtime.operation.Emitters;
import org.cqube.runtime.operation.Project;
import org.cqube.runtime.state.RuntimeState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.s3.S3Client;

/** {@code emit}. */
@Command(
        name = "emit",
        description = {
            "Puts files into the emission bucket. A CSV, or a zip without manifest, is packaged with"
                    + " a manifest; a zip with one is put as it is.",
            "Prints the key of each object, or with --wait the ledger row of each CSV as JSON."
        })
final class EmitCommand implements Callable<Integer> {

    private final Console console;

    @Spec private CommandSpec spec;

    @Mixin private HelpOption help;

    @Mixin private DirectoryOption directory;

    @Parameters(index = "0", paramLabel = "SOURCE", description = "Name of the data source.")
    private String source;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "FILE", description = "CSV or zip.")
    private List<Path> files;

    @Option(
            names = "--base",
            paramLabel = "NAME",
            description = "Base name of the CSV, where the file's name does not say it.")
    private String base;

    @Option(
            names = "--corrects",
            paramLabel = "ID",
            description = "Fill what the emission with this id left empty.")
    private Long corrects;

    @Option(names = "--replace", description = "With --corrects: win over what is stored.")
    private boolean replace;

    @Option(names = "--as-is", description = "Put the file as it is, under its own name.")
    private boolean asIs;

    @Option(names = "--wait", description = "Wait until it is published, refused, known or parked.")
    private boolean wait;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "1800",
            description = "How long --wait waits at most (${DEFAULT-VALUE}).")
    private long timeoutSeconds;

    EmitCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        checkOptions();
        RuntimeState state = directory.state();
        List<Emitted> emitted = new ArrayList<>();
        try (S3Client client = Buckets.client(state)) {
            Emitter emitter = Emitters.of(client, Project.current());
            for (Path file : files) {
                emitted.add(
                        emitter.emit(new EmitRequest(source, file, base, corrects, replace, asIs)));
            }
        } catch (WrongCallException wrong) {
            emitted.forEach(object -> console.progress("emitted before: " + object.key()));
            throw new ParameterException(spec.commandLine(), wrong.getMessage());
        }
        if (!wait) {
            emitted.forEach(object -> console.result(object.key()));
            return ExitCode.WELL.code();
        }
        try (Connection connection = Database.of(state).connect()) {
            EmissionWatch watch = new EmissionWatch(connection, console::progress);
            return end(watch.untilEnded(emitted, Duration.ofSeconds(timeoutSeconds))).code();
        }
    }

    private void checkOptions() {
        if (replace && corrects == null) {
            throw new ParameterException(spec.commandLine(), "--replace needs --corrects");
        }
        if (asIs && (base != null || corrects != null)) {
            throw new ParameterException(
                    spec.commandLine(), "--as-is changes nothing: no --base, no --corrects");
        }
    }

    private ExitCode end(Map<Emitted, List<Emission>> objects) {
        List<ExitCode> ends = new ArrayList<>();
        objects.forEach(
                (object, emissions) -> {
                    if (emissions.isEmpty()) {
                        console.progress(
                                object.key() + ": not taken within " + timeoutSeconds + " s");
                        ends.add(ExitCode.FAULT);
                    }
                    for (Emission emission : emissions) {
                        console.result(emission.json().toString());
                        ends.add(end(emission));
                    }
                });
        return ExitCode.worst(ends);
    }

    private ExitCode end(Emission emission) {
        if (emission.parked()) {
            return ExitCode.PARKED;
        }
        return switch (emission.state()) {
            case "published" -> ExitCode.WELL;
            case "refused" -> ExitCode.REFUSED;
            case "known" -> ExitCode.KNOWN;
            default -> {
                console.progress(
                        emission.object() + ": " + emission.state() + ", which is no good end");
                yield ExitCode.FAULT;
            }
        };
    }
}
