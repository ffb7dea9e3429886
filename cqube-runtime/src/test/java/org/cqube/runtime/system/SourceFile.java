/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.cqube.runtime.operation.Project;

/**
 * A file that a data source emits, as its folder describes it; configurations are none.
 *
 * @param alone whether the source has no other file
 * @param schema of the contract
 * @param sample the project's own
 */
record SourceFile(String source, String base, boolean alone, JsonNode schema, SampleTable sample) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static List<SourceFile> all(RunningCqube cqube) throws IOException {
        List<SourceFile> all = new ArrayList<>();
        try (Stream<Path> folders = Files.list(Project.current().flowTemplates())) {
            for (Path contract :
                    folders.map(folder -> folder.resolve("datapackage.json"))
                            .filter(Files::exists)
                            .sorted()
                            .toList()) {
                JsonNode json = JSON.readTree(contract.toFile());
                if (!"configuration".equals(json.path("cqube:kind").asText())) {
                    all.addAll(of(cqube, json));
                }
            }
        }
        return all;
    }

    private static List<SourceFile> of(RunningCqube cqube, JsonNode contract) throws IOException {
        String source = contract.path("name").asText();
        List<SourceFile> files = new ArrayList<>();
        for (JsonNode resource : contract.path("resources")) {
            String base = resource.path("name").asText();
            JsonNode schema = resource.path("schema");
            List<String> lines = Files.readAllLines(cqube.sample(source, base + ".csv"));
            files.add(
                    new SourceFile(
                            source,
                            base,
                            contract.path("resources").size() == 1,
                            schema,
                            new SampleTable(schema, lines)));
        }
        return files;
    }
}
