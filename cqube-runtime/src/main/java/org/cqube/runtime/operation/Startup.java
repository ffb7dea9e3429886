/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.operation;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.cqube.runtime.emission.Contracts;
import org.cqube.runtime.emission.Samples;
import org.cqube.runtime.emission.WrongCallException;
import org.cqube.runtime.nifi.FlowDefinition;
import org.cqube.runtime.nifi.FlowInstallation;
import org.cqube.runtime.nifi.NifiClient;
import org.cqube.runtime.state.RuntimeFile;
import org.cqube.runtime.state.RuntimeState;
import org.cqube.runtime.state.StateDirectory;
import org.cqube.runtime.state.StateLock;
import org.cqube.services.ledger.Migrations;
import software.amazon.awssdk.services.s3.S3Client;

/** From nothing, or from whatever is left, to a runtime that takes emissions. */
public final class Startup {

    private final StateDirectory directory;
    private final Consumer<String> progress;
    private final Project project;
    private final Processes processes;

    private RuntimeState state;

    public Startup(Project project, StateDirectory directory, Consumer<String> progress) {
        this.directory = directory;
        this.progress = progress;
        this.project = project;
        this.processes = new Processes(project, directory, progress);
    }

    /**
     * Makes everything serve; starts only what does not run.
     *
     * @param asOf day that periods end on; null to leave it as it is
     */
    public void start(LocalDate asOf) throws IOException, CqubeException {
        directory.create();
        StateLock.<CqubeException>holding(
                directory,
                progress,
                () -> {
                    startProcesses();
                    installFlows(asOf == null ? state.asOf() : asOf.toString());
                });
    }

    private void installFlows(String asOf) throws IOException, CqubeException {
        FlowInstallation installation =
                new FlowInstallation(new NifiClient(state.ports().nifi()), state.flows(), progress);
        Path templates = project.flowTemplates();
        try {
            installation.install(
                    FlowDefinition.parent(templates),
                    FlowDefinition.children(templates),
                    FlowParameters.of(state, project, asOf));
        } finally {
            state = state.withFlows(installation.installed()).withAsOf(asOf);
            RuntimeFile.write(directory, state);
        }
    }

    private void startProcesses() throws IOException, CqubeException {
        state = RuntimeFile.read(directory).orElseGet(RuntimeState::fresh);
        RuntimeFile.write(directory, state);
        // NiFi first: it takes longest, and needs the others only when its flow runs
        state = processes.startNifi(state);
        state = processes.startBackend(state);
        Buckets.create(state);
        migrate();
        processes.awaitNifi(state);
    }

    private void migrate() throws CqubeException {
        try (Connection connection = Database.of(state).connect()) {
            Migrations.apply(connection);
        } catch (SQLException failed) {
            throw new CqubeException("the schema was not applied: " + failed.getMessage(), failed);
        }
    }

    /**
     * Emits the project's samples, as far as they are not there, and waits until all is published.
     */
    public void emitSamples() throws IOException, CqubeException, SQLException, WrongCallException {
        Path templates = project.flowTemplates();
        try (S3Client client = Buckets.client(state);
                Connection connection = Database.of(state).connect()) {
            new Samples(
                            templates.resolve("samples"),
                            Contracts.read(templates),
                            Emitters.of(client, project),
                            connection,
                            progress)
                    .emit();
        }
    }

    /** Where to look. */
    public List<String> summary() {
        Database database = Database.of(state);
        return List.of(
                "NiFi       http://127.0.0.1:" + state.ports().nifi() + "/nifi/",
                "PostgreSQL " + database.url() + " user " + database.user(),
                "S3         http://127.0.0.1:" + state.ports().objects(),
                "JSON       " + directory.objects().resolve(Buckets.OUTPUT),
                "mail       " + directory.mailbox());
    }
}
