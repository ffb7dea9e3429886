/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.system;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.cqube.runtime.nifi.NifiClient;

/** What an operator does by hand on the canvas, for one source. */
final class Canvas {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final NifiClient client;
    private final String group;

    Canvas(RunningCqube cqube, String source) {
        client = new NifiClient(cqube.state().ports().nifi());
        group = find(get("/flow/process-groups/root/status?recursive=true"), source);
    }

    private static String find(JsonNode status, String source) {
        return groups(status.path("processGroupStatus").path("aggregateSnapshot"))
                .filter(group -> group.path("name").asText().equals(source))
                .map(group -> group.path("id").asText())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no process group " + source));
    }

    private static Stream<JsonNode> groups(JsonNode group) {
        return Stream.concat(
                Stream.of(group),
                StreamSupport.stream(group.path("processGroupStatusSnapshots").spliterator(), false)
                        .flatMap(child -> groups(child.path("processGroupStatusSnapshot"))));
    }

    /** Starts or stops the whole group, and waits until it is so. */
    void schedule(String state) {
        put("/flow/process-groups/" + group, object().put("id", group).put("state", state));
        await().atMost(PATIENCE)
                .until(
                        () -> {
                            for (JsonNode processor : processors()) {
                                JsonNode snapshot =
                                        processor.path("status").path("aggregateSnapshot");
                                if (!processor
                                                .path("component")
                                                .path("state")
                                                .asText()
                                                .equals(state)
                                        || state.equals("STOPPED")
                                                && snapshot.path("activeThreadCount").asInt() > 0) {
                                    return false;
                                }
                            }
                            return true;
                        });
    }

    /** Sets a property of a processor, and lets the processor run again; gives the old value. */
    String configure(String type, String property, String value) {
        String id = processor(type).path("id").asText();
        run(id, "STOPPED");
        JsonNode before = get("/processors/" + id);
        ObjectNode properties = object().put(property, value);
        ObjectNode component = object().put("id", id);
        component.set("config", object().set("properties", properties));
        ObjectNode body = object();
        body.set("revision", before.path("revision"));
        body.set("component", component);
        put("/processors/" + id, body);
        run(id, "RUNNING");
        return before.path("component").path("config").path("properties").path(property).asText();
    }

    /** Starts or stops one processor, and waits until it is so. */
    void schedule(String type, String state) {
        run(processor(type).path("id").asText(), state);
    }

    /** FlowFiles that wait in front of a processor. */
    int waitingBefore(String type) {
        String id = processor(type).path("id").asText();
        int waiting = 0;
        for (JsonNode connection :
                get("/flow/process-groups/" + group)
                        .path("processGroupFlow")
                        .path("flow")
                        .path("connections")) {
            if (connection.path("destinationId").asText().equals(id)) {
                waiting +=
                        connection
                                .path("status")
                                .path("aggregateSnapshot")
                                .path("flowFilesQueued")
                                .asInt();
            }
        }
        return waiting;
    }

    private void run(String processor, String state) {
        ObjectNode body = object().put("state", state);
        body.set("revision", get("/processors/" + processor).path("revision"));
        put("/processors/" + processor + "/run-status", body);
        await().atMost(PATIENCE)
                .until(
                        () -> {
                            JsonNode now = get("/processors/" + processor);
                            return now.path("component").path("state").asText().equals(state)
                                    && (state.equals("RUNNING")
                                            || now.path("status")
                                                            .path("aggregateSnapshot")
                                                            .path("activeThreadCount")
                                                            .asInt()
                                                    == 0);
                        });
    }

    private JsonNode processor(String type) {
        for (JsonNode processor : processors()) {
            if (processor.path("component").path("type").asText().endsWith("." + type)) {
                return processor;
            }
        }
        throw new AssertionError("no processor " + type);
    }

    private JsonNode processors() {
        return get("/flow/process-groups/" + group)
                .path("processGroupFlow")
                .path("flow")
                .path("processors");
    }

    private JsonNode get(String path) {
        try {
            return client.get(path);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void put(String path, JsonNode body) {
        try {
            client.put(path, body);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
