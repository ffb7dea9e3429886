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
import java.util.List;
import java.util.Set;
import org.apache.nifi.annotation.behavior.InputRequirement;
import org.apache.nifi.annotation.behavior.InputRequirement.Requirement;
import org.apache.nifi.annotation.behavior.PrimaryNodeOnly;
import org.apache.nifi.annotation.behavior.TriggerSerially;
import org.apache.nifi.annotation.configuration.DefaultSchedule;
import org.apache.nifi.annotation.documentation.CapabilityDescription;
import org.apache.nifi.annotation.documentation.SeeAlso;
import org.apache.nifi.annotation.documentation.Tags;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.expression.ExpressionLanguageScope;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.Relationship;
import org.apache.nifi.processor.exception.ProcessException;
import org.apache.nifi.processor.util.StandardValidators;
import org.apache.nifi.scheduling.SchedulingStrategy;
import org.cqube.services.catalog.DataSource;
import org.cqube.services.publish.OldGenerations;
import org.cqube.services.s3.ObjectStore;
import org.cqube.services.s3.ObjectStoreException;

@Tags({"cqube", "metrics", "retention", "generation", "s3", "delete"})
@CapabilityDescription(
        "Removes files from the output bucket that no reader needs: those of older generations that the newest index does"
                + " not name. The last generations stay whole, for readers that still hold an older pointer.")
@InputRequirement(Requirement.INPUT_FORBIDDEN)
@PrimaryNodeOnly
@TriggerSerially
@DefaultSchedule(strategy = SchedulingStrategy.TIMER_DRIVEN, period = "1 hour")
@SeeAlso(PublishMetrics.class)
public class ExpireGenerations extends VerifiedProcessor {
    static final PropertyDescriptor KEEP =
            new PropertyDescriptor.Builder()
                    .name("Generations To Keep")
                    .description(
                            "How many generations of a data source stay whole, the newest among them.")
                    .required(true)
                    .defaultValue("10")
                    .expressionLanguageSupported(ExpressionLanguageScope.NONE)
                    .addValidator(StandardValidators.POSITIVE_INTEGER_VALIDATOR)
                    .build();

    private static final List<PropertyDescriptor> PROPERTIES =
            List.of(
                    EmissionProperties.OUTPUT_BUCKET,
                    KEEP,
                    EmissionProperties.STORE,
                    EmissionProperties.POOL,
                    EmissionProperties.CATALOG);

    @Override
    protected List<PropertyDescriptor> getSupportedPropertyDescriptors() {
        return PROPERTIES;
    }

    @Override
    public Set<Relationship> getRelationships() {
        return Set.of();
    }

    @Override
    public void onTrigger(final ProcessContext context, final ProcessSession session)
            throws ProcessException {
        final OldGenerations generations =
                new OldGenerations(
                        context.getProperty(EmissionProperties.STORE)
                                .asControllerService(ObjectStore.class),
                        context.getProperty(EmissionProperties.OUTPUT_BUCKET).getValue(),
                        context.getProperty(KEEP).asInteger());
        try (Connection connection = open(context)) {
            for (final DataSource source : EmissionStep.catalog(context).all()) {
                final int removed = generations.remove(connection, source.name());
                if (removed > 0) {
                    session.adjustCounter("Published files expired", removed, false);
                    getLogger().info("{} old files of {} are removed", removed, source.name());
                }
            }
        } catch (final SQLException | ProcessException | ObjectStoreException e) {
            tryAgain(context, session, "Old generations could not be removed", e);
        }
    }
}
