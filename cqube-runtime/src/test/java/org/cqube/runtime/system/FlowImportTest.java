/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cqube.runtime.nifi.NifiClient;
import org.cqube.runtime.operation.Project;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each committed flow definition, imported once more into the running NiFi as an operator would by
 * "Import from file". Nothing is started, and what was imported goes again.
 */
@SystemTest
class FlowImportTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final NifiClient nifi;
    private final List<String> imported = new ArrayList<>();
    private String root;
    private String parent;

    FlowImportTest(RunningCqube cqube) {
        nifi = new NifiClient(cqube.state().ports().nifi());
    }

    @BeforeEach
    void findTheGroups() throws IOException {
        JsonNode flow = nifi.get("/flow/process-groups/root").path("processGroupFlow");
        root = flow.path("id").asText();
        for (JsonNode group : flow.path("flow").path("processGroups")) {
            if (group.path("component").path("name").asText().equals("cQube")) {
                parent = group.path("id").asText();
            }
        }
        assertThat(parent).isNotNull();
    }

    @AfterEach
    void removeWhatWasImported() throws IOException {
        for (String id : imported) {
            long version =
                    nifi.get("/process-groups/" + id).path("revision").path("version").asLong();
            nifi.delete("/process-groups/" + id + "?version=" + version);
        }
    }

    static List<Path> children() throws IOException {
        Path templates = Project.current().flowTemplates();
        try (Stream<Path> folders = Files.list(templates)) {
            return folders.map(folder -> folder.resolve(folder.getFileName() + ".json"))
                    .filter(Files::exists)
                    .filter(file -> !file.endsWith("cqube.json"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("children")
    void insideTheParentEveryComponentIsThereAndValid(Path file) throws IOException {
        JsonNode definition = JSON.readTree(file.toFile());
        String id = upload(parent, definition);
        JsonNode flow = flow(id);
        JsonNode contents = definition.path("flowContents");
        assertThat(flow.path("processors")).hasSize(contents.path("processors").size());
        assertThat(flow.path("connections")).hasSize(contents.path("connections").size());
        assertThat(flow.path("labels")).hasSize(contents.path("labels").size());
        assertThat(faults(flow.path("processors"))).isEmpty();
        assertThat(
                        nifi.get("/process-groups/" + id)
                                .path("parameterContext")
                                .path("component")
                                .path("name")
                                .asText())
                .isEqualTo(contents.path("parameterContextName").asText());
    }

    @Test
    void theParentBringsItsServicesAndTheyAreValid() throws IOException {
        Path file = Project.current().flowTemplates().resolve("cqube/cqube.json");
        String id = upload(root, JSON.readTree(file.toFile()));
        JsonNode services = services(id);
        assertThat(services)
                .extracting(service -> service.path("component").path("name").asText())
                .containsExactlyInAnyOrder(
                        "S3 Object Store",
                        "PostgreSQL Pool",
                        "PostgreSQL Pool Aggregate",
                        "PostgreSQL Pool Publish",
                        "Data Source Catalog",
                        "Mail Server");
        assertThat(faults(services)).isEmpty();
    }

    @Test
    void anotherVersionOfTheBundleInTheFileDoesNotMatter() throws IOException {
        String json = Files.readString(children().getFirst(), StandardCharsets.UTF_8);
        JsonNode older =
                JSON.readTree(
                        json.replaceAll("\"version\" : \"[^\"]*\"", "\"version\" : \"0.0.1\""));
        assertThat(faults(flow(upload(parent, older)).path("processors"))).isEmpty();
    }

    @Test
    void outsideTheParentItSaysWhichServicesAreMissing() throws IOException {
        JsonNode processors =
                flow(upload(root, JSON.readTree(children().getFirst().toFile())))
                        .path("processors");
        assertThat(faults(processors))
                .hasSize(processors.size())
                .allSatisfy(
                        fault ->
                                assertThat(fault)
                                        .contains("PostgreSQL Pool")
                                        .contains(
                                                "references a Controller Service that does not exist"));
    }

    private String upload(String group, JsonNode definition) throws IOException {
        // beside the group of the same name that runs
        String name = "import of " + definition.path("flowContents").path("name").asText();
        JsonNode answer =
                nifi.upload(
                        "/process-groups/" + group + "/process-groups/upload",
                        Map.of(
                                "groupName", name,
                                "positionX", "0",
                                "positionY", "2000",
                                "clientId", "flow-import-test"),
                        JSON.writeValueAsBytes(definition));
        String id = answer.path("id").asText();
        imported.add(id);
        return id;
    }

    private JsonNode flow(String group) {
        return validated(
                () ->
                        nifi.get("/flow/process-groups/" + group)
                                .path("processGroupFlow")
                                .path("flow"),
                "processors");
    }

    private JsonNode services(String group) {
        return validated(
                        () -> nifi.get("/flow/process-groups/" + group + "/controller-services"),
                        "controllerServices")
                .path("controllerServices");
    }

    /** NiFi validates in the background: waits until it has decided about each component. */
    private static JsonNode validated(Answer answer, String components) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(
                        answer::get,
                        found -> {
                            for (JsonNode entry : found.path(components)) {
                                if (status(entry).equals("VALIDATING")) {
                                    return false;
                                }
                            }
                            return true;
                        });
    }

    private static List<String> faults(JsonNode components) {
        List<String> faults = new ArrayList<>();
        for (JsonNode entry : components) {
            JsonNode component = entry.path("component");
            if (component.path("extensionMissing").asBoolean() || !status(entry).equals("VALID")) {
                faults.add(
                        "%s, missing: %s, %s"
                                .formatted(
                                        component.path("name").asText(),
                                        component.path("extensionMissing"),
                                        component.path("validationErrors")));
            }
        }
        return faults;
    }

    private static String status(JsonNode entry) {
        return entry.path("component").path("validationStatus").asText();
    }

    @FunctionalInterface
    private interface Answer {
        JsonNode get() throws IOException;
    }
}
