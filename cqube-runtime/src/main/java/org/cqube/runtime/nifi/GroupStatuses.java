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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads the state of all groups in the parent group. */
public final class GroupStatuses {

    private final NifiClient client;
    private final ProcessGroups groups;
    private final Bulletins bulletins;

    public GroupStatuses(NifiClient client) {
        this.client = client;
        this.groups = new ProcessGroups(client);
        this.bulletins = new Bulletins(client);
    }

    /**
     * @param parent name of the parent group
     * @return by name of the group; empty if the parent was not imported yet
     */
    public List<GroupStatus> read(String parent) throws IOException {
        String id = groups.children(ProcessGroups.ROOT).get(parent);
        if (id == null) {
            return List.of();
        }
        JsonNode children =
                client.get("/flow/process-groups/" + id)
                        .path("processGroupFlow")
                        .path("flow")
                        .path("processGroups");
        List<GroupStatus> statuses = new ArrayList<>();
        for (JsonNode child : children) {
            statuses.add(status(child));
        }
        statuses.sort(Comparator.comparing(GroupStatus::source));
        return statuses;
    }

    private GroupStatus status(JsonNode child) throws IOException {
        long running = child.path("runningCount").asLong();
        long stopped = child.path("stoppedCount").asLong();
        long invalid = child.path("invalidCount").asLong();
        JsonNode snapshot = child.path("status").path("aggregateSnapshot");
        String state = running == 0 ? "STOPPED" : stopped + invalid == 0 ? "RUNNING" : "PARTIAL";
        return new GroupStatus(
                child.path("component").path("name").asText(),
                state,
                snapshot.path("flowFilesQueued").asLong(),
                invalid,
                bulletins.count(child.path("id").asText()),
                snapshot.path("activeThreadCount").asLong());
    }
}
