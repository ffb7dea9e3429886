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
import org.cqube.runtime.nifi.NifiClient;

/** What an operator changes in the parameter context that all groups share. */
final class Parameters {
    private static final String CONTEXT = "cqube-common";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final NifiClient client;

    Parameters(RunningCqube cqube) {
        client = new NifiClient(cqube.state().ports().nifi());
    }

    /**
     * Gives a parameter another value, and waits until everything that uses it runs again.
     *
     * @return the former value
     */
    String set(String name, String value) {
        try {
            JsonNode context = context();
            JsonNode before = parameter(context, name);
            ObjectNode parameter = object().put("name", name).put("value", value);
            parameter.put("sensitive", false);
            parameter.put("description", before.path("description").asText());
            ObjectNode component = object().put("id", context.path("id").asText());
            component.put("name", CONTEXT);
            component.putArray("parameters").addObject().set("parameter", parameter);
            ObjectNode body = object().put("id", context.path("id").asText());
            body.set("revision", context.path("revision"));
            body.set("component", component);
            run("/parameter-contexts/" + context.path("id").asText() + "/update-requests", body);
            return before.path("value").asText();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void run(String path, ObjectNode body) throws IOException {
        String id = client.post(path, body).path("request").path("requestId").asText();
        await().atMost(PATIENCE)
                .until(
                        () ->
                                client.get(path + "/" + id)
                                        .path("request")
                                        .path("complete")
                                        .asBoolean());
        String failure =
                client.delete(path + "/" + id).path("request").path("failureReason").asText("");
        if (!failure.isEmpty() && !failure.equals("null")) {
            throw new IOException("NiFi did not change the parameter: " + failure);
        }
    }

    private JsonNode context() throws IOException {
        for (JsonNode context : client.get("/flow/parameter-contexts").path("parameterContexts")) {
            if (context.path("component").path("name").asText().equals(CONTEXT)) {
                return context;
            }
        }
        throw new AssertionError("no context " + CONTEXT);
    }

    private static JsonNode parameter(JsonNode context, String name) {
        for (JsonNode entry : context.path("component").path("parameters")) {
            if (entry.path("parameter").path("name").asText().equals(name)) {
                return entry.path("parameter");
            }
        }
        throw new AssertionError("no parameter " + name);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
