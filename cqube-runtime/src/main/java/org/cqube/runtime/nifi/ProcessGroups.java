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
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Process groups over REST. */
final class ProcessGroups {

    static final String ROOT = "root";

    private static final int COLUMNS = 3;
    private static final int COLUMN_WIDTH = 456;
    private static final int ROW_HEIGHT = 240;

    private final NifiClient client;
    private final Requests requests;

    ProcessGroups(NifiClient client) {
        this.client = client;
        this.requests = new Requests(client);
    }

    /** Ids of the groups directly in a group, by name. */
    Map<String, String> children(String group) throws IOException {
        Map<String, String> ids = new LinkedHashMap<>();
        for (JsonNode child : flow(group).path("processGroups")) {
            ids.put(child.path("component").path("name").asText(), child.path("id").asText());
        }
        return ids;
    }

    /**
     * Imports a definition as a new group, stopped.
     *
     * @param place how many groups stand before it: they form rows on the canvas
     * @return the group's id
     */
    String upload(String parent, FlowDefinition definition, int place) throws IOException {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("groupName", definition.name());
        fields.put("positionX", Integer.toString(place % COLUMNS * COLUMN_WIDTH));
        fields.put("positionY", Integer.toString(place / COLUMNS * ROW_HEIGHT));
        fields.put("clientId", NifiClient.CLIENT_ID);
        return client.upload(
                        "/process-groups/" + parent + "/process-groups/upload",
                        fields,
                        definition.bytes())
                .path("id")
                .asText();
    }

    /** Replaces the content of a group by a definition; queues stay, what ran runs again. */
    void replace(String group, FlowDefinition definition) throws IOException {
        ObjectNode body = NifiClient.object();
        body.set("processGroupRevision", client.get("/process-groups/" + group).path("revision"));
        body.put("disconnectedNodeAcknowledged", false);
        body.set("versionedFlowSnapshot", definition.json());
        requests.run(
                "/process-groups/" + group + "/replace-requests",
                "/process-groups/replace-requests",
                body);
    }

    /** The services of a group and of those around it. */
    JsonNode services(String group) throws IOException {
        return client.get("/flow/process-groups/" + group + "/controller-services")
                .path("controllerServices");
    }

    JsonNode processors(String group) throws IOException {
        return flow(group).path("processors");
    }

    private JsonNode flow(String group) throws IOException {
        return client.get("/flow/process-groups/" + group).path("processGroupFlow").path("flow");
    }

    void enableServices(String group) throws IOException {
        client.put(
                "/flow/process-groups/" + group + "/controller-services", change(group, "ENABLED"));
    }

    void disableServices(String group) throws IOException {
        client.put(
                "/flow/process-groups/" + group + "/controller-services",
                change(group, "DISABLED"));
    }

    /** Ids of the groups directly in a group in which something runs. */
    List<String> running(String group) throws IOException {
        List<String> running = new ArrayList<>();
        for (JsonNode child : flow(group).path("processGroups")) {
            if (child.path("runningCount").asInt() > 0) {
                running.add(child.path("id").asText());
            }
        }
        return running;
    }

    /** Whether nothing runs, and no task is under way, in the groups directly in a group. */
    boolean idle(String group) throws IOException {
        for (JsonNode child : flow(group).path("processGroups")) {
            if (child.path("runningCount").asInt() > 0
                    || child.path("status")
                                    .path("aggregateSnapshot")
                                    .path("activeThreadCount")
                                    .asInt()
                            > 0) {
                return false;
            }
        }
        return true;
    }

    void stop(String group) throws IOException {
        client.put("/flow/process-groups/" + group, change(group, "STOPPED"));
    }

    void start(String group) throws IOException {
        client.put("/flow/process-groups/" + group, change(group, "RUNNING"));
    }

    private static ObjectNode change(String group, String state) {
        return NifiClient.object()
                .put("id", group)
                .put("state", state)
                .put("disconnectedNodeAcknowledged", false);
    }
}
