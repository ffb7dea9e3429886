/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.processors;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.nifi.annotation.behavior.InputRequirement;
import org.apache.nifi.annotation.behavior.InputRequirement.Requirement;
import org.apache.nifi.annotation.behavior.PrimaryNodeOnly;
import org.apache.nifi.annotation.behavior.TriggerSerially;
import org.apache.nifi.annotation.behavior.WritesAttribute;
import org.apache.nifi.annotation.behavior.WritesAttributes;
import org.apache.nifi.annotation.configuration.DefaultSchedule;
import org.apache.nifi.annotation.documentation.CapabilityDescription;
import org.apache.nifi.annotation.documentation.SeeAlso;
import org.apache.nifi.annotation.documentation.Tags;
import org.apache.nifi.annotation.lifecycle.OnScheduled;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.flowfile.attributes.CoreAttributes;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.Relationship;
import org.apache.nifi.processor.exception.ProcessException;
import org.apache.nifi.scheduling.SchedulingStrategy;
import org.cqube.engines.emission.ZipName;
import org.cqube.engines.finding.Refusal;
import org.cqube.services.catalog.DataSource;
import org.cqube.services.ledger.Arrival;
import org.cqube.services.ledger.Arrivals;
import org.cqube.services.ledger.Emission;
import org.cqube.services.load.Holds;
import org.cqube.services.s3.ObjectStore;
import org.cqube.services.s3.ObjectStoreException;
import org.cqube.services.s3.StoredObject;

@Tags({"cqube", "emission", "s3", "list", "ledger"})
@CapabilityDescription(
        "Finds zips that arrived in the emission bucket under the prefixes of a data source, records each as an"
                + " emission in the ledger, and makes a FlowFile for it. Listing is a hint, the ledger decides: an arrival (object key,"
                + " ETag and last-modified) is taken once. Emissions that an operator resumes, and those whose FlowFile was lost, get a"
                + " new FlowFile here.")
@InputRequirement(Requirement.INPUT_FORBIDDEN)
@PrimaryNodeOnly
@TriggerSerially
@DefaultSchedule(strategy = SchedulingStrategy.TIMER_DRIVEN, period = "15 sec")
@WritesAttributes({
    @WritesAttribute(attribute = EmissionAttributes.ID, description = EmissionAttributes.ID_TEXT),
    @WritesAttribute(
            attribute = EmissionAttributes.TICKET,
            description = EmissionAttributes.TICKET_TEXT),
    @WritesAttribute(
            attribute = EmissionAttributes.SOURCE,
            description = "Name of the data source"),
    @WritesAttribute(
            attribute = EmissionAttributes.OBJECT_KEY,
            description = "Key of the zip in the emission bucket"),
    @WritesAttribute(attribute = "filename", description = "Name of the zip")
})
@SeeAlso({FetchEmission.class, ExpireEmissions.class})
public class ListEmissions extends VerifiedProcessor {
    private static final List<PropertyDescriptor> PROPERTIES =
            List.of(
                    EmissionProperties.SOURCE,
                    EmissionProperties.EMISSION_BUCKET,
                    EmissionProperties.ZONE,
                    EmissionProperties.STORE,
                    EmissionProperties.POOL,
                    EmissionProperties.CATALOG);

    /** Arrivals that the ledger is known to have: saves a question per object and listing. */
    private static final int REMEMBERED = 10_000;

    private final Map<Arrival, Boolean> remembered =
            Collections.synchronizedMap(
                    new LinkedHashMap<>() {
                        private static final long serialVersionUID = 1L;

                        @Override
                        protected boolean removeEldestEntry(
                                final Map.Entry<Arrival, Boolean> eldest) {
                            return size() > REMEMBERED;
                        }
                    });

    private final Clock clock;

    public ListEmissions() {
        this(Clock.systemUTC());
    }

    ListEmissions(final Clock clock) {
        this.clock = clock;
    }

    @Override
    protected List<PropertyDescriptor> getSupportedPropertyDescriptors() {
        return PROPERTIES;
    }

    @Override
    public Set<Relationship> getRelationships() {
        return Set.of(EmissionProperties.SUCCESS);
    }

    /** The ledger may be another one after a start. */
    @OnScheduled
    public void forgetArrivals() {
        remembered.clear();
    }

    @Override
    public void onTrigger(final ProcessContext context, final ProcessSession session)
            throws ProcessException {
        try (Connection connection = open(context)) {
            if (Holds.all(connection)) {
                return;
            }
            final DataSource source = source(context);
            final Arrivals ledger = new Arrivals(connection);
            final List<Emission> emissions = new ArrayList<>(ledger.takeUnattended(source.name()));
            for (final Arrival arrival : arrivals(context, source)) {
                if (!remembered.containsKey(arrival)) {
                    if (!ledger.isKnown(arrival)) {
                        arrive(connection, source, arrival).ifPresent(emissions::add);
                    }
                    remembered.put(arrival, Boolean.TRUE);
                }
            }
            if (!emissions.isEmpty()) {
                emissions.sort(
                        Comparator.comparing(Emission::emittedAt)
                                .thenComparing(Emission::objectKey)
                                .thenComparing(Emission::place));
                hand(context, session, emissions);
            }
        } catch (final SQLException | ProcessException | ObjectStoreException | IOException e) {
            tryAgain(context, session, "The emission bucket could not be listed", e);
        }
    }

    private List<Arrival> arrivals(final ProcessContext context, final DataSource source) {
        final ObjectStore store =
                context.getProperty(EmissionProperties.STORE)
                        .asControllerService(ObjectStore.class);
        final String bucket = context.getProperty(EmissionProperties.EMISSION_BUCKET).getValue();
        final ZoneId zone = ZoneId.of(context.getProperty(EmissionProperties.ZONE).getValue());
        final List<Arrival> arrivals = new ArrayList<>();
        for (final String prefix : source.contract().prefixes()) {
            try (Stream<StoredObject> objects = store.list(bucket, prefix + "/")) {
                objects.filter(Settled.at(clock.instant()))
                        .forEach(object -> arrivals.add(arrival(object, zone)));
            }
        }
        return arrivals;
    }

    private static Arrival arrival(final StoredObject object, final ZoneId zone) {
        Instant emittedAt;
        try {
            emittedAt = ZipName.parse(object.key()).place(object.lastModified(), zone);
        } catch (final Refusal e) {
            // recorded when the arrival is: its place in the order does not matter
            emittedAt = object.lastModified();
        }
        return new Arrival(object.key(), object.etag(), object.lastModified(), emittedAt);
    }

    /** Recorded and, under a name that no zip has, refused at once; only others need a FlowFile. */
    private Optional<Emission> arrive(
            final Connection connection, final DataSource source, final Arrival arrival)
            throws SQLException {
        try {
            ZipName.parse(arrival.key());
            return Optional.of(new Arrivals(connection).arrive(source.name(), arrival));
        } catch (final Refusal e) {
            final Emission emission =
                    new Arrivals(connection).arriveRefused(source.name(), arrival, e);
            getLogger()
                    .warn(
                            "Emission {} ({}) is refused: {}",
                            emission.id(),
                            arrival.key(),
                            e.getMessage());
            return Optional.empty();
        }
    }

    private void hand(
            final ProcessContext context,
            final ProcessSession session,
            final List<Emission> emissions) {
        for (final Emission emission : emissions) {
            FlowFile flowFile = session.create();
            flowFile =
                    session.putAllAttributes(
                            flowFile,
                            Map.of(
                                    EmissionAttributes.ID,
                                    Long.toString(emission.id()),
                                    EmissionAttributes.TICKET,
                                    emission.ticket().toString(),
                                    EmissionAttributes.SOURCE,
                                    emission.source(),
                                    EmissionAttributes.OBJECT_KEY,
                                    emission.objectKey(),
                                    CoreAttributes.FILENAME.key(),
                                    fileName(emission.objectKey())));
            session.getProvenanceReporter()
                    .receive(
                            flowFile,
                            "s3://"
                                    + context.getProperty(EmissionProperties.EMISSION_BUCKET)
                                            .getValue()
                                    + "/"
                                    + emission.objectKey());
            session.transfer(flowFile, EmissionProperties.SUCCESS);
        }
        session.adjustCounter("Emissions listed", emissions.size(), false);
        final List<Long> ids = emissions.stream().map(Emission::id).toList();
        session.commitAsync(() -> handedOver(context, ids));
    }

    /**
     * If this fails, the emissions are taken again with new tickets: work is repeated, nothing is
     * lost or doubled.
     */
    private void handedOver(final ProcessContext context, final List<Long> ids) {
        try (Connection connection = EmissionStep.pool(context).getConnection()) {
            new Arrivals(connection).handedOver(ids);
        } catch (final SQLException | ProcessException e) {
            getLogger()
                    .warn(
                            "The ledger could not note that {} emissions were listed; they will be listed again",
                            ids.size(),
                            e);
        }
    }

    private static String fileName(final String key) {
        return key.substring(key.lastIndexOf('/') + 1);
    }
}
