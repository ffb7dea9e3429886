/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.flows;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.nifi.flow.Bundle;
import org.apache.nifi.flow.ComponentType;
import org.apache.nifi.flow.ConnectableComponent;
import org.apache.nifi.flow.ConnectableComponentType;
import org.apache.nifi.flow.ExternalControllerServiceReference;
import org.apache.nifi.flow.Position;
import org.apache.nifi.flow.ScheduledState;
import org.apache.nifi.flow.VersionedComponent;
import org.apache.nifi.flow.VersionedConfigurableExtension;
import org.apache.nifi.flow.VersionedConnection;
import org.apache.nifi.flow.VersionedControllerService;
import org.apache.nifi.flow.VersionedLabel;
import org.apache.nifi.flow.VersionedParameter;
import org.apache.nifi.flow.VersionedParameterContext;
import org.apache.nifi.flow.VersionedProcessGroup;
import org.apache.nifi.flow.VersionedProcessor;
import org.apache.nifi.flow.VersionedPropertyDescriptor;
import org.apache.nifi.registry.flow.RegisteredFlowSnapshot;

/** Writes a plan down as a flow definition of NiFi 2, with NiFi's own classes. */
final class Definition {

    private static final String GROUP = "org.cqube";
    private static final String PROCESSORS = "cqube-nar";
    private static final String SERVICES = "cqube-services-nar";
    private static final String ORDER = "org.apache.nifi.prioritizer.FirstInFirstOutPrioritizer";

    private final FlowPlan plan;
    private final String bundleVersion;

    /**
     * @param bundleVersion of the NARs; NiFi takes another version when it is the only one
     *     installed
     */
    Definition(FlowPlan plan, String bundleVersion) {
        this.plan = plan;
        this.bundleVersion = bundleVersion;
    }

    RegisteredFlowSnapshot snapshot() {
        VersionedProcessGroup group = new VersionedProcessGroup();
        group.setIdentifier(plan.id());
        group.setName(plan.name());
        group.setComments(plan.comments());
        group.setPosition(new Position(0, 0));
        group.setParameterContextName(plan.settings().name());
        group.setScheduledState(ScheduledState.ENABLED);
        group.setControllerServices(set(plan.services().stream().map(this::service).toList()));
        group.setProcessors(set(plan.steps().stream().map(this::processor).toList()));
        group.setConnections(set(plan.queues().stream().map(this::connection).toList()));
        group.setLabels(set(plan.bands().stream().map(this::label).toList()));

        RegisteredFlowSnapshot snapshot = new RegisteredFlowSnapshot();
        snapshot.setFlowContents(group);
        snapshot.setParameterContexts(contexts(plan.settings()));
        snapshot.setExternalControllerServices(externalServices());
        snapshot.setFlowEncodingVersion("1.0");
        return snapshot;
    }

    private VersionedControllerService service(SharedService service) {
        VersionedControllerService versioned = new VersionedControllerService();
        identify(versioned, service.id(), service.name());
        versioned.setScheduledState(ScheduledState.DISABLED);
        versioned.setBulletinLevel("WARN");
        extend(
                versioned,
                service.type(),
                SERVICES,
                service.properties(),
                service.sensitive(),
                service.services());
        return versioned;
    }

    private VersionedProcessor processor(Step step) {
        VersionedProcessor versioned = new VersionedProcessor();
        identify(versioned, id(step.name()), step.name());
        versioned.setPosition(new Position(step.cell().box().x(), step.cell().box().y()));
        extend(
                versioned,
                Step.PACKAGE + step.name(),
                PROCESSORS,
                step.properties(),
                Set.of(),
                step.services().stream()
                        .collect(Collectors.toMap(SharedService::property, service -> service)));
        versioned.setSchedulingStrategy("TIMER_DRIVEN");
        versioned.setSchedulingPeriod(step.period());
        versioned.setExecutionNode(step.primary() ? "PRIMARY" : "ALL");
        versioned.setConcurrentlySchedulableTaskCount(step.tasks());
        versioned.setRunDurationMillis(0L);
        versioned.setPenaltyDuration(step.penalty());
        versioned.setYieldDuration("1 sec");
        versioned.setBulletinLevel("WARN");
        versioned.setScheduledState(ScheduledState.ENABLED);
        versioned.setAutoTerminatedRelationships(step.endings());
        // 1, 2, 4, 8 and 16 s after a failure; as long again at most by the processors' jitter,
        // so all waits stay between 1 s and 1 min
        versioned.setRetriedRelationships(step.retried());
        versioned.setRetryCount(5);
        versioned.setBackoffMechanism("PENALIZE_FLOWFILE");
        versioned.setMaxBackoffPeriod("1 mins");
        versioned.setStyle(Map.of());
        return versioned;
    }

    private VersionedConnection connection(Queue queue) {
        VersionedConnection versioned = new VersionedConnection();
        identify(versioned, id(queue.name().replaceAll("[^a-z]+", "-")), queue.name());
        versioned.setSource(end(queue.from()));
        versioned.setDestination(end(queue.to()));
        versioned.setSelectedRelationships(Set.of(queue.relationship()));
        versioned.setBackPressureObjectThreshold(queue.limit().objects());
        versioned.setBackPressureDataSizeThreshold(queue.limit().size());
        versioned.setFlowFileExpiration("0 sec");
        versioned.setPrioritizers(List.of(ORDER));
        versioned.setLoadBalanceStrategy(queue.spread().name());
        versioned.setLoadBalanceCompression("DO_NOT_COMPRESS");
        versioned.setBends(
                queue.route().stream().map(bend -> new Position(bend.x(), bend.y())).toList());
        versioned.setLabelIndex(queue.labelAt());
        versioned.setzIndex(0L);
        return versioned;
    }

    private ConnectableComponent end(String step) {
        ConnectableComponent end = new ConnectableComponent();
        end.setId(id(step));
        end.setGroupId(plan.id());
        end.setType(ConnectableComponentType.PROCESSOR);
        end.setName(step);
        return end;
    }

    private VersionedLabel label(Band band) {
        VersionedLabel versioned = new VersionedLabel();
        identify(versioned, id("band-" + plan.bands().indexOf(band)), null);
        versioned.setLabel(band.text());
        versioned.setPosition(new Position(band.box().x(), band.box().y()));
        versioned.setWidth(band.box().width());
        versioned.setHeight(band.box().height());
        versioned.setzIndex((long) plan.bands().indexOf(band));
        versioned.setStyle(Map.of("background-color", band.colour(), "font-size", "24px"));
        return versioned;
    }

    private void identify(VersionedComponent component, String id, String name) {
        component.setIdentifier(id);
        component.setGroupIdentifier(plan.id());
        component.setName(name);
    }

    private String id(String part) {
        return plan.id() + "/" + part;
    }

    private void extend(
            VersionedConfigurableExtension component,
            String type,
            String artifact,
            Map<String, String> properties,
            Set<String> sensitive,
            Map<String, SharedService> services) {
        component.setType(type);
        component.setBundle(new Bundle(GROUP, artifact, bundleVersion));
        Map<String, String> values = new LinkedHashMap<>(properties);
        services.forEach((property, service) -> values.put(property, service.id()));
        component.setProperties(values);
        Map<String, VersionedPropertyDescriptor> descriptors = new LinkedHashMap<>();
        for (String property : values.keySet()) {
            VersionedPropertyDescriptor descriptor = new VersionedPropertyDescriptor();
            descriptor.setName(property);
            descriptor.setDisplayName(property);
            descriptor.setSensitive(sensitive.contains(property));
            // without this NiFi keeps the identifier of the file instead of the service's own
            descriptor.setIdentifiesControllerService(services.containsKey(property));
            descriptors.put(property, descriptor);
        }
        component.setPropertyDescriptors(descriptors);
    }

    /** A context and those it inherits: NiFi looks for all of them in the file. */
    private static Map<String, VersionedParameterContext> contexts(SettingGroup settings) {
        Map<String, VersionedParameterContext> contexts = new LinkedHashMap<>();
        for (SettingGroup group = settings; group != null; group = group.inherited()) {
            VersionedParameterContext context = new VersionedParameterContext();
            context.setName(group.name());
            context.setDescription(group.description());
            context.setParameters(
                    set(group.settings().stream().map(Definition::parameter).toList()));
            context.setInheritedParameterContexts(
                    group.inherited() == null ? List.of() : List.of(group.inherited().name()));
            context.setComponentType(ComponentType.PARAMETER_CONTEXT);
            contexts.put(group.name(), context);
        }
        return contexts;
    }

    private static VersionedParameter parameter(Setting setting) {
        VersionedParameter parameter = new VersionedParameter();
        parameter.setName(setting.name());
        parameter.setDescription(setting.description());
        parameter.setSensitive(setting.sensitive());
        parameter.setProvided(false);
        parameter.setValue(setting.value());
        return parameter;
    }

    /** The services of the parent group, which NiFi finds there by name. */
    private Map<String, ExternalControllerServiceReference> externalServices() {
        Map<String, ExternalControllerServiceReference> references = new LinkedHashMap<>();
        for (Step step : plan.steps()) {
            for (SharedService service : step.services()) {
                ExternalControllerServiceReference reference =
                        new ExternalControllerServiceReference();
                reference.setIdentifier(service.id());
                reference.setName(service.name());
                references.put(service.id(), reference);
            }
        }
        return references;
    }

    private static <T> Set<T> set(Collection<T> values) {
        return new LinkedHashSet<>(values);
    }
}
