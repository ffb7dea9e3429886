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
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A flow definition of the project, as it is imported.
 *
 * @param name of the process group that it becomes
 * @param bytes the file
 */
public record FlowDefinition(String name, byte[] bytes) {

    /** The group that holds the shared services and all other groups. */
    static final String PARENT = "cqube";

    /**
     * Reads the parent's definition.
     *
     * @param flowTemplates folder with one folder per flow
     */
    public static FlowDefinition parent(Path flowTemplates) throws IOException {
        FlowDefinition definition = read(file(flowTemplates.resolve(PARENT)));
        return new FlowDefinition(
                definition.json().path("flowContents").path("name").asText(), definition.bytes());
    }

    /** Reads the definitions that belong into the parent: one per source, and the inbox. */
    public static List<FlowDefinition> children(Path flowTemplates) throws IOException {
        List<Path> folders;
        try (Stream<Path> entries = Files.list(flowTemplates)) {
            folders =
                    entries.filter(folder -> Files.isRegularFile(file(folder)))
                            .filter(folder -> !folder.endsWith(PARENT))
                            .sorted()
                            .toList();
        }
        List<FlowDefinition> definitions = new ArrayList<>();
        for (Path folder : folders) {
            definitions.add(read(file(folder)));
        }
        return definitions;
    }

    private static FlowDefinition read(Path file) throws IOException {
        String fileName = file.getFileName().toString();
        return new FlowDefinition(
                fileName.substring(0, fileName.lastIndexOf('.')), Files.readAllBytes(file));
    }

    private static Path file(Path folder) {
        return folder.resolve(folder.getFileName() + ".json");
    }

    JsonNode json() throws IOException {
        return JsonMapper.builder().build().readTree(bytes);
    }

    /** 64 hex digits over the file: another one is another flow. */
    String hash() {
        return Hashes.sha256(bytes);
    }
}
