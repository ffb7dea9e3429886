/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.catalog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.nifi.annotation.documentation.CapabilityDescription;
import org.apache.nifi.annotation.documentation.Tags;
import org.apache.nifi.annotation.lifecycle.OnDisabled;
import org.apache.nifi.annotation.lifecycle.OnEnabled;
import org.apache.nifi.components.ConfigVerificationResult;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.components.ValidationContext;
import org.apache.nifi.components.ValidationResult;
import org.apache.nifi.components.resource.ResourceCardinality;
import org.apache.nifi.components.resource.ResourceType;
import org.apache.nifi.context.PropertyContext;
import org.apache.nifi.controller.AbstractControllerService;
import org.apache.nifi.controller.ConfigurationContext;
import org.apache.nifi.controller.VerifiableControllerService;
import org.apache.nifi.expression.ExpressionLanguageScope;
import org.apache.nifi.logging.ComponentLog;
import org.apache.nifi.processor.util.StandardValidators;
import org.cqube.engines.contract.OptionalRules;
import org.cqube.services.s3.ObjectStore;

@Tags({"cqube", "catalog", "contract", "data source", "datapackage"})
@CapabilityDescription(
        "Knows the data sources: reads <source>/datapackage.json and <source>/*.sql, and takes up"
                + " changes without a restart. A broken contract stops enabling; a contract that"
                + " breaks later raises a bulletin, and its last sound version stays in force.")
public class StandardDataSourceCatalog extends AbstractControllerService
        implements DataSourceCatalog, VerifiableControllerService {

    static final PropertyDescriptor LOCATION_TYPE =
            new PropertyDescriptor.Builder()
                    .name("Location Type")
                    .description("What kind of place the folders of the sources are in.")
                    .required(true)
                    .allowableValues(LocationType.class)
                    .defaultValue(LocationType.DIRECTORY)
                    .expressionLanguageSupported(ExpressionLanguageScope.NONE)
                    .build();
    static final PropertyDescriptor DIRECTORY =
            new PropertyDescriptor.Builder()
                    .name("Directory")
                    .description("Directory that holds one folder per source.")
                    .required(true)
                    .dependsOn(LOCATION_TYPE, LocationType.DIRECTORY)
                    .identifiesExternalResource(ResourceCardinality.SINGLE, ResourceType.DIRECTORY)
                    .expressionLanguageSupported(ExpressionLanguageScope.NONE)
                    .addValidator(StandardValidators.NON_BLANK_VALIDATOR)
                    .build();
    static final PropertyDescriptor OBJECT_STORE =
            new PropertyDescriptor.Builder()
                    .name("Object Store")
                    .description("Store that holds the bucket.")
                    .required(true)
                    .dependsOn(LOCATION_TYPE, LocationType.S3)
                    .identifiesControllerService(ObjectStore.class)
                    .build();
    static final PropertyDescriptor BUCKET =
            new PropertyDescriptor.Builder()
                    .name("Bucket")
                    .description("Bucket that holds the prefix.")
                    .required(true)
                    .dependsOn(LOCATION_TYPE, LocationType.S3)
                    .expressionLanguageSupported(ExpressionLanguageScope.NONE)
                    .addValidator(StandardValidators.NON_BLANK_VALIDATOR)
                    .build();
    static final PropertyDescriptor PREFIX =
            new PropertyDescriptor.Builder()
                    .name("Prefix")
                    .description(
                            "Beginning of the keys, up to the folders of the sources, such as"
                                    + " flow-templates. Empty: the folders stand at the top.")
                    .dependsOn(LOCATION_TYPE, LocationType.S3)
                    .expressionLanguageSupported(ExpressionLanguageScope.NONE)
                    .addValidator(org.apache.nifi.components.Validator.VALID)
                    .build();
    static final PropertyDescriptor RELOAD_INTERVAL =
            new PropertyDescriptor.Builder()
                    .name("Reload Interval")
                    .description("How often to look for changes.")
                    .required(true)
                    .defaultValue("30 sec")
                    .expressionLanguageSupported(ExpressionLanguageScope.NONE)
                    .addValidator(
                            StandardValidators.createTimePeriodValidator(
                                    100, TimeUnit.MILLISECONDS, 1, TimeUnit.DAYS))
                    .build();

    static final PropertyDescriptor RULES_OFF =
            new PropertyDescriptor.Builder()
                    .name("Rules Switched Off")
                    .description(
                            "Ids of rules that this installation does without, separated by commas: "
                                    + String.join(", ", OptionalRules.IDS)
                                    + ". Empty: all rules of the contracts count.")
                    .expressionLanguageSupported(ExpressionLanguageScope.NONE)
                    .addValidator(StandardDataSourceCatalog::areOptional)
                    .build();

    private static final List<PropertyDescriptor> PROPERTIES =
            List.of(
                    LOCATION_TYPE,
                    DIRECTORY,
                    OBJECT_STORE,
                    BUCKET,
                    PREFIX,
                    RULES_OFF,
                    RELOAD_INTERVAL);

    private volatile Reload reload;
    private volatile ScheduledExecutorService timer;

    @Override
    protected List<PropertyDescriptor> getSupportedPropertyDescriptors() {
        return PROPERTIES;
    }

    @OnEnabled
    public void onEnabled(ConfigurationContext context) throws IOException {
        Reload starting = new Reload(location(context), rulesOff(context), getLogger());
        starting.start();
        reload = starting;
        timer =
                startTimer(
                        starting,
                        context.getProperty(RELOAD_INTERVAL).asTimePeriod(TimeUnit.MILLISECONDS));
    }

    @OnDisabled
    public void onDisabled() {
        ScheduledExecutorService stopping = timer;
        timer = null;
        reload = null;
        if (stopping != null) {
            stopping.shutdownNow();
        }
    }

    @Override
    public List<ConfigVerificationResult> verify(
            ConfigurationContext context, ComponentLog logger, Map<String, String> variables) {
        return CatalogVerification.verify(location(context), rulesOff(context));
    }

    @Override
    public Optional<DataSource> source(String name) {
        return found(() -> inForce().sources().get(name));
    }

    @Override
    public Optional<DataSource> byPrefix(String emissionPrefix) {
        return found(() -> inForce().byPrefix().get(emissionPrefix));
    }

    /** What is not there may have come since the last look: nobody is told no by an old catalog. */
    private Optional<DataSource> found(Supplier<DataSource> lookup) {
        DataSource known = lookup.get();
        if (known == null) {
            reload().refreshForMiss();
            known = lookup.get();
        }
        return Optional.ofNullable(known);
    }

    @Override
    public Collection<DataSource> all() {
        return Collections.unmodifiableCollection(inForce().sources().values());
    }

    @Override
    public List<DataSource> dependentsOf(String source) {
        return inForce().dependentsOf(source);
    }

    @Override
    public List<DataSource> derivedFrom(String source) {
        return inForce().derivedFrom(source);
    }

    @Override
    public Map<String, String> mailTexts() {
        return Collections.unmodifiableMap(reload().texts());
    }

    private Catalog inForce() {
        return reload().inForce();
    }

    private Reload reload() {
        Reload current = reload;
        if (current == null) {
            throw new IllegalStateException(
                    "Data Source Catalog " + getIdentifier() + " is disabled");
        }
        return current;
    }

    private ScheduledExecutorService startTimer(Reload refreshing, long milliseconds) {
        ScheduledThreadPoolExecutor starting =
                new ScheduledThreadPoolExecutor(
                        1,
                        Thread.ofPlatform()
                                .daemon()
                                .name("cqube-catalog-" + getIdentifier())
                                .factory());
        starting.scheduleWithFixedDelay(
                refreshing::refresh, milliseconds, milliseconds, TimeUnit.MILLISECONDS);
        return starting;
    }

    private static Set<String> rulesOff(PropertyContext context) {
        return ids(context.getProperty(RULES_OFF).getValue());
    }

    private static Set<String> ids(String text) {
        return Stream.ofNullable(text)
                .flatMap(ids -> Stream.of(ids.split(",")))
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static ValidationResult areOptional(
            String subject, String input, ValidationContext context) {
        Set<String> others = new TreeSet<>(ids(input));
        others.removeAll(OptionalRules.IDS);
        return new ValidationResult.Builder()
                .subject(subject)
                .input(input)
                .valid(others.isEmpty())
                .explanation(
                        "%s cannot be switched off; these can: %s"
                                .formatted(
                                        String.join(", ", others),
                                        String.join(", ", OptionalRules.IDS)))
                .build();
    }

    private static Location location(PropertyContext context) {
        LocationType type = context.getProperty(LOCATION_TYPE).asAllowableValue(LocationType.class);
        return switch (type) {
            case DIRECTORY ->
                    new DirectoryLocation(Path.of(context.getProperty(DIRECTORY).getValue()));
            case S3 ->
                    BucketLocation.of(
                            context.getProperty(OBJECT_STORE)
                                    .asControllerService(ObjectStore.class),
                            context.getProperty(BUCKET).getValue(),
                            Optional.ofNullable(context.getProperty(PREFIX).getValue()).orElse(""));
        };
    }
}
