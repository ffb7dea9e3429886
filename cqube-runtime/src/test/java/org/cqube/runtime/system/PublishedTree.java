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
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * A copy of an output bucket in a folder, read as a dashboard reads it: pointer, index, file.
 *
 * @param folder object keys are paths below it; compressed objects may still be compressed
 * @param source whose reports are read
 */
record PublishedTree(Path folder, String source) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int GZIP = 0x1f;

    JsonNode pointer() {
        return json(source + "/latest.json");
    }

    /** Ids of the reports. */
    List<String> reports() {
        List<String> ids = new ArrayList<>();
        pointer().get("reports").fieldNames().forEachRemaining(ids::add);
        return ids;
    }

    /** Keys of the files by partition. */
    SortedMap<String, String> keys(String report) {
        SortedMap<String, String> keys = new TreeMap<>();
        json(pointer().get("reports").get(report).asText())
                .get("partitions")
                .properties()
                .forEach(entry -> keys.put(entry.getKey(), entry.getValue().asText()));
        return keys;
    }

    /** Contents by partition. */
    SortedMap<String, JsonNode> report(String id) {
        SortedMap<String, JsonNode> files = new TreeMap<>();
        keys(id).forEach((partition, key) -> files.put(partition, json(key)));
        return files;
    }

    private JsonNode json(String key) {
        try (InputStream file =
                new BufferedInputStream(Files.newInputStream(folder.resolve(key)))) {
            file.mark(1);
            boolean compressed = file.read() == GZIP;
            file.reset();
            return JSON.readTree(compressed ? new GZIPInputStream(file) : file);
        } catch (IOException failed) {
            throw new UncheckedIOException(key, failed);
        }
    }
}
