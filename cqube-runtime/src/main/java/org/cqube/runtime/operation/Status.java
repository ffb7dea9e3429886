/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.operation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.cqube.runtime.ledger.ActiveConfiguration;
import org.cqube.runtime.ledger.Emission;
import org.cqube.runtime.ledger.LateSource;
import org.cqube.runtime.ledger.LateSources;
import org.cqube.runtime.ledger.Ledger;
import org.cqube.runtime.nifi.FlowDefinition;
import org.cqube.runtime.nifi.GroupStatus;
import org.cqube.runtime.nifi.GroupStatuses;
import org.cqube.runtime.nifi.NifiClient;
import org.cqube.runtime.state.RuntimeState;
import org.cqube.runtime.state.StateDirectory;

/** The whole runtime at one moment. */
public final class Status {

    private Status() {}

    /** In the shape that outside programs rely on. */
    public static ObjectNode json(Project project, StateDirectory directory, RuntimeState state)
            throws IOException, SQLException {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        endpoints(json.putObject("endpoints"), directory, state);
        ObjectNode buckets = json.putObject("buckets");
        buckets.put("emission", Buckets.EMISSION);
        buckets.put("input", Buckets.INPUT);
        buckets.put("output", Buckets.OUTPUT);
        List<GroupStatus> groups = groups(project, state);
        ArrayNode processGroups = json.putArray("processGroups");
        for (GroupStatus group : groups) {
            processGroups
                    .addObject()
                    .put("source", group.source())
                    .put("state", group.state())
                    .put("queued", group.queued())
                    .put("invalid", group.invalid())
                    .put("bulletins", group.bulletins());
        }
        ArrayNode emissions = json.putArray("emissions");
        for (Emission emission : emissions(state)) {
            ObjectNode entry = emission.json();
            if (emission.stalled(idle(groups, emission.source()), Instant.now())) {
                entry.put("state", Emission.STALLED);
            }
            emissions.add(entry);
        }
        json.set("configuration", configuration(state));
        lateSources(json.putArray("lateSources"), state);
        return json;
    }

    private static void endpoints(
            ObjectNode endpoints, StateDirectory directory, RuntimeState state) {
        Database database = Database.of(state);
        endpoints.put("nifi", "http://127.0.0.1:" + state.ports().nifi() + "/nifi/");
        endpoints.put("jdbcUrl", database.url());
        endpoints.put("jdbcUser", database.user());
        endpoints.put("jdbcPassword", database.password());
        endpoints.put("s3", Buckets.endpoint(state));
        endpoints.put("s3AccessKey", state.secrets().s3AccessKey());
        endpoints.put("s3SecretKey", state.secrets().s3SecretKey());
        endpoints.put("smtp", "smtp://127.0.0.1:" + state.ports().mail());
        endpoints.put("mailbox", directory.mailbox().toString());
    }

    private static void lateSources(ArrayNode late, RuntimeState state) throws SQLException {
        try (Connection connection = Database.of(state).connect()) {
            for (LateSource source : LateSources.read(connection)) {
                late.addObject()
                        .put("source", source.source())
                        .put("expectedBy", source.expectedBy().toString())
                        .put(
                                "lastEmission",
                                source.lastEmission().map(Instant::toString).orElse(null));
            }
        }
    }

    private static List<GroupStatus> groups(Project project, RuntimeState state)
            throws IOException {
        FlowDefinition parent = FlowDefinition.parent(project.flowTemplates());
        return new GroupStatuses(new NifiClient(state.ports().nifi())).read(parent.name());
    }

    private static List<Emission> emissions(RuntimeState state) throws SQLException {
        try (Connection connection = Database.of(state).connect()) {
            return new Ledger(connection).emissions();
        }
    }

    private static ArrayNode configuration(RuntimeState state) throws SQLException {
        try (Connection connection = Database.of(state).connect()) {
            return ActiveConfiguration.read(connection);
        }
    }

    /** A source without a group of its own has nothing in NiFi that could be under way. */
    private static boolean idle(List<GroupStatus> groups, String source) {
        return groups.stream()
                .filter(group -> group.source().equals(source))
                .allMatch(GroupStatus::idle);
    }
}
