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
import java.util.List;

/** The status for people. */
public final class StatusText {

    private static final int MOST_EMISSIONS = 50;

    private static final String GROUP = "%-28s %-8s %8s %8s %9s";
    private static final String EMISSION = "%-6s %-10s %9s %9s %9s %9s  %s %s";

    private StatusText() {}

    /**
     * Lines of text for a status in JSON: endpoints without secrets, groups, what is configured,
     * latest emissions.
     */
    public static List<String> lines(JsonNode status) {
        List<String> lines = new ArrayList<>();
        JsonNode endpoints = status.path("endpoints");
        lines.add("NiFi        " + endpoints.path("nifi").asText());
        lines.add(
                "PostgreSQL  "
                        + endpoints.path("jdbcUrl").asText()
                        + " user "
                        + endpoints.path("jdbcUser").asText());
        lines.add("S3          " + endpoints.path("s3").asText());
        lines.add("mailbox     " + endpoints.path("mailbox").asText());
        lines.add("");
        lines.add(row(GROUP, "group", "state", "queued", "invalid", "bulletins"));
        for (JsonNode group : status.path("processGroups")) {
            lines.add(
                    row(
                            GROUP,
                            text(group, "source"),
                            text(group, "state"),
                            text(group, "queued"),
                            text(group, "invalid"),
                            text(group, "bulletins")));
        }
        for (JsonNode late : status.path("lateSources")) {
            lines.add(
                    "late        %s, expected by %s, last emission %s"
                            .formatted(
                                    text(late, "source"),
                                    text(late, "expectedBy"),
                                    late.path("lastEmission").asText("none")));
        }
        lines.add("");
        lines.addAll(ConfigurationText.lines(status.path("configuration")));
        lines.add("");
        lines.add(
                row(EMISSION, "id", "state", "in", "loaded", "rejected", "known", "object", "why"));
        JsonNode emissions = status.path("emissions");
        int first = Math.max(0, emissions.size() - MOST_EMISSIONS);
        if (first > 0) {
            lines.add("... " + first + " earlier ones: ./cqube status --json");
        }
        for (int i = first; i < emissions.size(); i++) {
            lines.add(emission(emissions.get(i)));
        }
        return lines;
    }

    /** One emission in one line. */
    public static String emission(JsonNode emission) {
        return row(
                EMISSION,
                text(emission, "id"),
                text(emission, "state"),
                text(emission, "recordsIn"),
                text(emission, "loaded"),
                text(emission, "rejected"),
                text(emission, "alreadyKnown"),
                text(emission, "object"),
                why(emission));
    }

    private static String row(String format, Object... cells) {
        return format.formatted(cells).stripTrailing();
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }

    private static String why(JsonNode emission) {
        JsonNode refusal = emission.path("refusal");
        if (refusal.isObject()) {
            return text(refusal, "rule") + ": " + text(refusal, "message");
        }
        JsonNode failure = emission.path("failure");
        return failure.isObject() && text(emission, "state").equals("parked")
                ? text(failure, "step") + ": " + text(failure, "message")
                : "";
    }
}
