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
import java.util.Map;
import java.util.Optional;

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
            ObjectNode copy = parameters.addObject().putObject("parameter");
            String name = parameter.path("name").asText();
            copy.put("name", name);
            copy.put("description", parameter.path("description").asText());
            copy.put("sensitive", parameter.path("sensitive").asBoolean());
            String value = values.getOrDefault(name, parameter.path("value").textValue());
            copy.put("value", value);
        }
        ObjectNode body = NifiClient.object();
        body.set("revision", NifiClient.firstRevision());
        body.set("component", component);
        client.post("/parameter-contexts", body);
    }

    /** Gives parameters new values; NiFi stops what uses them and starts it again. */
    void update(JsonNode context, Map<String, String> values) throws IOException {
        ObjectNode component = NifiClient.object();
        component.put("id", context.path("id").asText());
        component.put("name", context.path("component").path("name").asText());
        ArrayNode parameters = component.putArray("parameters");
        for (JsonNode entry : context.path("component").path("parameters")) {
            JsonNode parameter = entry.path("parameter");
            String name = parameter.path("name").asText();
            if (values.containsKey(name)) {
                ObjectNode copy = parameters.addObject().putObject("parameter");
                copy.put("name", name);
                copy.put("description", parameter.path("description").asText());
                copy.put("sensitive", parameter.path("sensitive").asBoolean());
                copy.put("value", values.get(name));
            }
        }
        ObjectNode body = NifiClient.object();
        body.set("revision", context.path("revision"));
        body.put("id", context.path("id").asText());
        body.set("component", component);
        requests.run(
                "/parameter-contexts/" + context.path("id").asText() + "/update-requests", body);
    }
}
