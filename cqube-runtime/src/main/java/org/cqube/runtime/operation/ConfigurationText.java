/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.operation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The active configuration for people: a line per file that the state has configured. */
final class ConfigurationText {

    private static final String FILE = "%-28s %-30s %10s  %s";

    private final List<String> inactive = new ArrayList<>();
    private int fields;
    private int configured;

    private ConfigurationText() {}

    /** Lines for {@code configuration} of the status; none of what is as the contracts say. */
    static List<String> lines(JsonNode configuration) {
        Map<List<String>, ConfigurationText> files = new LinkedHashMap<>();
        for (JsonNode field : configuration) {
            files.computeIfAbsent(
                            List.of(field.path("source").asText(), field.path("file").asText()),
                            unused -> new ConfigurationText())
                    .add(field);
        }
        files.values().removeIf(file -> file.configured == 0);
        List<String> lines = new ArrayList<>();
        if (files.isEmpty()) {
            lines.add("configuration: none emitted, all columns are as the contracts say");
            return lines;
        }
        lines.add(FILE.formatted("configuration of", "file", "configured", "inactive"));
        files.forEach(
                (name, file) ->
                        lines.add(
                                FILE.formatted(
                                                name.getFirst(),
                                                name.getLast(),
                                                file.configured + " of " + file.fields,
                                                String.join(", ", file.inactive))
                                        .stripTrailing()));
        return lines;
    }

    private void add(JsonNode field) {
        fields++;
        configured += field.path("emission").isTextual() ? 1 : 0;
        if (!field.path("active").asBoolean()) {
            inactive.add(field.path("field").asText());
        }
    }
}
