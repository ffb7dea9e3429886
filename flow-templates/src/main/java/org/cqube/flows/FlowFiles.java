/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.flows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The flow definition files of a folder of data sources.
 *
 * <p>Each stands in a folder of its own name, the layout that NiFi's Git-backed flow registry
 * clients read.
 */
public final class FlowFiles {

    /** Names a folder as that of a data source. */
    static final String CONTRACT = "datapackage.json";

    /** Optional file of a source's folder: parameters that differ from the common values. */
    static final String PARAMETERS = "parameters.properties";

    private FlowFiles() {}

    /**
     * Makes all definitions.
     *
     * @param folder that holds the folders of the data sources
     * @return the content of each file, by its path in the folder
     */
    public static Map<Path, String> make(Path folder) throws IOException {
        Map<Path, String> files = new TreeMap<>();
        add(files, "cqube", ParentFlow.plan());
        add(files, InboxFlow.NAME, InboxFlow.plan());
        for (Path source : sources(folder)) {
            String name = source.getFileName().toString();
            add(
                    files,
                    name,
                    isDerived(source)
                            ? DerivedFlow.of(name, parameters(source))
                            : SourceFlow.of(name, parameters(source)));
        }
        return files;
    }

    private static void add(Map<Path, String> files, String name, FlowPlan plan) {
        files.put(Path.of(name, name + ".json"), json(plan));
    }

    private static String json(FlowPlan plan) {
        return DefinitionJson.write(new Definition(plan, bundleVersion()).snapshot());
    }

    private static List<Path> sources(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> Files.exists(entry.resolve(CONTRACT))).sorted().toList();
        }
    }

    /** Whether nothing is emitted for the source: it only reports on others. */
    private static boolean isDerived(Path source) throws IOException {
        JsonNode contract = new ObjectMapper().readTree(source.resolve(CONTRACT).toFile());
        return "derived".equals(contract.path("cqube:kind").asText());
    }

    private static Map<String, String> parameters(Path source) throws IOException {
        Path file = source.resolve(PARAMETERS);
        if (!Files.exists(file)) {
            return Map.of();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty));
    }

    private static String bundleVersion() {
        Properties properties = new Properties();
        try (InputStream in = FlowFiles.class.getResourceAsStream("bundle.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }
}
