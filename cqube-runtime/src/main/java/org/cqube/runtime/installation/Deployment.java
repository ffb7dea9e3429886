/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.installation;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.cqube.runtime.nifi.AccessPolicies;
import org.cqube.runtime.nifi.AccessRole;
import org.cqube.runtime.nifi.FlowDefinition;
import org.cqube.runtime.nifi.FlowInstallation;
import org.cqube.runtime.nifi.NifiClient;
import org.cqube.runtime.operation.CqubeException;
import org.cqube.runtime.operation.Project;
import org.cqube.runtime.operation.Waiting;

/**
 * Brings an installed NiFi to what the installation says: who may do what, then parameters and
 * flows. Safe to repeat; what is as it should be is left alone.
 */
public final class Deployment {

    /** The identity that the installer's own certificate carries. */
    public static final String INSTALLER = "CN=cqube-installer";

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration INTERVAL = Duration.ofMillis(500);

    private final Project project;
    private final InstallationFile file;
    private final Consumer<String> progress;
    private final NifiClient client;

    /**
     * @param progress told what is waited for
     */
    public Deployment(Project project, InstallationFile file, Consumer<String> progress)
            throws IOException {
        this.project = project;
        this.file = file;
        this.progress = progress;
        this.client = new NifiClient(file.nifi().url(), file.nifi().identity().context());
    }

    /** What {@link #apply} would change, a line each. */
    public List<String> differences() throws IOException, CqubeException {
        awaitNifi();
        List<String> changes = new ArrayList<>(new AccessPolicies(client, false).apply(members()));
        changes.addAll(
                installation(new ArrayList<>())
                        .differences(parent(), children(), file.parameters()));
        return changes;
    }

    /**
     * Makes it so.
     *
     * @return what was changed, a line each
     * @throws CqubeException naming every component that cannot run
     */
    public List<String> apply() throws IOException, CqubeException {
        awaitNifi();
        List<String> changes = new ArrayList<>(new AccessPolicies(client, true).apply(members()));
        FlowInstallation installation = installation(changes);
        try {
            installation.install(parent(), children(), file.parameters());
        } finally {
            remember(installation.installed());
        }
        return changes;
    }

    private FlowInstallation installation(List<String> changes) throws IOException {
        return new FlowInstallation(client, remembered(), changes::add);
    }

    private void awaitNifi() throws IOException, CqubeException {
        IOException[] last = new IOException[1];
        boolean answers =
                Waiting.until(
                        PATIENCE,
                        INTERVAL,
                        () -> {
                            try {
                                client.get("/flow/about");
                                return true;
                            } catch (ConnectException | HttpConnectTimeoutException starting) {
                                if (last[0] == null) {
                                    progress.accept("waiting for NiFi at " + file.nifi().url());
                                }
                                last[0] = starting;
                                return false;
                            }
                        });
        if (!answers) {
            throw new CqubeException(
                    "NiFi does not listen at %s after %d s; see its log nifi-app.log"
                            .formatted(file.nifi().url(), PATIENCE.toSeconds()),
                    last[0]);
        }
    }

    private Map<AccessRole, Collection<String>> members() {
        return Map.of(
                AccessRole.ADMINISTRATOR,
                List.of(INSTALLER),
                AccessRole.MONITOR,
                file.monitors(),
                AccessRole.NODE,
                file.nodes());
    }

    private FlowDefinition parent() throws IOException {
        return FlowDefinition.parent(project.flowTemplates());
    }

    private List<FlowDefinition> children() throws IOException, CqubeException {
        List<FlowDefinition> all = FlowDefinition.children(project.flowTemplates());
        if (file.sources().isEmpty()) {
            return all;
        }
        List<String> names = all.stream().map(FlowDefinition::name).toList();
        List<String> unknown =
                file.sources().stream().filter(source -> !names.contains(source)).toList();
        if (!unknown.isEmpty()) {
            throw new CqubeException(
                    "there are no data sources %s; there are %s".formatted(unknown, names));
        }
        // the inbox is no source, and each installation needs it
        return all.stream()
                .filter(
                        flow ->
                                file.sources().contains(flow.name())
                                        || !Files.exists(contract(flow)))
                .toList();
    }

    private Path contract(FlowDefinition flow) {
        return project.flowTemplates().resolve(flow.name()).resolve("datapackage.json");
    }

    private Map<String, String> remembered() throws IOException {
        return Files.exists(file.state())
                ? JsonMapper.builder()
                        .build()
                        .readValue(file.state().toFile(), new TypeReference<>() {})
                : Map.of();
    }

    /** In one step, so that a crash leaves the former or the new memory. */
    private void remember(Map<String, String> installed) throws IOException {
        if (installed.equals(remembered())) {
            return;
        }
        Path temporary =
                Files.createTempFile(
                        file.state().toAbsolutePath().getParent(),
                        "deployed",
                        ".tmp",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        try {
            Files.write(
                    temporary,
                    JsonMapper.builder()
                            .build()
                            .writerWithDefaultPrettyPrinter()
                            .writeValueAsBytes(installed));
            Files.move(temporary, file.state(), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
