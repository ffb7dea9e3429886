/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.nifi;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.cqube.runtime.operation.CqubeException;
import org.cqube.runtime.operation.Waiting;

/**
 * Brings the project's flow onto the canvas: the parameter context with this runtime's values, the
 * parent group with its services, in it one group per definition; all enabled and started. What is
 * there and unchanged since the last time is left as it is, also if an operator stopped it.
 */
public final class FlowInstallation {

    private static final Duration PATIENCE = Duration.ofSeconds(45);
    private static final Duration INTERVAL = Duration.ofMillis(100);

    private final ProcessGroups groups;
    private final ParameterContexts contexts;
    private final SharedServices services;
    private final ComponentCheck check;
    private final Bulletins bulletins;
    private final Consumer<String> progress;
    private final Map<String, String> installed;

    /**
     * @param installed what {@link #installed} returned the last time; empty for a new runtime
     */
    public FlowInstallation(
            NifiClient client, Map<String, String> installed, Consumer<String> progress) {
        this.groups = new ProcessGroups(client);
        this.contexts = new ParameterContexts(client);
        this.services = new SharedServices(client);
        this.check = new ComponentCheck(groups);
        this.bulletins = new Bulletins(client);
        this.progress = progress;
        this.installed = new TreeMap<>(installed);
    }

    /**
     * Installs, and starts what is new or changed.
     *
     * @param parameters values of the common parameter context
     * @throws CqubeException naming every component that cannot run
     */
    public void install(
            FlowDefinition parent, List<FlowDefinition> children, Map<String, String> parameters)
            throws IOException, CqubeException {
        installParameters(parent, parameters);
        String parentId = installParent(parent);
        enableServices(parentId);
        Map<String, String> ids = groups.children(parentId);
        List<String> problems = new ArrayList<>();
        Map<String, String> hashes = new HashMap<>();
        int place = ids.size();
        for (FlowDefinition child : children) {
            String id = ids.get(child.name());
            String hash = child.hash();
            if (id != null && hash.equals(installed.get(child.name()))) {
                continue;
            }
            if (id == null) {
                id = groups.upload(parentId, child, place++);
            } else if (installed.containsKey(child.name())) {
                progress.accept("replacing the flow " + child.name() + ", which changed");
                groups.replace(id, child);
            }
            ids.put(child.name(), id);
            hashes.put(child.name(), hash);
        }
        for (String name : hashes.keySet().stream().sorted().toList()) {
            List<String> found = check.problems(ids.get(name), name);
            problems.addAll(found);
            if (found.isEmpty()) {
                groups.start(ids.get(name));
                installed.put(name, hashes.get(name));
            }
        }
        if (!problems.isEmpty()) {
            throw new CqubeException("the flow cannot run:\n  " + String.join("\n  ", problems));
        }
        if (!hashes.isEmpty()) {
            progress.accept("flows started: " + String.join(", ", new TreeMap<>(hashes).keySet()));
        }
    }

    /** What {@link #install} would change, a line each. */
    public List<String> differences(
            FlowDefinition parent, List<FlowDefinition> children, Map<String, String> parameters)
            throws IOException {
        List<String> differences = new ArrayList<>();
        String context = contextOf(parent).path("name").asText();
        if (!hash(parent, parameters).equals(installed.get(context))
                || contexts.find(context).isEmpty()) {
            differences.add("parameters " + context);
        }
        String id = groups.children(ProcessGroups.ROOT).get(parent.name());
        if (id == null || !parent.hash().equals(installed.get(parent.name()))) {
            differences.add("group " + parent.name());
        }
        Map<String, String> there = id == null ? Map.of() : groups.children(id);
        for (FlowDefinition child : children) {
            if (!there.containsKey(child.name())
                    || !child.hash().equals(installed.get(child.name()))) {
                differences.add("flow " + child.name());
            }
        }
        return differences;
    }

    /** Fingerprints of what is installed now, for the next time; also after a failure. */
    public Map<String, String> installed() {
        return Map.copyOf(installed);
    }

    private void installParameters(FlowDefinition parent, Map<String, String> parameters)
            throws IOException {
        JsonNode definition = contextOf(parent);
        String name = definition.path("name").asText();
        String hash = hash(parent, parameters);
        JsonNode context = contexts.find(name).orElse(null);
        if (context == null) {
            progress.accept("making the parameters " + name);
            contexts.create(definition, parameters);
        } else if (!hash.equals(installed.get(name))) {
            progress.accept("changing parameters, which restarts what uses them");
            contexts.update(context, definition, parameters);
        }
        installed.put(name, hash);
    }

    private static JsonNode contextOf(FlowDefinition parent) throws IOException {
        return parent.json().path("parameterContexts").elements().next();
    }

    /** Of the values and of the definition, which may have more parameters than the former one. */
    private static String hash(FlowDefinition parent, Map<String, String> parameters)
            throws IOException {
        String all = new TreeMap<>(parameters) + contextOf(parent).toString();
        return Hashes.sha256(all.getBytes(StandardCharsets.UTF_8));
    }

    private String installParent(FlowDefinition parent) throws IOException, CqubeException {
        String id = groups.children(ProcessGroups.ROOT).get(parent.name());
        if (id == null) {
            progress.accept("importing the flows");
            id = groups.upload(ProcessGroups.ROOT, parent, 0);
        } else if (installed.containsKey(parent.name())
                && !parent.hash().equals(installed.get(parent.name()))) {
            progress.accept(
                    "changing the services of " + parent.name() + ", which stops its flows");
            services.upgrade(id, parent);
        }
        installed.put(parent.name(), parent.hash());
        return id;
    }

    private void enableServices(String parent) throws IOException, CqubeException {
        List<String> problems = check.serviceProblems(parent);
        if (!problems.isEmpty()) {
            throw new CqubeException("services cannot run:\n  " + String.join("\n  ", problems));
        }
        groups.enableServices(parent);
        boolean enabled =
                Waiting.until(
                        PATIENCE,
                        INTERVAL,
                        () -> {
                            for (JsonNode service : groups.services(parent)) {
                                String state = service.path("component").path("state").asText();
                                if (!state.equals("ENABLED")) {
                                    return false;
                                }
                            }
                            return true;
                        });
        if (!enabled) {
            throw new CqubeException(
                    "services are not enabled after "
                            + PATIENCE.toSeconds()
                            + " s:\n  "
                            + String.join("\n  ", bulletins.latest(parent)));
        }
    }
}
