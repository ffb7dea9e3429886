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
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.SSLContext;

/** The calls to NiFi's REST interface: JSON in, JSON out. */
public final class NifiClient {

    /** How this client names itself in revisions. */
    static final String CLIENT_ID = "cqube-runtime";

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client;
    private final String base;

    /** Speaks with a NiFi without access control on this machine. */
    public NifiClient(int port) {
        this(URI.create("http://127.0.0.1:" + port), connections().build());
    }

    /**
     * Speaks with a NiFi that knows its callers by certificate.
     *
     * @param address as {@code https://host:port}
     */
    public NifiClient(URI address, SSLContext tls) {
        this(address, connections().sslContext(tls).build());
    }

    private NifiClient(URI address, HttpClient client) {
        this.base = address + "/nifi-api";
        this.client = client;
    }

    private static HttpClient.Builder connections() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5));
    }

    public JsonNode get(String path) throws IOException {
        return call("GET", path, BodyPublishers.noBody(), "application/json");
    }

    public JsonNode post(String path, JsonNode body) throws IOException {
        return call("POST", path, json(body), "application/json");
    }

    public JsonNode put(String path, JsonNode body) throws IOException {
        return call("PUT", path, json(body), "application/json");
    }

    public JsonNode delete(String path) throws IOException {
        return call("DELETE", path, BodyPublishers.noBody(), "application/json");
    }

    /**
     * Posts a form with one file in it.
     *
     * @param fields the other fields
     */
    public JsonNode upload(String path, Map<String, String> fields, byte[] file)
            throws IOException {
        String boundary = "cqube-" + UUID.randomUUID();
        StringBuilder start = new StringBuilder();
        fields.forEach(
                (name, value) ->
                        start.append("--%s\r\n".formatted(boundary))
                                .append("Content-Disposition: form-data; ")
                                .append("name=\"%s\"\r\n\r\n%s\r\n".formatted(name, value)));
        start.append("--%s\r\n".formatted(boundary))
                .append("Content-Disposition: form-data; name=\"file\"; filename=\"flow.json\"\r\n")
                .append("Content-Type: application/json\r\n\r\n");
        String end = "\r\n--%s--\r\n".formatted(boundary);
        BodyPublisher body =
                BodyPublishers.concat(
                        BodyPublishers.ofString(start.toString()),
                        BodyPublishers.ofByteArray(file),
                        BodyPublishers.ofString(end));
        return call("POST", path, body, "multipart/form-data; boundary=" + boundary);
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Revision of a component that is about to be made. */
    static ObjectNode firstRevision() {
        return object().put("version", 0).put("clientId", CLIENT_ID);
    }

    private JsonNode call(String method, String path, BodyPublisher body, String contentType)
            throws IOException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(base + path))
                        .timeout(PATIENCE)
                        .header("Content-Type", contentType)
                        .method(method, body)
                        .build();
        try {
            HttpResponse<String> response =
                    client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (response.statusCode() >= 300) {
                throw new NifiException(
                        method + " " + path, response.statusCode(), response.body());
            }
            return JSON.readTree(response.body());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw (IOException)
                    new InterruptedIOException("interrupted while NiFi was asked")
                            .initCause(interrupted);
        }
    }

    private static BodyPublisher json(JsonNode body) throws IOException {
        return BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
    }
}
