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
import org.cqube.services.acts.ActArchive;
import org.cqube.services.s3.ObjectStore;
import org.cqube.services.s3.ObjectStoreException;

@Tags({"cqube", "ledger", "act", "archive", "rebuild", "s3", "put"})
@CapabilityDescription(
        "Writes each act of the ledger (commit, refusal, abandonment, replay) as a small object under _acts/ of the input bucket,"
                + " after its commit: with the archived files all that a rebuild needs. What was not written is written by the next run.")
@InputRequirement(Requirement.INPUT_FORBIDDEN)
@PrimaryNodeOnly
@TriggerSerially
@DefaultSchedule(strategy = SchedulingStrategy.TIMER_DRIVEN, period = "15 sec")
@SeeAlso({RebuildTables.class, ArchiveEmission.class})
public class ArchiveActs extends VerifiedProcessor {
    private static final List<PropertyDescriptor> PROPERTIES =
            List.of(
                    EmissionProperties.INPUT_BUCKET,
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
        final ActArchive archive =
                new ActArchive(
                        context.getProperty(EmissionProperties.STORE)
                                .asControllerService(ObjectStore.class),
                        context.getProperty(EmissionProperties.INPUT_BUCKET).getValue());
        try (Connection connection = open(context)) {
            final int written = archive.write(connection);
            if (written > 0) {
                session.adjustCounter("Acts archived", written, false);
            }
        } catch (final SQLException | ProcessException | ObjectStoreException | IOException e) {
            tryAgain(context, session, "Acts could not be archived", e);
        }
    }
}
