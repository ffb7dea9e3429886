/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.processors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.nifi.annotation.behavior.InputRequirement;
import org.apache.nifi.annotation.behavior.PrimaryNodeOnly;
import org.apache.nifi.annotation.behavior.TriggerSerially;
import org.apache.nifi.components.AllowableValue;
import org.apache.nifi.components.ConfigurableComponent;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.processor.Processor;
import org.apache.nifi.processor.Relationship;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The committed flow definitions fit the processors and services as they are. */
class FlowDefinitionsTest {

    private static final Path FLOWS = Path.of("..", "flow-templates");

    /**
     * Parameters that only the operator knows; their properties are invalid until they have a
     * value.
     */
    private static final Set<String> GIVEN_BY_THE_OPERATOR =
            Set.of("#{cqube.db.url}", "#{cqube.catalog.directory}");

    static List<Path> flows() throws IOException {
        try (Stream<Path> folders = Files.list(FLOWS)) {
            return folders.map(folder -> folder.resolve(folder.getFileName() + ".json"))
                    .filter(Files::exists)
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("flows")
    void everyRelationshipIsConnectedOrEnds(Path flow) throws Exception {
        JsonNode contents = read(flow).path("flowContents");
        for (JsonNode processor : contents.path("processors")) {
            List<String> used = texts(processor.path("autoTerminatedRelationships"));
            for (JsonNode connection : contents.path("connections")) {
                if (connection.path("source").path("id").equals(processor.path("identifier"))) {
                    used.addAll(texts(connection.path("selectedRelationships")));
                }
            }
            assertThat(used)
                    .as(processor.path("name").asText())
                    .containsExactlyInAnyOrderElementsOf(relationships(processor))
                    .containsAll(texts(processor.path("retriedRelationships")));
        }
    }

    @ParameterizedTest
    @MethodSource("flows")
    void everyPropertyExistsAndTheRequiredOnesAreSet(Path flow) throws Exception {
        JsonNode definition = read(flow);
        Map<String, String> parameters = parameters(definition);
        for (JsonNode component : components(definition)) {
            Map<String, PropertyDescriptor> descriptors = new HashMap<>();
            for (PropertyDescriptor descriptor : instance(component).getPropertyDescriptors()) {
                descriptors.put(descriptor.getName(), descriptor);
            }
            Set<String> set = new TreeSet<>();
            component.path("properties").fieldNames().forEachRemaining(set::add);
            assertThat(descriptors.keySet()).as(component.path("name").asText()).containsAll(set);
            for (PropertyDescriptor descriptor : descriptors.values()) {
                check(component, descriptor, parameters);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("flows")
    void schedulingFitsWhatAProcessorSaysOfItself(Path flow) throws Exception {
        for (JsonNode processor : read(flow).path("flowContents").path("processors")) {
            Class<?> type = instance(processor).getClass();
            boolean timed = !processor.path("schedulingPeriod").asText().equals("0 sec");
            assertThat(type.getAnnotation(InputRequirement.class).value())
                    .as(type.getSimpleName())
                    .isEqualTo(
                            timed
                                    ? InputRequirement.Requirement.INPUT_FORBIDDEN
                                    : InputRequirement.Requirement.INPUT_REQUIRED);
            if (type.isAnnotationPresent(PrimaryNodeOnly.class)) {
                assertThat(processor.path("executionNode").asText()).isEqualTo("PRIMARY");
            }
            if (type.isAnnotationPresent(TriggerSerially.class)) {
                assertThat(processor.path("concurrentlySchedulableTaskCount").asInt()).isOne();
            }
        }
    }

    private static void check(
            JsonNode component, PropertyDescriptor descriptor, Map<String, String> parameters) {
        String name = component.path("name").asText() + " / " + descriptor.getName();
        JsonNode property = component.path("properties").path(descriptor.getName());
        if (property.isMissingNode()) {
            assertThat(isRequired(descriptor) && descriptor.getDefaultValue() == null)
                    .as("%s is required and has no value", name)
                    .isFalse();
            return;
        }
        JsonNode described = component.path("propertyDescriptors").path(descriptor.getName());
        assertThat(described.path("sensitive").asBoolean())
                .as(name)
                .isEqualTo(descriptor.isSensitive());
        assertThat(described.path("identifiesControllerService").asBoolean())
                .as(name)
                .isEqualTo(descriptor.getControllerServiceDefinition() != null);
        String value = parameters.getOrDefault(property.asText(), property.asText());
        if (value.isEmpty()) {
            assertThat(isRequired(descriptor) && !GIVEN_BY_THE_OPERATOR.contains(property.asText()))
                    .as("%s is required, and %s has no value", name, property.asText())
                    .isFalse();
        } else if (descriptor.getAllowableValues() != null
                && descriptor.getControllerServiceDefinition() == null) {
            assertThat(descriptor.getAllowableValues())
                    .as(name)
                    .extracting(AllowableValue::getValue)
                    .contains(value);
        }
    }

    /**
     * What depends on another property counts only for some of its values; NiFi itself checks that.
     */
    private static boolean isRequired(PropertyDescriptor descriptor) {
        return descriptor.isRequired() && descriptor.getDependencies().isEmpty();
    }

    /** Values by reference, empty for none. */
    private static Map<String, String> parameters(JsonNode definition) {
        Map<String, String> values = new HashMap<>();
        for (JsonNode context : definition.path("parameterContexts")) {
            for (JsonNode parameter : context.path("parameters")) {
                values.merge(
                        "#{" + parameter.path("name").asText() + "}",
                        parameter.path("value").asText(),
                        (one, other) -> one.isEmpty() ? other : one);
            }
        }
        return values;
    }

    private static List<JsonNode> components(JsonNode definition) {
        List<JsonNode> components = new ArrayList<>();
        definition.path("flowContents").path("processors").forEach(components::add);
        definition.path("flowContents").path("controllerServices").forEach(components::add);
        return components;
    }

    private static List<String> relationships(JsonNode processor)
            throws ReflectiveOperationException {
        return ((Processor) instance(processor))
                .getRelationships().stream().map(Relationship::getName).toList();
    }

    private static ConfigurableComponent instance(JsonNode component)
            throws ReflectiveOperationException {
        return (ConfigurableComponent)
                Class.forName(component.path("type").asText())
                        .getDeclaredConstructor()
                        .newInstance();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static JsonNode read(Path flow) {
        try {
            return JsonMapper.builder().build().readTree(flow.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
