/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The shape of an emission in {@code status --json}; outside programs rely on it. */
final class EmissionJson {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Names of the times in the output, by column. */
    private static final Map<String, String> TIMES = new LinkedHashMap<>();

    static {
        TIMES.put("received", "received_at");
        TIMES.put("archived", "archived_at");
        TIMES.put("validated", "validated_at");
        TIMES.put("loaded", "loaded_at");
        TIMES.put("aggregated", "aggregated_at");
        TIMES.put("published", "published_at");
        TIMES.put("parked", "parked_at");
        TIMES.put("ended", "ended_at");
    }

    private EmissionJson() {}

    /** Reads the current row of the query of all emissions. */
    static Emission read(ResultSet row) throws SQLException {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", row.getString("emission_id"));
        json.put("source", row.getString("source"));
        json.put("file", row.getString("file"));
        json.put("object", row.getString("object_key"));
        json.put("sha256", row.getString("sha256"));
        json.put("emittedAt", instant(row, "emitted_at"));
        json.put("state", row.getString("state"));
        json.put("recordsIn", row.getLong("records_in"));
        json.put("loaded", row.getLong("loaded"));
        json.put("rejected", row.getLong("rejected"));
        json.put("alreadyKnown", row.getLong("already_known"));
        json.put("blankLines", row.getLong("blank_lines"));
        json.set("rejectedByRule", json(row, "rejected_by_rule"));
        json.set("cellsByRule", json(row, "cells_by_rule"));
        json.set("warnings", json(row, "warnings"));
        json.set("refusal", json(row, "refusal"));
        json.set("failure", json(row, "failure"));
        json.put("corrects", row.getString("corrects"));
        json.put("archive", row.getString("archive_key"));
        json.put("rejects", row.getString("rejects_key"));
        json.put("rejectedRecords", row.getString("rejected_key"));
        json.set("published", json(row, "published"));
        ObjectNode times = json.putObject("times");
        for (Map.Entry<String, String> time : TIMES.entrySet()) {
            String value = instant(row, time.getValue());
            if (value != null) {
                times.put(time.getKey(), value);
            }
        }
        return new Emission(
                row.getString("source"),
                row.getString("state"),
                row.getTimestamp("changed_at").toInstant(),
                row.getBoolean("behind_parked"),
                json);
    }

    private static String instant(ResultSet row, String column) throws SQLException {
        Timestamp value = row.getTimestamp(column);
        return value == null ? null : Instant.ofEpochMilli(value.getTime()).toString();
    }

    private static JsonNode json(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        try {
            return text == null ? JsonNodeFactory.instance.nullNode() : JSON.readTree(text);
        } catch (JsonProcessingException impossible) {
            throw new SQLException("column " + column + " holds no JSON", impossible);
        }
    }
}
