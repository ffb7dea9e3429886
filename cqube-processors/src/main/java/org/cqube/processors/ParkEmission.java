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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.nifi.annotation.behavior.InputRequirement;
import org.apache.nifi.annotation.behavior.InputRequirement.Requirement;
import org.apache.nifi.annotation.behavior.ReadsAttribute;
import org.apache.nifi.annotation.behavior.ReadsAttributes;
import org.apache.nifi.annotation.documentation.CapabilityDescription;
import org.apache.nifi.annotation.documentation.Tags;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.Relationship;
import org.apache.nifi.processor.exception.ProcessException;
import org.cqube.services.ledger.Emission;
import org.cqube.services.ledger.EmissionState;
import org.cqube.services.ledger.Fault;
import org.cqube.services.ledger.Ledger;
import org.cqube.services.ledger.Parking;
import org.cqube.services.ledger.SupersededException;
import org.cqube.services.s3.ObjectStore;
import org.cqube.services.s3.ObjectStoreException;

@Tags({"cqube", "emission", "retry", "park", "outage", "resume"})
@CapabilityDescription(
        "Holds FlowFiles whose retries are spent. After an outage (database or store away, disk full) it probes, and lets them"
                + " go on at the failed step by itself; after any other failure they wait until an operator resumes or abandons the emission;"
                + " what is resumed is fetched anew."
                + " They wait in the queue before this processor: one look per penalty duration.")
@InputRequirement(Requirement.INPUT_REQUIRED)
@ReadsAttributes({
    @ReadsAttribute(attribute = EmissionAttributes.ID, description = EmissionAttributes.ID_TEXT),
    @ReadsAttribute(
            attribute = EmissionAttributes.TICKET,
            description = EmissionAttributes.TICKET_TEXT),
    @ReadsAttribute(
            attribute = EmissionAttributes.RUN_ID,
            description = "Id of the run, where a publication failed"),
    @ReadsAttribute(
            attribute = EmissionAttributes.FAILURE_STEP,
            description = EmissionAttributes.FAILURE_STEP_TEXT),
    @ReadsAttribute(
            attribute = EmissionAttributes.FAILURE_MESSAGE,
            description = EmissionAttributes.FAILURE_MESSAGE_TEXT),
    @ReadsAttribute(
            attribute = EmissionAttributes.FAILURE_OUTAGE,
            description = EmissionAttributes.FAILURE_OUTAGE_TEXT)
})
public class ParkEmission extends VerifiedProcessor {
    private static final String FETCH = "fetch";

    static final Map<String, Relationship> STEPS =
            Stream.of(FETCH, "check", "archive", "validate", "filter", "load", PublishMetrics.STEP)
                    .map(
                            step ->
                                    new Relationship.Builder()
                                            .name(step)
                                            .description("Goes on at the step " + step + ".")
                                            .build())
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    Relationship::getName, Function.identity()));

    private static final List<PropertyDescriptor> BUCKETS =
            List.of(
                    EmissionProperties.EMISSION_BUCKET,
                    EmissionProperties.INPUT_BUCKET,
                    EmissionProperties.OUTPUT_BUCKET);

    private static final List<PropertyDescriptor> PROPERTIES =
            Stream.concat(
                            BUCKETS.stream(),
                            Stream.of(EmissionProperties.STORE, EmissionProperties.POOL))
                    .toList();

    @Override
    protected List<PropertyDescriptor> getSupportedPropertyDescriptors() {
        return PROPERTIES;
    }

    @Override
    public Set<Relationship> getRelationships() {
        return Set.copyOf(STEPS.values());
    }

    @Override
    public void onTrigger(final ProcessContext context, final ProcessSession session)
            throws ProcessException {
        final FlowFile flowFile = session.get();
        if (flowFile == null) {
            return;
        }
        final Fault fault = Faults.of(flowFile);
        try (Connection connection = EmissionStep.pool(context).getConnection()) {
            final Optional<String> step =
                    flowFile.getAttribute(EmissionAttributes.RUN_ID) != null
                            ? run(context, new Parking(connection), flowFile, fault)
                            : emission(context, connection, flowFile, fault);
            if (step.isPresent()) {
                getLogger().info("{} goes on at the step {}", flowFile, step.get());
                session.getProvenanceReporter().route(flowFile, STEPS.get(step.get()));
                session.transfer(flowFile, STEPS.get(step.get()));
            } else {
                session.transfer(session.penalize(flowFile));
            }
        } catch (final SupersededException e) {
            session.remove(flowFile);
        } catch (final SQLException | ProcessException e) {
            // the ledger cannot be told while the database is away; the FlowFile itself says why it
            // is here
            getLogger().debug("The ledger cannot be reached, {} waits", flowFile, e);
            session.transfer(session.penalize(flowFile));
        }
    }

    /** The step at which it goes on, if it does. */
    private Optional<String> emission(
            final ProcessContext context,
            final Connection connection,
            final FlowFile flowFile,
            final Fault fault)
            throws SQLException, SupersededException {
        final Parking parking = new Parking(connection);
        final Emission emission =
                new Ledger(connection)
                        .current(
                                Long.parseLong(flowFile.getAttribute(EmissionAttributes.ID)),
                                UUID.fromString(flowFile.getAttribute(EmissionAttributes.TICKET)));
        if (emission.state() != EmissionState.PARKED) {
            parking.park(emission, fault);
            getLogger()
                    .error(
                            "Emission {} ({}) is parked at the step {}: {}. {}",
                            emission.id(),
                            emission.objectKey(),
                            fault.step(),
                            fault.message(),
                            fault.outage()
                                    ? "It goes on by itself when the outage ends"
                                    : "Mend the cause, then resume or abandon it");
            return Optional.empty();
        }
        if (parking.isResumeRequested(emission)) {
            // made again from archive or bucket: what this FlowFile holds may be the fault itself
            parking.unpark(emission);
            return Optional.of(FETCH);
        }
        if (fault.outage() && probe(context)) {
            parking.unpark(emission);
            return Optional.of(fault.step());
        }
        return Optional.empty();
    }

    /**
     * A publication that failed keeps its emissions where they are: they are committed, only
     * readers do not see them yet.
     */
    private Optional<String> run(
            final ProcessContext context,
            final Parking parking,
            final FlowFile flowFile,
            final Fault fault)
            throws SQLException {
        final long run = Long.parseLong(flowFile.getAttribute(EmissionAttributes.RUN_ID));
        if (!parking.isRunOpen(run)) {
            return Optional.of(fault.step());
        }
        if (parking.parkRun(run, fault)) {
            getLogger().error("The publication of run {} is parked: {}", run, fault.message());
            return Optional.empty();
        }
        if (parking.isRunResumeRequested(run) || fault.outage() && probe(context)) {
            parking.unparkRun(run);
            return Optional.of(fault.step());
        }
        return Optional.empty();
    }

    /** The database answers, since the ledger did; here the store is asked. */
    private boolean probe(final ProcessContext context) {
        final ObjectStore store =
                context.getProperty(EmissionProperties.STORE)
                        .asControllerService(ObjectStore.class);
        try {
            BUCKETS.forEach(bucket -> store.probe(context.getProperty(bucket).getValue()));
            return true;
        } catch (final ObjectStoreException e) {
            getLogger().debug("The store does not answer yet", e);
            return false;
        }
    }
}
