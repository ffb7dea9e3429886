/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.processors;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.apache.nifi.components.ConfigVerificationResult;
import org.apache.nifi.components.ConfigVerificationResult.Outcome;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.components.ValidationContext;
import org.apache.nifi.components.ValidationResult;
import org.apache.nifi.context.PropertyContext;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.processor.exception.ProcessException;
import org.cqube.services.s3.ObjectStore;
import org.cqube.services.s3.ObjectStoreException;

/**
 * What all steps check about their settings: some before they may start, some when an operator
 * presses Verify.
 */
final class StepValidation {
    private StepValidation() {}

    /** Two roles of one bucket would let the archive be taken for arrivals. */
    static Collection<ValidationResult> validate(final ValidationContext context) {
        final List<String> buckets =
                Stream.of(
                                EmissionProperties.EMISSION_BUCKET,
                                EmissionProperties.INPUT_BUCKET,
                                EmissionProperties.OUTPUT_BUCKET)
                        .filter(property -> context.getProperties().containsKey(property))
                        .map(property -> context.getProperty(property).getValue())
                        .filter(value -> value != null && !value.isBlank())
                        .toList();
        if (buckets.stream().distinct().count() == buckets.size()) {
            return List.of();
        }
        return List.of(
                new ValidationResult.Builder()
                        .subject("Buckets")
                        .valid(false)
                        .explanation("emission, input and output bucket must be different buckets")
                        .build());
    }

    /**
     * Looks, step by step, at everything that a processor needs from the world; it changes nothing.
     */
    static List<ConfigVerificationResult> verify(
            final ProcessContext context, final List<PropertyDescriptor> properties) {
        final List<ConfigVerificationResult> results = new ArrayList<>();
        if (properties.contains(EmissionProperties.SOURCE)
                && context.getProperty(EmissionProperties.SOURCE).isSet()) {
            results.add(source(context));
        }
        if (properties.contains(EmissionProperties.POOL)) {
            results.add(database(context));
        }
        if (properties.contains(EmissionProperties.STORE)) {
            Stream.of(
                            EmissionProperties.EMISSION_BUCKET,
                            EmissionProperties.INPUT_BUCKET,
                            EmissionProperties.OUTPUT_BUCKET)
                    .filter(properties::contains)
                    .forEach(property -> results.add(bucket(context, property)));
        }
        return results;
    }

    private static ConfigVerificationResult source(final ProcessContext context) {
        final String name = context.getProperty(EmissionProperties.SOURCE).getValue();
        return EmissionStep.catalog(context)
                .source(name)
                .map(
                        source ->
                                result(
                                        "Data source",
                                        Outcome.SUCCESSFUL,
                                        "The catalog has "
                                                + name
                                                + " with "
                                                + source.contract().files().size()
                                                + " file(s)"))
                .orElseGet(
                        () ->
                                result(
                                        "Data source",
                                        Outcome.FAILED,
                                        "The catalog has no data source " + name));
    }

    private static ConfigVerificationResult database(final ProcessContext context) {
        try (Connection connection = EmissionStep.pool(context).getConnection()) {
            return connection.isValid(5)
                    ? result(
                            "Database",
                            Outcome.SUCCESSFUL,
                            "Connected to PostgreSQL "
                                    + connection.getMetaData().getDatabaseProductVersion())
                    : result("Database", Outcome.FAILED, "The connection does not answer");
        } catch (final SQLException | ProcessException e) {
            return result("Database", Outcome.FAILED, e.getMessage());
        }
    }

    private static ConfigVerificationResult bucket(
            final PropertyContext context, final PropertyDescriptor property) {
        final String bucket = context.getProperty(property).getValue();
        try {
            context.getProperty(EmissionProperties.STORE)
                    .asControllerService(ObjectStore.class)
                    .probe(bucket);
            return result(
                    property.getName(), Outcome.SUCCESSFUL, "The bucket " + bucket + " answers");
        } catch (final ObjectStoreException e) {
            return result(property.getName(), Outcome.FAILED, e.getMessage());
        }
    }

    private static ConfigVerificationResult result(
            final String step, final Outcome outcome, final String explanation) {
        return new ConfigVerificationResult.Builder()
                .verificationStepName(step)
                .outcome(outcome)
                .explanation(explanation)
                .build();
    }
}
