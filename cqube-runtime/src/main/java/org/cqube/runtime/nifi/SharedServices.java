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
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.cqube.runtime.operation.CqubeException;
import org.cqube.runtime.operation.Waiting;

/**
 * The services of the parent group, when its definition is a newer one. Replacing the group's
 * content would take the groups in it away; so each service is made, or given its properties, where
 * it stands. All that runs in the group is stopped meanwhile, and started again.
 */
final class SharedServices {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration INTERVAL = Duration.ofMillis(200);

    private final NifiClient client;
    private final ProcessGroups groups;

    SharedServices(NifiClient client) {
        this.client = client;
        this.groups = new ProcessGroups(client);
    }

    /** Brings the services of a group to those of the definition; they end up enabled. */
    void upgrade(String group, FlowDefinition definition) throws IOException, CqubeException {
        List<String> running = groups.running(group);
        groups.stop(group);
        await("the flows do not stop", () -> groups.idle(group));
        groups.disableServices(group);
        await("the services are not disabled", () -> all(group, "DISABLED"));
        JsonNode wanted = definition.json().path("flowContents").path("controllerServices");
        Map<String, String> ids = new HashMap<>();
        for (JsonNode service : wanted) {
            String name = service.path("name").asText();
            Optional<JsonNode> there = find(group, name);
            ids.put(
                    service.path("identifier").asText(),
                    (there.isPresent() ? there.get() : create(group, service)).path("id").asText());
        }
        for (JsonNode service : wanted) {
            configure(ids.get(service.path("identifier").asText()), service, ids);
        }
        groups.enableServices(group);
        await("the services are not enabled", () -> all(group, "ENABLED"));
        for (String one : running) {
            groups.start(one);
        }
    }

    private JsonNode create(String group, JsonNode service) throws IOException {
        ObjectNode component = NifiClient.object();
        component.set("type", service.path("type"));
        component.set("bundle", service.path("bundle"));
        component.set("name", service.path("name"));
        ObjectNode body = NifiClient.object();
        body.set("revision", NifiClient.firstRevision());
        body.set("component", component);
        return client.post("/process-groups/" + group + "/controller-services", body);
    }

    /**
     * @param ids of the services in NiFi, by their identifier in the definition
     */
    private void configure(String id, JsonNode service, Map<String, String> ids)
            throws IOException {
        JsonNode current = client.get("/controller-services/" + id);
        ObjectNode properties = NifiClient.object();
        // what the newer definition no longer names goes back to its default
        current.path("component")
                .path("properties")
                .fieldNames()
                .forEachRemaining(properties::putNull);
        service.path("properties")
                .properties()
                .forEach(
                        property -> {
                            boolean refers =
                                    service.path("propertyDescriptors")
                                            .path(property.getKey())
                                            .path("identifiesControllerService")
                                            .asBoolean();
                            String value = property.getValue().asText();
                            properties.put(property.getKey(), refers ? ids.get(value) : value);
                        });
        ObjectNode component = NifiClient.object().put("id", id);
        component.set("properties", properties);
        ObjectNode body = NifiClient.object();
        body.set("revision", current.path("revision"));
        body.set("component", component);
        client.put("/controller-services/" + id, body);
    }

    private Optional<JsonNode> find(String group, String name) throws IOException {
        return StreamSupport.stream(groups.services(group).spliterator(), false)
                .filter(service -> service.path("component").path("name").asText().equals(name))
                .findFirst();
    }

    private boolean all(String group, String state) throws IOException {
        return StreamSupport.stream(groups.services(group).spliterator(), false)
                .allMatch(
                        service -> service.path("component").path("state").asText().equals(state));
    }

    private static void await(String fault, Waiting.Condition condition)
            throws IOException, CqubeException {
        if (!Waiting.until(PATIENCE, INTERVAL, condition)) {
            throw new CqubeException(fault + " within " + PATIENCE.toSeconds() + " s");
        }
    }
}
