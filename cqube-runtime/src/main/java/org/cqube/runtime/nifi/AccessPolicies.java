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
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.cqube.runtime.nifi.AccessRole.Grant;

/**
 * Makes NiFi's groups, their members and what they may do exactly as {@link AccessRole} says.
 * Groups, users and policies that others made stay as they are; a grant that somebody gave to one
 * of our groups is taken back.
 */
public final class AccessPolicies {

    private final NifiClient client;
    private final Tenants tenants;
    private final boolean change;
    private final List<String> changes = new ArrayList<>();

    /**
     * @param change false to only find out what would be changed
     */
    public AccessPolicies(NifiClient client, boolean change) {
        this.client = client;
        this.tenants = new Tenants(client);
        this.change = change;
    }

    /**
     * @param members identities of those whom NiFi knows by certificate, by role
     * @return what was changed, a line each
     */
    public List<String> apply(Map<AccessRole, Collection<String>> members) throws IOException {
        String root =
                client.get("/flow/process-groups/" + ProcessGroups.ROOT)
                        .path("processGroupFlow")
                        .path("id")
                        .asText();
        for (AccessRole role : AccessRole.values()) {
            JsonNode group = group(role, members.getOrDefault(role, List.of()));
            if (group != null) {
                grant(role, group, root);
            }
        }
        return List.copyOf(changes);
    }

    /** Null if it is not there and nothing is to be changed. */
    private JsonNode group(AccessRole role, Collection<String> members) throws IOException {
        JsonNode group = tenants.group(role.group()).orElse(null);
        if (group == null) {
            changes.add("group " + role.group() + " made");
            if (!change) {
                return null;
            }
            group = tenants.createGroup(role.group());
        }
        Set<String> wanted = new HashSet<>();
        for (String identity : new TreeSet<>(members)) {
            Optional<JsonNode> user = tenants.user(identity);
            if (user.isEmpty()) {
                changes.add("user " + identity + " made");
                if (!change) {
                    continue;
                }
                user = Optional.of(tenants.createUser(identity));
            }
            wanted.add(user.get().path("id").asText());
        }
        if (!wanted.equals(Tenants.members(group))) {
            changes.add("group " + role.group() + " has other members");
            if (change) {
                tenants.setMembers(group, wanted);
            }
        }
        return tenants.group(role.group()).orElseThrow();
    }

    private void grant(AccessRole role, JsonNode group, String root) throws IOException {
        String id = group.path("id").asText();
        Collection<Grant> wanted = role.grants(root);
        for (Grant grant : wanted) {
            JsonNode policy = policy(grant);
            if (policy == null) {
                say(role, "may " + describe(grant));
                if (change) {
                    create(grant, id);
                }
            } else if (!groups(policy).contains(id)) {
                say(role, "may " + describe(grant));
                if (change) {
                    Set<String> groups = groups(policy);
                    groups.add(id);
                    update(policy, groups);
                }
            }
        }
        for (JsonNode held : group.path("component").path("accessPolicies")) {
            JsonNode summary = held.path("component");
            Grant grant =
                    new Grant(summary.path("resource").asText(), summary.path("action").asText());
            if (!wanted.contains(grant)) {
                say(role, "may no longer " + describe(grant));
                JsonNode policy = policy(grant);
                if (change && policy != null) {
                    Set<String> groups = groups(policy);
                    groups.remove(id);
                    update(policy, groups);
                }
            }
        }
    }

    private void say(AccessRole role, String what) {
        changes.add("group " + role.group() + " " + what);
    }

    private static String describe(Grant grant) {
        return grant.action() + " " + grant.resource();
    }

    /** The policy of this very resource; NiFi gives that of one around it where there is none. */
    private JsonNode policy(Grant grant) throws IOException {
        try {
            JsonNode found = client.get("/policies/" + grant.action() + grant.resource());
            return found.path("component").path("resource").asText().equals(grant.resource())
                    ? found
                    : null;
        } catch (NifiException answered) {
            if (answered.status() == 404) {
                return null;
            }
            throw answered;
        }
    }

    private static Set<String> groups(JsonNode policy) {
        Set<String> ids = new HashSet<>();
        policy.path("component")
                .path("userGroups")
                .forEach(group -> ids.add(group.path("id").asText()));
        return ids;
    }

    private void create(Grant grant, String group) throws IOException {
        ObjectNode component = NifiClient.object();
        component.put("resource", grant.resource());
        component.put("action", grant.action());
        component.putArray("users");
        component.putArray("userGroups").addObject().put("id", group);
        ObjectNode body = NifiClient.object();
        body.set("revision", NifiClient.firstRevision());
        body.set("component", component);
        client.post("/policies", body);
    }

    private void update(JsonNode policy, Set<String> groups) throws IOException {
        JsonNode current = policy.path("component");
        String id = policy.path("id").asText();
        ObjectNode component = NifiClient.object().put("id", id);
        component.put("resource", current.path("resource").asText());
        component.put("action", current.path("action").asText());
        component.set("users", current.path("users"));
        ArrayNode ids = component.putArray("userGroups");
        groups.forEach(group -> ids.addObject().put("id", group));
        ObjectNode body = NifiClient.object();
        body.set("revision", policy.path("revision"));
        body.set("component", component);
        client.put("/policies/" + id, body);
    }
}
