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
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** NiFi's own users and groups over REST. People who log in elsewhere are none of them. */
final class Tenants {

    private final NifiClient client;

    Tenants(NifiClient client) {
        this.client = client;
    }

    Optional<JsonNode> group(String name) throws IOException {
        return named(client.get("/tenants/user-groups").path("userGroups"), name);
    }

    Optional<JsonNode> user(String identity) throws IOException {
        return named(client.get("/tenants/users").path("users"), identity);
    }

    /** Makes a user. */
    JsonNode createUser(String identity) throws IOException {
        return client.post("/tenants/users", entity(NifiClient.object().put("identity", identity)));
    }

    /** Makes a group without members. */
    JsonNode createGroup(String name) throws IOException {
        ObjectNode component = NifiClient.object().put("identity", name);
        component.putArray("users");
        return client.post("/tenants/user-groups", entity(component));
    }

    /** Gives a group exactly these members. */
    void setMembers(JsonNode group, Collection<String> userIds) throws IOException {
        String id = group.path("id").asText();
        ObjectNode component = NifiClient.object().put("id", id);
        component.put("identity", group.path("component").path("identity").asText());
        ArrayNode users = component.putArray("users");
        userIds.forEach(user -> users.addObject().put("id", user));
        ObjectNode body = NifiClient.object();
        body.set("revision", group.path("revision"));
        body.set("component", component);
        client.put("/tenants/user-groups/" + id, body);
    }

    static Set<String> members(JsonNode group) {
        Set<String> ids = new HashSet<>();
        group.path("component").path("users").forEach(user -> ids.add(user.path("id").asText()));
        return ids;
    }

    private static ObjectNode entity(ObjectNode component) {
        ObjectNode body = NifiClient.object();
        body.set("revision", NifiClient.firstRevision());
        body.set("component", component);
        return body;
    }

    private static Optional<JsonNode> named(JsonNode tenants, String identity) {
        for (JsonNode tenant : tenants) {
            if (tenant.path("component").path("identity").asText().equals(identity)) {
                return Optional.of(tenant);
            }
        }
        return Optional.empty();
    }
}
