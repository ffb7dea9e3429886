/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.processors;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
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
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.flowfile.attributes.CoreAttributes;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.Relationship;
import org.cqube.services.ledger.Emission;
import org.cqube.services.s3.ObjectStore;

@Tags({"cqube", "emission", "s3", "fetch"})
@CapabilityDescription(
        "Streams an emission's zip from the emission bucket into the FlowFile. An emission that was archived before"
                + " (it was resumed) is read from the input bucket instead, and goes straight to validation.")
@InputRequirement(Requirement.INPUT_REQUIRED)
@ReadsAttributes({
    @ReadsAttribute(attribute = EmissionAttributes.ID, description = EmissionAttributes.ID_TEXT),
    @ReadsAttribute(
            attribute = EmissionAttributes.TICKET,
            description = EmissionAttributes.TICKET_TEXT)
})
@WritesAttributes({
    @WritesAttribute(
            attribute = "mime.type",
            description = "application/zip, or text/csv for an archived CSV"),
    @WritesAttribute(
            attribute = EmissionAttributes.FILE,
            description = "Name of the CSV, when it comes from the archive"),
    @WritesAttribute(
            attribute = EmissionAttributes.ARCHIVE_KEY,
            description = "Key of the raw CSV, when it comes from the archive"),
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
@SeeAlso({ListEmissions.class, CheckManifest.class})
public class FetchEmission extends EmissionStep {
    static final Relationship RESUMED =
            new Relationship.Builder()
                    .name("resumed")
                    .description("A raw CSV from the archive, ready to be validated again.")
                    .build();

    private static final List<PropertyDescriptor> PROPERTIES =
            List.of(
                    EmissionProperties.EMISSION_BUCKET,
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
        return Set.of(EmissionProperties.SUCCESS, RESUMED, EmissionProperties.FAILURE);
    }

    @Override
    String step() {
        return "fetch";
    }

    @Override
    void perform(final ProcessContext context, final ProcessSession session, final Work work)
            throws Exception {
        final ObjectStore store =
                context.getProperty(EmissionProperties.STORE)
                        .asControllerService(ObjectStore.class);
        final Emission emission = work.emission();
        final boolean archived = emission.isArchived();
        final String bucket =
                context.getProperty(
                                archived
                                        ? EmissionProperties.INPUT_BUCKET
                                        : EmissionProperties.EMISSION_BUCKET)
                        .getValue();
        final String key = archived ? emission.archiveKey() : emission.objectKey();
        final long start = System.nanoTime();
        FlowFile fetched = work.flowFile();
        try (InputStream stream = store.get(bucket, key)) {
            fetched = session.importFrom(stream, fetched);
        }
        fetched =
                session.putAllAttributes(
                        fetched,
                        archived
                                ? Map.of(
                                        CoreAttributes.MIME_TYPE.key(),
                                        "text/csv",
                                        EmissionAttributes.FILE,
                                        emission.file(),
                                        EmissionAttributes.BASE_NAME,
                                        emission.baseName(),
                                        EmissionAttributes.ARCHIVE_KEY,
                                        key)
                                : Map.of(CoreAttributes.MIME_TYPE.key(), "application/zip"));
        session.getProvenanceReporter()
                .fetch(
                        fetched,
                        "s3://" + bucket + "/" + key,
                        (System.nanoTime() - start) / 1_000_000);
        session.transfer(fetched, archived ? RESUMED : EmissionProperties.SUCCESS);
    }
}
