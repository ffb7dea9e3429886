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
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Parameter contexts over REST. */
final class ParameterContexts {

    private final NifiClient client;
    private final Requests requests;

    ParameterContexts(NifiClient client) {
        this.client = client;
        this.requests = new Requests(client);
    }

    Optional<JsonNode> find(String name) throws IOException {
        for (JsonNode context : client.get("/flow/parameter-contexts").path("parameterContexts")) {
            if (context.path("component").path("name").asText().equals(name)) {
                return Optional.of(context);
            }
        }
        return Optional.empty();
    }

    /**
     * Makes a context.
     *
     * @param definition of the context in a flow definition
     * @param values instead of those of the definition
     */
    void create(JsonNode definition, Map<String, String> values) throws IOException {
        ObjectNode component = NifiClient.object();
        component.put("name", definition.path("name").asText());
        component.put("description", definition.path("description").asText());
        ArrayNode parameters = component.putArray("parameters");
        for (JsonNode parameter : definition.path("parameters")) {
            String name = parameter.path("name").asText();
            add(
                    parameters,
                    parameter,
                    values.getOrDefault(name, parameter.path("value").textValue()));
        }
        ObjectNode body = NifiClient.object();
        body.set("revision", NifiClient.firstRevision());
        body.set("component", component);
        client.post("/parameter-contexts", body);
    }

    /**
     * Gives parameters new values, and the context those that it lacks; NiFi stops what uses them
     * and starts it again. Others stay as they are.
     */
    void update(JsonNode context, JsonNode definition, Map<String, String> values)
            throws IOException {
        Set<String> there = new HashSet<>();
        context.path("component")
                .path("parameters")
                .forEach(entry -> there.add(entry.path("parameter").path("name").asText()));
        ObjectNode component = NifiClient.object();
        component.put("id", context.path("id").asText());
        component.put("name", context.path("component").path("name").asText());
        ArrayNode parameters = component.putArray("parameters");
        for (JsonNode parameter : definition.path("parameters")) {
            String name = parameter.path("name").asText();
            if (values.containsKey(name)) {
                add(parameters, parameter, values.get(name));
            } else if (!there.contains(name)) {
                add(parameters, parameter, parameter.path("value").textValue());
            }
        }
        ObjectNode body = NifiClient.object();
        body.set("revision", context.path("revision"));
        body.put("id", context.path("id").asText());
        body.set("component", component);
        requests.run(
                "/parameter-contexts/" + context.path("id").asText() + "/update-requests", body);
    }

    private static void add(ArrayNode parameters, JsonNode definition, String value) {
        ObjectNode parameter = parameters.addObject().putObject("parameter");
        parameter.put("name", definition.path("name").asText());
        parameter.put("description", definition.path("description").asText());
        parameter.put("sensitive", definition.path("sensitive").asBoolean());
        parameter.put("value", value);
    }
}
