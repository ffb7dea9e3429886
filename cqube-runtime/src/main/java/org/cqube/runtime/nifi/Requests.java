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
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Changes that NiFi makes in the background: posted, asked for until done, and put away. */
final class Requests {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration INTERVAL = Duration.ofMillis(100);

    private final NifiClient client;

    Requests(NifiClient client) {
        this.client = client;
    }

    /** Posts to {@code path} and waits until it is done. */
    void run(String path, JsonNode body) throws IOException {
        run(path, path, body);
    }

    /**
     * @param path where the request is posted
     * @param requests where it is found afterwards
     */
    void run(String path, String requests, JsonNode body) throws IOException {
        String id = client.post(path, body).path("request").path("requestId").asText();
        String request = requests + "/" + id;
        JsonNode state = client.get(request).path("request");
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!state.path("complete").asBoolean()) {
            if (System.nanoTime() > end) {
                throw new IOException("NiFi does not finish " + path);
            }
            LockSupport.parkNanos(INTERVAL.toNanos());
            if (Thread.interrupted()) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while NiFi changed its flow");
            }
            state = client.get(request).path("request");
        }
        client.delete(request);
        String failure = state.path("failureReason").asText("");
        if (!failure.isEmpty()) {
            throw new IOException("NiFi did not finish " + path + ": " + failure);
        }
    }
}
