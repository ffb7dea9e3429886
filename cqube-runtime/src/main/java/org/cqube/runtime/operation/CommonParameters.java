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
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.cqube.runtime.nifi.FlowDefinition;

/**
 * The parameters of the shared context as the project's flow has them.
 *
 * @param values by name of the parameter; those without a value are left out
 */
public record CommonParameters(Map<String, String> values) {

    public CommonParameters {
        values = Map.copyOf(values);
    }

    /** Reads them from the parent group's flow definition. */
    public static CommonParameters read(Project project) throws IOException, CqubeException {
        JsonNode contexts =
                JsonMapper.builder()
                        .build()
                        .readTree(FlowDefinition.parent(project.flowTemplates()).bytes())
                        .path("parameterContexts");
        return new CommonParameters(
                StreamSupport.stream(contexts.spliterator(), false)
                        .flatMap(
                                context ->
                                        StreamSupport.stream(
                                                context.path("parameters").spliterator(), false))
                        .filter(parameter -> parameter.path("value").isTextual())
                        .collect(
                                Collectors.toMap(
                                        parameter -> parameter.path("name").asText(),
                                        parameter -> parameter.path("value").asText(),
                                        (first, second) -> first)));
    }

    /**
     * The value of one.
     *
     * @throws CqubeException if the flow has none of this name
     */
    public String value(String name) throws CqubeException {
        String value = values.get(name);
        if (value == null) {
            throw new CqubeException("the flow has no parameter " + name);
        }
        return value;
    }
}
