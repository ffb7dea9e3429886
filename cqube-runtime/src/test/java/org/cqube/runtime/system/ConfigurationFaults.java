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
import java.util.ArrayList;
import java.util.List;

/** Configurations and weights that cannot be, which change nothing (data-sources.md, 6). */
final class ConfigurationFaults {

    private static final String SOURCE = "config";
    private static final String HEADER = "id|cqube_column|state_column|status\n";
    private static final String WEIGHTS = "infrastructure_score";
    private static final String ACTIVE =
            """
            toilet|toilet|10
            handwash|toilet|10
            boys_toilet|toilet|10
            girls_toilet|toilet|10
            drinking_water|water|10
            tap_water|water|10
            hand_pumps|water|10
            library|study|10
            electricity|energy resource|10
            solar_panel|energy resource|10
            """;
    private static final String WEIGHTS_HEADER =
            "infrastructure_name|infrastructure_category|score\n";

    private final String base;
    private final List<FaultCase> cases = new ArrayList<>();

    private ConfigurationFaults(String base) {
        this.base = base;
    }

    /**
     * Configurations of one file.
     *
     * @param alone whether its source has no other file
     * @param schema of the file
     */
    static List<FaultCase> of(String source, String file, boolean alone, JsonNode schema) {
        ConfigurationFaults faults =
                new ConfigurationFaults("config_" + source + (alone ? "" : "_" + file));
        String key = schema.path("primaryKey").get(0).asText();
        faults.add("no status", "id|cqube_column|state_column\n1|" + key + "|A\n", "column.header");
        faults.fields("key switched off", "config.key-inactive", key + "|-|0");
        faults.fields("column that is not", "config.unknown-column", "of_nobody|A|1");
        faults.fields("field twice", "config.duplicate", key + "|A|1", key + "|B|1");
        if (schema.path("fields").size() > 1) {
            String other = schema.path("fields").get(0).path("name").asText();
            if (other.equals(key)) {
                other = schema.path("fields").get(1).path("name").asText();
            }
            faults.fields("header twice", "config.duplicate", key + "|A|1", other + "|a|1");
        }
        faults.fields("strange status", "config.status", key + "|A|yes");
        faults.fields("active without header", "config.unmapped", key + "|-|1");
        faults.fields("no column named", "file.threshold", "|A|1");
        faults.fields("unknown encoding", "file.threshold", "encoding", key + "|A|1|maybe");
        return faults.cases;
    }

    /** Weights of the facilities. */
    static List<FaultCase> weights() {
        ConfigurationFaults faults = new ConfigurationFaults(WEIGHTS);
        faults.add(
                "no score",
                "infrastructure_name|infrastructure_category\ntoilet|toilet\n",
                "weights.header");
        faults.weights("no such facility", "library", "telescope", "weights.names");
        faults.weights("other category", "library|study", "library|water", "weights.names");
        faults.weights("one is missing", "library|study|10\n", "", "weights.names");
        faults.weights("below 0", "library|study|10", "library|study|-10", "weights.negative");
        faults.weights("90 in all", "library|study|10", "library|study|0", "weights.sum");
        faults.weights("no number", "library|study|10", "library|study|ten", "file.threshold");
        faults.add(
                "strange status",
                WEIGHTS_HEADER.strip() + "|status\n" + ACTIVE.replace("\n", "|maybe\n"),
                "config.status");
        faults.cases.add(
                FaultCase.csv(
                        SOURCE,
                        WEIGHTS,
                        "a column that nobody knows",
                        WEIGHTS_HEADER.strip() + "|remarks\n" + ACTIVE.replace("\n", "|none\n"),
                        Expected.unknownColumn("remarks")));
        return faults.cases;
    }

    private void fields(String name, String rule, String... rows) {
        StringBuilder text = new StringBuilder(HEADER);
        int id = 1;
        for (String row : rows) {
            if (row.indexOf('|') < 0) {
                text.insert(HEADER.length() - 1, "|" + row);
            } else {
                text.append(id++).append('|').append(row).append('\n');
            }
        }
        add(name, text.toString(), rule);
    }

    private void weights(String name, String row, String instead, String rule) {
        add(name, WEIGHTS_HEADER + ACTIVE.replace(row, instead), rule);
    }

    private void add(String name, String csv, String rule) {
        cases.add(FaultCase.csv(SOURCE, base, name, csv, Expected.refusal(rule)));
    }
}
