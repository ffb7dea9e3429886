/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.processors;

import java.util.List;
import java.util.Set;
import org.apache.nifi.annotation.behavior.InputRequirement;
import org.apache.nifi.annotation.behavior.InputRequirement.Requirement;
import org.apache.nifi.annotation.behavior.ReadsAttribute;
import org.apache.nifi.annotation.behavior.ReadsAttributes;
import org.apache.nifi.annotation.behavior.WritesAttribute;
import org.apache.nifi.annotation.behavior.WritesAttributes;
import org.apache.nifi.annotation.documentation.CapabilityDescription;
import org.apache.nifi.annotation.documentation.SeeAlso;
import org.apache.nifi.annotation.documentation.Tags;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.Relationship;
import org.cqube.services.catalog.DataSource;
import org.cqube.services.ledger.Emission;
import org.cqube.services.load.LoadOutcome;
import org.cqube.services.load.TableLoad;

@Tags({"cqube", "emission", "postgresql", "copy", "load", "ledger"})
@CapabilityDescription(
        "Loads the records that FilterOverlap let through with COPY, in one transaction with processed days, touched keys"
                + " and the ledger row: a crash leaves all of it or nothing. Only the oldest emission of a source that is neither committed"
                + " nor ended is loaded; others wait in the queue, holding no thread and no lock.")
@InputRequirement(Requirement.INPUT_REQUIRED)
@ReadsAttributes({
    @ReadsAttribute(attribute = EmissionAttributes.ID, description = EmissionAttributes.ID_TEXT),
    @ReadsAttribute(
            attribute = EmissionAttributes.TICKET,
            description = EmissionAttributes.TICKET_TEXT),
    @ReadsAttribute(
            attribute = EmissionAttributes.LOAD_VERSION,
            description = "Load version that FilterOverlap decided for")
})
@WritesAttributes({
    @WritesAttribute(
            attribute = EmissionAttributes.FAILURE_STEP,
            description = EmissionAttributes.FAILURE_STEP_TEXT),
    @WritesAttribute(
            attribute = EmissionAttributes.FAILURE_MESSAGE,
            description = EmissionAttributes.FAILURE_MESSAGE_TEXT),
    @WritesAttribute(
            attribute = EmissionAttributes.FAILURE_OUTAGE,
            description = EmissionAttributes.FAILURE_OUTAGE_TEXT)
})
@SeeAlso({FilterOverlap.class, AggregateMetrics.class})
public class LoadTable extends EmissionStep {
    static final Relationship STALE =
            new Relationship.Builder()
                    .name("stale")
                    .description(
                            "The source was loaded since FilterOverlap decided: to be decided again.")
                    .build();

    private static final List<PropertyDescriptor> PROPERTIES =
            List.of(
                    EmissionProperties.SOURCE,
                    EmissionProperties.START_MONTH,
                    EmissionProperties.POOL,
                    EmissionProperties.CATALOG);

    @Override
    protected List<PropertyDescriptor> getSupportedPropertyDescriptors() {
        return PROPERTIES;
    }

    @Override
    public Set<Relationship> getRelationships() {
        return Set.of(EmissionProperties.SUCCESS, STALE, INVALIDATED, EmissionProperties.FAILURE);
    }

    @Override
    String step() {
        return "load";
    }

    @Override
    boolean takesCommitted() {
        return true;
    }

    @Override
    void perform(final ProcessContext context, final ProcessSession session, final Work work)
            throws Exception {
        final DataSource source = source(context);
        final Emission emission = work.emission();
        final List<String> owners =
                catalog(context).dependentsOf(source.name()).stream()
                        .map(DataSource::name)
                        .toList();
        final TableLoad load =
                new TableLoad(
                        pool(context),
                        source,
                        owners,
                        context.getProperty(EmissionProperties.START_MONTH).asInteger());
        final long version =
                Long.parseLong(work.flowFile().getAttribute(EmissionAttributes.LOAD_VERSION));
        final long start = System.nanoTime();
        final LoadOutcome outcome =
                load.load(
                        work.connection(), emission, version, () -> session.read(work.flowFile()));
        switch (outcome) {
            case LoadOutcome.Loaded loaded -> {
                session.adjustCounter("Records loaded", loaded.records(), false);
                session.getProvenanceReporter()
                        .send(
                                work.flowFile(),
                                "postgresql://" + source.name() + "/" + emission.id(),
                                loaded.records() + " records",
                                (System.nanoTime() - start) / 1_000_000);
                session.transfer(work.flowFile(), EmissionProperties.SUCCESS);
            }
            case LoadOutcome.Known known -> {
                getLogger()
                        .info(
                                "Emission {} ({}) changes nothing: {} records are stored already",
                                emission.id(),
                                emission.objectKey(),
                                known.records());
                session.transfer(work.flowFile(), EmissionProperties.SUCCESS);
            }
            case LoadOutcome.AlreadyDone done ->
                    session.transfer(work.flowFile(), EmissionProperties.SUCCESS);
            case LoadOutcome.NotItsTurn wait -> handBack(session, work);
            case LoadOutcome.Stale stale -> session.transfer(work.flowFile(), STALE);
            case LoadOutcome.Invalidated invalidated ->
                    session.transfer(work.flowFile(), INVALIDATED);
        }
    }
}
