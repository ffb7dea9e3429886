/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.acts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * An act as its object has it.
 *
 * @param key of the object
 * @param id its place in the order of all acts
 * @param kind commit, known, refusal, expiry, abandonment or replay
 * @param source name of the data source
 * @param at when it happened, ISO 8601
 * @param body emission with counts, or replay
 */
record Act(String key, long id, String kind, String source, String at, JsonNode body) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCHEMA = "cqube.act/1";
    private static final List<String> ENVELOPE = List.of("id", "kind", "source", "actedAt");

    /**
     * @throws IOException if it cannot be read or is no act
     */
    static Act read(final String key, final InputStream object) throws IOException {
        final JsonNode json = JSON.readTree(object);
        if (!SCHEMA.equals(json.path("schema").asText()) || !json.hasNonNull("id")) {
            throw new IOException(key + " is no act that this version knows");
        }
        return new Act(
                key,
                json.path("id").asLong(),
                json.path("kind").asText(),
                json.path("source").asText(),
                json.path("actedAt").asText(),
                ((ObjectNode) json.deepCopy()).remove(ENVELOPE));
    }

    /** The emission's row, as the ledger had it when the act was done. */
    JsonNode emission() {
        return body.path("emission");
    }

    /** Whether it brought rows into a table: only then is there something to do again. */
    boolean changedTables() {
        return kind.equals("commit") && emission().path("loaded").asLong() > 0;
    }
}
