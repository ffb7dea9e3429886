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
import java.util.List;
import java.util.Set;
import org.apache.nifi.annotation.behavior.InputRequirement;
import org.apache.nifi.annotation.behavior.InputRequirement.Requirement;
import org.apache.nifi.annotation.behavior.ReadsAttribute;
import org.apache.nifi.annotation.behavior.WritesAttribute;
import org.apache.nifi.annotation.behavior.WritesAttributes;
import org.apache.nifi.annotation.documentation.CapabilityDescription;
import org.apache.nifi.annotation.documentation.SeeAlso;
import org.apache.nifi.annotation.documentation.Tags;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.Relationship;
import org.apache.nifi.processor.exception.ProcessException;
import org.cqube.services.catalog.DataSource;
import org.cqube.services.ledger.Fault;
import org.cqube.services.publish.Publication;
import org.cqube.services.s3.ObjectStore;

@Tags({"cqube", "metrics", "json", "publish", "s3"})
@CapabilityDescription(
        "Writes the partitions of a data source's reports that changed to the output bucket, then the indexes, and turns the"
                + " pointer latest.json last, so that a reader never sees half of a publication. Keys follow from contents: repeating a run"
                + " after a crash writes the same keys with the same bytes.")
@InputRequirement(Requirement.INPUT_REQUIRED)
@ReadsAttribute(
        attribute = EmissionAttributes.RUN_ID,
        description = "Id of the run (meta.run) to publish")
@WritesAttributes({
    @WritesAttribute(
            attribute = EmissionAttributes.GENERATION,
            description = "Generation that the pointer shows"),
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
@SeeAlso(AggregateMetrics.class)
public class PublishMetrics extends VerifiedProcessor {
    static final String STEP = "publish";

    private static final List<PropertyDescriptor> PROPERTIES =
            List.of(
                    EmissionProperties.SOURCE,
                    EmissionProperties.OUTPUT_BUCKET,
                    EmissionProperties.START_MONTH,
                    RunProperties.STATE_NAME,
                    RunProperties.REQUIRE_GEO,
                    RunProperties.WEEKLY_HOLIDAYS,
                    EmissionProperties.STORE,
                    EmissionProperties.POOL,
                    EmissionProperties.CATALOG);

    @Override
    protected List<PropertyDescriptor> getSupportedPropertyDescriptors() {
        return PROPERTIES;
    }

    @Override
    public Set<Relationship> getRelationships() {
        return Set.of(EmissionProperties.SUCCESS, EmissionProperties.FAILURE);
    }

    @Override
    public void onTrigger(final ProcessContext context, final ProcessSession session)
            throws ProcessException {
        final FlowFile taken = session.get();
        if (taken == null || RetryJitter.waits(session, taken, getIdentifier())) {
            return;
        }
        final FlowFile flowFile = RetryJitter.without(session, taken);
        final String bucket = context.getProperty(EmissionProperties.OUTPUT_BUCKET).getValue();
        final long start = System.nanoTime();
        try (Connection connection = open(context);
                Spool spool = Spool.create()) {
            final DataSource source = source(context);
            final ObjectStore store =
                    context.getProperty(EmissionProperties.STORE)
                            .asControllerService(ObjectStore.class);
            final Publication publication =
                    new Publication(store, bucket, source, RunProperties.settings(context));
            switch (publication.publish(connection, spool.folder())) {
                case Publication.Published published -> {
                    session.adjustCounter("Files published", published.files(), false);
                    session.getProvenanceReporter()
                            .send(
                                    flowFile,
                                    "s3://" + bucket + "/" + published.pointerKey(),
                                    published.files() + " files",
                                    (System.nanoTime() - start) / 1_000_000);
                    session.transfer(
                            session.putAttribute(
                                    flowFile,
                                    EmissionAttributes.GENERATION,
                                    published.generation()),
                            EmissionProperties.SUCCESS);
                }
                case Publication.NothingToDo nothing ->
                        session.transfer(flowFile, EmissionProperties.SUCCESS);
                case Publication.Busy busy ->
                        session.transfer(
                                session.penalize(
                                        RetryJitter.forget(session, flowFile, getIdentifier())));
            }
        } catch (final Exception e) {
            distrustSchema();
            final Fault fault = Faults.of(STEP, e);
            getLogger()
                    .warn(
                            "Publication failed, what readers see is unchanged, it will be tried again: {}",
                            fault.message(),
                            e);
            session.adjustCounter(Faults.counter(e), 1, false);
            session.transfer(
                    session.putAllAttributes(flowFile, Faults.attributes(fault)),
                    EmissionProperties.FAILURE);
        }
    }
}
