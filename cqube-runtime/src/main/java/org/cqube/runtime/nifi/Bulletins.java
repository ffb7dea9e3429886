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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** NiFi's bulletin board: warnings and errors of the last five minutes. */
final class Bulletins {

    private static final int MOST = 1_000;
    private static final int SHOWN = 3;
    private static final int LENGTH = 600;

    private final NifiClient client;

    Bulletins(NifiClient client) {
        this.client = client;
    }

    /** How many there are about the components of a group. */
    int count(String group) throws IOException {
        return bulletins(group).size();
    }

    /** The last few, cut to a readable length, each once. */
    List<String> latest(String group) throws IOException {
        Set<String> messages = new LinkedHashSet<>();
        for (JsonNode entry : bulletins(group)) {
            String message = entry.path("bulletin").path("message").asText();
            messages.add(message.substring(0, Math.min(message.length(), LENGTH)));
        }
        return messages.stream().toList().reversed().stream().limit(SHOWN).toList();
    }

    private JsonNode bulletins(String group) throws IOException {
        return client.get("/flow/bulletin-board?groupId=" + group + "&limit=" + MOST)
                .path("bulletinBoard")
                .path("bulletins");
    }
}
