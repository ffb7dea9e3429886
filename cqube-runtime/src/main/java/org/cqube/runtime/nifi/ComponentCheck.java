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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.cqube.runtime.operation.CqubeException;
import org.cqube.runtime.operation.Waiting;

/**
 * What keeps imported components from running. NiFi imports them all the same, without an error.
 */
final class ComponentCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration INTERVAL = Duration.ofMillis(100);

    private final ProcessGroups groups;

    ComponentCheck(ProcessGroups groups) {
        this.groups = groups;
    }

    /** One line per processor that is missing or invalid. */
    List<String> problems(String group, String name) throws IOException, CqubeException {
        validated(() -> groups.processors(group));
        return problems(groups.processors(group), name + " / ");
    }

    /** One line per service of the group, or of one around it, that is missing or invalid. */
    List<String> serviceProblems(String group) throws IOException, CqubeException {
        validated(() -> groups.services(group));
        return problems(groups.services(group), "");
    }

    private void validated(Components components) throws IOException, CqubeException {
        boolean done =
                Waiting.until(
                        PATIENCE,
                        INTERVAL,
                        () -> {
                            for (JsonNode entry : components.get()) {
                                JsonNode component = entry.path("component");
                                if (component
                                        .path("validationStatus")
                                        .asText()
                                        .equals("VALIDATING")) {
                                    return false;
                                }
                            }
                            return true;
                        });
        if (!done) {
            throw new CqubeException("NiFi still validates after " + PATIENCE.toSeconds() + " s");
        }
    }

    private static List<String> problems(JsonNode components, String prefix) {
        List<String> problems = new ArrayList<>();
        for (JsonNode entry : components) {
            JsonNode component = entry.path("component");
            String name = prefix + component.path("name").asText();
            if (component.path("extensionMissing").asBoolean()) {
                problems.add(name + ": no installed bundle has " + component.path("type").asText());
            } else if (component.path("validationStatus").asText().equals("INVALID")) {
                StringJoiner errors = new StringJoiner("; ");
                component.path("validationErrors").forEach(error -> errors.add(error.asText()));
                problems.add(name + ": " + errors);
            }
        }
        return problems;
    }

    @FunctionalInterface
    private interface Components {
        JsonNode get() throws IOException;
    }
}
