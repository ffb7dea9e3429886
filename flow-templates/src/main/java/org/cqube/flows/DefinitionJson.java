/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.flows;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.apache.nifi.registry.flow.RegisteredFlowSnapshot;

/**
 * Writes a flow definition so that the same flow gives the same bytes and a change a short diff.
 *
 * <p>NiFi's classes keep processors, connections and parameters in hash sets; here they are sorted
 * by identifier or name. Lists, whose order means something, stay as they are.
 */
final class DefinitionJson {

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .serializationInclusion(JsonInclude.Include.NON_NULL)
                    .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                    .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .build();

    /** Arrays whose order counts. */
    private static final Set<String> LISTS =
            Set.of("bends", "prioritizers", "inheritedParameterContexts");

    private DefinitionJson() {}

    static String write(RegisteredFlowSnapshot snapshot) {
        JsonNode tree = MAPPER.valueToTree(snapshot);
        sort(tree);
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(indenter);
        printer.indentArraysWith(indenter);
        try {
            return MAPPER.writer(printer).writeValueAsString(tree) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void sort(JsonNode node) {
        node.properties()
                .forEach(
                        property -> {
                            if (property.getValue() instanceof ArrayNode array
                                    && !LISTS.contains(property.getKey())) {
                                sortEntries(array);
                            }
                            sort(property.getValue());
                        });
        node.elements().forEachRemaining(DefinitionJson::sort);
    }

    private static void sortEntries(ArrayNode array) {
        List<JsonNode> entries = new ArrayList<>();
        array.forEach(entries::add);
        entries.sort(Comparator.comparing(DefinitionJson::key));
        array.removeAll();
        array.addAll(entries);
    }

    private static String key(JsonNode entry) {
        if (entry.isTextual()) {
            return entry.textValue();
        }
        return entry.path(entry.has("identifier") ? "identifier" : "name").asText();
    }
}
