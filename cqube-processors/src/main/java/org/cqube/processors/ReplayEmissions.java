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
import java.util.List;
import java.util.Optional;
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
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.Relationship;
import org.apache.nifi.processor.exception.ProcessException;
import org.apache.nifi.scheduling.SchedulingStrategy;
import org.cqube.services.acts.Replay;
import org.cqube.services.acts.ReplayCounts;
import org.cqube.services.acts.ReplayRequests;
import org.cqube.services.acts.Selection;
import org.cqube.services.catalog.DataSource;
import org.cqube.services.ledger.Fault;
import org.cqube.services.s3.ObjectStore;
import org.cqube.services.s3.ObjectStoreException;

@Tags({"cqube", "emission", "replay", "reload", "delete", "postgresql"})
@CapabilityDescription(
        "Carries out requested replays (meta.request_replay, ./cqube replay): deletes the rows that were chosen and loads them"
                + " again from the archived files in the order of emission, the latest value winning, one transaction per month. Loads of"
                + " the source wait meanwhile, and its reports stay as they were until the last month is done.")
@InputRequirement(Requirement.INPUT_FORBIDDEN)
@PrimaryNodeOnly
@TriggerSerially
@DefaultSchedule(strategy = SchedulingStrategy.TIMER_DRIVEN, period = "15 sec")
@SeeAlso({RebuildTables.class, LoadTable.class})
public class ReplayEmissions extends VerifiedProcessor {
    private static final String COULD_NOT = "The replay could not be carried out";

    private static final List<PropertyDescriptor> PROPERTIES =
            List.of(
                    EmissionProperties.INPUT_BUCKET,
                    EmissionProperties.ZONE,
                    EmissionProperties.START_MONTH,
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
        try (Connection connection = open(context)) {
            final ReplayRequests requests = new ReplayRequests(connection);
            final Optional<ReplayRequests.Request> next = requests.next();
            if (next.isPresent()) {
                attempt(context, session, connection, requests, next.get());
            }
        } catch (final SQLException | ProcessException | ObjectStoreException e) {
            tryAgain(context, session, COULD_NOT, e);
        }
    }

    /** An outage leaves the request open; any other fault ends it. */
    private void attempt(
            final ProcessContext context,
            final ProcessSession session,
            final Connection connection,
            final ReplayRequests requests,
            final ReplayRequests.Request request)
            throws SQLException {
        try {
            replay(context, session, connection, requests, request);
        } catch (final SQLException
                | IOException
                | ObjectStoreException
                | IllegalArgumentException e) {
            final Fault fault = Faults.of("replay", e);
            if (fault.outage() || connection.isClosed()) {
                tryAgain(context, session, COULD_NOT, e);
            } else {
                getLogger()
                        .error(
                                "The replay {} of {} failed: {}",
                                request.id(),
                                request.source(),
                                fault.message(),
                                e);
                requests.failed(request, fault.message());
            }
        }
    }

    private void replay(
            final ProcessContext context,
            final ProcessSession session,
            final Connection connection,
            final ReplayRequests requests,
            final ReplayRequests.Request request)
            throws SQLException, IOException {
        final DataSource source = source(context, request.source());
        final List<String> owners =
                EmissionStep.catalog(context).dependentsOf(source.name()).stream()
                        .map(DataSource::name)
                        .toList();
        if (!request.dryRun() && requests.isPublishing(owners)) {
            return;
        }
        final Selection selection = Selection.parse(request.selection());
        if (!request.dryRun()) {
            requests.begin(request, owners);
            if (requests.isPublishing(owners)) {
                // an aggregation was quicker; from now on none begins
                return;
            }
        }
        final ReplayCounts counts =
                new Replay(
                                EmissionStep.pool(context),
                                context.getProperty(EmissionProperties.STORE)
                                        .asControllerService(ObjectStore.class),
                                RebuildTables.settings(context),
                                source,
                                owners)
                        .run(connection, selection, requests.progress(request));
        if (request.dryRun()) {
            requests.shown(request, counts);
            return;
        }
        requests.done(request);
        session.adjustCounter("Rows deleted", counts.rowsDeleted(), false);
        session.adjustCounter("Records loaded", counts.loaded(), false);
        getLogger()
                .info(
                        "The replay {} of {} is done: {} rows deleted, {} records loaded from {} files",
                        request.id(),
                        source.name(),
                        counts.rowsDeleted(),
                        counts.loaded(),
                        counts.files());
    }
}
