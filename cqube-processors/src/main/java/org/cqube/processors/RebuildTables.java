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
import java.time.ZoneId;
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
import org.cqube.services.acts.Rebuild;
import org.cqube.services.acts.ReloadSettings;
import org.cqube.services.ledger.Fault;
import org.cqube.services.s3.ObjectStore;
import org.cqube.services.s3.ObjectStoreException;

@Tags({"cqube", "rebuild", "restore", "ledger", "act", "postgresql"})
@CapabilityDescription(
        "Carries out a requested rebuild (meta.request_rebuild, ./cqube rebuild): fills an empty database from the input bucket"
                + " alone, by doing the acts under _acts/ once more with the archived files. Until it is done nothing is listed, loaded or"
                + " aggregated; a rebuild that is broken off goes on where it stopped.")
@InputRequirement(Requirement.INPUT_FORBIDDEN)
@PrimaryNodeOnly
@TriggerSerially
@DefaultSchedule(strategy = SchedulingStrategy.TIMER_DRIVEN, period = "15 sec")
@SeeAlso({ArchiveActs.class, ReplayEmissions.class})
public class RebuildTables extends VerifiedProcessor {
    private static final String COULD_NOT = "The rebuild was broken off";

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

    /** What the flow's own steps get from the same parameters. */
    static ReloadSettings settings(final ProcessContext context) {
        return new ReloadSettings(
                context.getProperty(EmissionProperties.INPUT_BUCKET).getValue(),
                ZoneId.of(context.getProperty(EmissionProperties.ZONE).getValue()),
                context.getProperty(EmissionProperties.START_MONTH).asInteger());
    }

    @Override
    public void onTrigger(final ProcessContext context, final ProcessSession session)
            throws ProcessException {
        try (Connection connection = open(context)) {
            final Optional<Long> requested = Rebuild.requested(connection);
            if (requested.isPresent()) {
                attempt(context, session, connection, requested.get());
            }
        } catch (final SQLException | ProcessException | ObjectStoreException e) {
            tryAgain(context, session, COULD_NOT, e);
        }
    }

    /** An outage leaves the request open; any other fault ends it, until it is asked for again. */
    private void attempt(
            final ProcessContext context,
            final ProcessSession session,
            final Connection connection,
            final long id)
            throws SQLException {
        try {
            final long acts =
                    new Rebuild(
                                    EmissionStep.pool(context),
                                    context.getProperty(EmissionProperties.STORE)
                                            .asControllerService(ObjectStore.class),
                                    EmissionStep.catalog(context),
                                    settings(context))
                            .run(connection, id);
            session.adjustCounter("Acts done again", acts, false);
            getLogger().info("The rebuild {} is done: {} acts", id, acts);
        } catch (final SQLException | IOException | ObjectStoreException e) {
            final Fault fault = Faults.of("rebuild", e);
            if (fault.outage() || connection.isClosed()) {
                tryAgain(context, session, COULD_NOT, e);
            } else {
                getLogger().error("The rebuild {} failed: {}", id, fault.message(), e);
                Rebuild.failed(connection, id, fault.message());
            }
        }
    }
}
