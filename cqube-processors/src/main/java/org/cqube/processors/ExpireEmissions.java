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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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
import org.cqube.engines.finding.Refusal;
import org.cqube.engines.finding.Rule;
import org.cqube.services.catalog.DataSourceCatalog;
import org.cqube.services.ledger.Arrival;
import org.cqube.services.ledger.Arrivals;
import org.cqube.services.ledger.Emission;
import org.cqube.services.ledger.Expiry;
import org.cqube.services.load.Holds;
import org.cqube.services.notification.ExpiringObjects;
import org.cqube.services.s3.ObjectStore;
import org.cqube.services.s3.ObjectStoreException;
import org.cqube.services.s3.StoredObject;

@Tags({"cqube", "emission", "retention", "inbox", "s3", "delete"})
@CapabilityDescription(
        "Looks after the emission bucket as a whole: objects under a prefix that no data source has are recorded as refused"
                + " (file.source), and what lies unprocessed longer than the retention is deleted, each deletion recorded in the ledger. What is"
                + " being processed or parked is never deleted.")
@InputRequirement(Requirement.INPUT_FORBIDDEN)
@PrimaryNodeOnly
@TriggerSerially
@DefaultSchedule(strategy = SchedulingStrategy.TIMER_DRIVEN, period = "15 sec")
@SeeAlso(ListEmissions.class)
public class ExpireEmissions extends VerifiedProcessor {
    static final PropertyDescriptor RETENTION =
            new PropertyDescriptor.Builder()
                    .name("Retention")
                    .description("How long an unprocessed object stays in the emission bucket.")
                    .required(true)
                    .defaultValue("7 days")
                    .expressionLanguageSupported(ExpressionLanguageScope.NONE)
                    .addValidator(StandardValidators.TIME_PERIOD_VALIDATOR)
                    .build();

    /** How long before its end an object is noted: the operator is told a day before. */
    private static final Duration NOTICE = Duration.ofDays(2);

    /** Name in the ledger for objects that lie in no folder. */
    private static final String NO_PREFIX = "inbox";

    private static final List<PropertyDescriptor> PROPERTIES =
            List.of(
                    EmissionProperties.EMISSION_BUCKET,
                    RETENTION,
                    EmissionProperties.STORE,
                    EmissionProperties.POOL,
                    EmissionProperties.CATALOG);

    private final Clock clock;

    public ExpireEmissions() {
        this(Clock.systemUTC());
    }

    ExpireEmissions(final Clock clock) {
        this.clock = clock;
    }

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
        final ObjectStore store =
                context.getProperty(EmissionProperties.STORE)
                        .asControllerService(ObjectStore.class);
        final String bucket = context.getProperty(EmissionProperties.EMISSION_BUCKET).getValue();
        final Duration retention =
                Duration.ofMillis(
                        context.getProperty(RETENTION).asTimePeriod(TimeUnit.MILLISECONDS));
        final Instant oldest = clock.instant().minus(retention);
        try (Connection connection = open(context);
                Stream<StoredObject> objects = store.list(bucket, "")) {
            if (Holds.all(connection)) {
                return;
            }
            final List<Arrival> expiring = new ArrayList<>();
            for (final StoredObject object :
                    (Iterable<StoredObject>)
                            objects.filter(Settled.at(clock.instant()))::iterator) {
                final Arrival arrival =
                        new Arrival(
                                object.key(),
                                object.etag(),
                                object.lastModified(),
                                object.lastModified());
                final String source = sourceOf(EmissionStep.catalog(context), object.key());
                if (source == null) {
                    refuse(session, new Arrivals(connection), arrival);
                }
                if (object.lastModified().isBefore(oldest)) {
                    expire(session, store, bucket, connection, source, arrival);
                } else if (object.lastModified().isBefore(oldest.plus(NOTICE))) {
                    expiring.add(arrival);
                }
            }
            new ExpiringObjects(connection).keep(expiring, retention);
        } catch (final SQLException | ProcessException | ObjectStoreException e) {
            tryAgain(context, session, "The emission bucket could not be looked through", e);
        }
    }

    private static String sourceOf(final DataSourceCatalog catalog, final String key) {
        return catalog.byPrefix(prefix(key)).map(source -> source.name()).orElse(null);
    }

    private static String prefix(final String key) {
        final int slash = key.indexOf('/');
        return slash <= 0 ? NO_PREFIX : key.substring(0, slash);
    }

    private void refuse(
            final ProcessSession session, final Arrivals arrivals, final Arrival arrival)
            throws SQLException {
        if (arrivals.isKnown(arrival)) {
            return;
        }
        final String prefix = prefix(arrival.key());
        final Emission emission =
                arrivals.arriveRefused(
                        prefix,
                        arrival,
                        new Refusal(
                                Rule.FILE_SOURCE,
                                "No data source takes emissions under '" + prefix + "'",
                                "Emit to the folder of a source, or ask the operator to add this one"));
        session.adjustCounter("Emissions refused", 1, false);
        getLogger()
                .warn(
                        "Emission {} ({}) is refused: {}",
                        emission.id(),
                        arrival.key(),
                        Rule.FILE_SOURCE.id());
    }

    private void expire(
            final ProcessSession session,
            final ObjectStore store,
            final String bucket,
            final Connection connection,
            final String source,
            final Arrival arrival)
            throws SQLException {
        final Expiry expiry = new Expiry(connection);
        if (expiry.expire(source == null ? prefix(arrival.key()) : source, arrival)) {
            store.delete(bucket, arrival.key());
            expiry.objectDeleted(arrival);
            session.adjustCounter("Emissions expired", 1, false);
            getLogger()
                    .warn(
                            "{} lay in the emission bucket longer than the retention and is deleted",
                            arrival.key());
        }
    }
}
