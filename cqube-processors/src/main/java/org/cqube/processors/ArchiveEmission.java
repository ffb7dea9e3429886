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
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HexFormat;
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
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.Relationship;
import org.cqube.engines.emission.ArchiveKey;
import org.cqube.services.ledger.Emission;
import org.cqube.services.s3.Content;
import org.cqube.services.s3.ObjectStore;

@Tags({"cqube", "emission", "s3", "archive", "put"})
@CapabilityDescription(
        "Writes the raw CSV and its manifest to the input bucket, compares what was written with the recorded SHA-256,"
                + " and takes the zip out of the emission bucket once all its CSVs are archived.")
@InputRequirement(Requirement.INPUT_REQUIRED)
@ReadsAttributes({
    @ReadsAttribute(attribute = EmissionAttributes.ID, description = EmissionAttributes.ID_TEXT),
    @ReadsAttribute(
            attribute = EmissionAttributes.TICKET,
            description = EmissionAttributes.TICKET_TEXT)
})
@WritesAttributes({
    @WritesAttribute(
            attribute = EmissionAttributes.ARCHIVE_KEY,
            description = "Key of the raw CSV in the input bucket"),
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
@SeeAlso({CheckManifest.class, ValidateRecords.class})
public class ArchiveEmission extends EmissionStep {
    private static final List<PropertyDescriptor> PROPERTIES =
            List.of(
                    EmissionProperties.EMISSION_BUCKET,
                    EmissionProperties.INPUT_BUCKET,
                    EmissionProperties.ZONE,
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
    String step() {
        return "archive";
    }

    /**
     * Where an emission's raw CSV stands; the date in it is that of the emission, so a retry at
     * midnight keeps its path.
     */
    static ArchiveKey archiveKey(final Emission emission, final ZoneId zone) {
        return new ArchiveKey(
                emission.source(),
                emission.baseName(),
                LocalDateTime.ofInstant(emission.emittedAt(), zone),
                emission.sha256());
    }

    @Override
    void perform(final ProcessContext context, final ProcessSession session, final Work work)
            throws Exception {
        final ObjectStore store =
                context.getProperty(EmissionProperties.STORE)
                        .asControllerService(ObjectStore.class);
        final Emission emission = work.emission();
        final String bucket = context.getProperty(EmissionProperties.INPUT_BUCKET).getValue();
        final ArchiveKey keys =
                archiveKey(
                        emission,
                        ZoneId.of(context.getProperty(EmissionProperties.ZONE).getValue()));
        final long start = System.nanoTime();
        verify(session, work.flowFile(), emission.sha256());
        store.put(
                bucket,
                keys.csv(),
                Content.of(
                        () -> session.read(work.flowFile()),
                        work.flowFile().getSize(),
                        "text/csv"));
        if (emission.manifest() != null) {
            store.put(bucket, keys.manifest(), Content.of(emission.manifest(), "text/csv"));
        }
        work.ledger().archived(emission, keys.csv());
        if (work.arrivals().unarchivedSiblings(emission) == 0) {
            removeZip(context, store, work);
        }
        final FlowFile archived =
                session.putAttribute(work.flowFile(), EmissionAttributes.ARCHIVE_KEY, keys.csv());
        session.getProvenanceReporter()
                .send(
                        archived,
                        "s3://" + bucket + "/" + keys.csv(),
                        (System.nanoTime() - start) / 1_000_000);
        session.transfer(archived, EmissionProperties.SUCCESS);
    }

    /**
     * Only the object that was checked goes: something newer under the same key is another arrival.
     */
    private static void removeZip(
            final ProcessContext context, final ObjectStore store, final Work work)
            throws Exception {
        final String bucket = context.getProperty(EmissionProperties.EMISSION_BUCKET).getValue();
        final String etag = work.arrivals().etag(work.emission());
        if (store.head(bucket, work.emission().objectKey())
                .filter(object -> object.etag().equals(etag))
                .isPresent()) {
            store.delete(bucket, work.emission().objectKey());
        }
    }

    private static void verify(
            final ProcessSession session, final FlowFile flowFile, final String expected)
            throws IOException {
        final String found = sha256(session, flowFile);
        if (!found.equals(expected)) {
            throw new IOException(
                    "The content has SHA-256 "
                            + found
                            + ", the manifest check saw "
                            + expected
                            + ": NiFi's content repository is damaged. Resume the emission to fetch it again");
        }
    }

    private static String sha256(final ProcessSession session, final FlowFile flowFile)
            throws IOException {
        try {
            final MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream stream = new DigestInputStream(session.read(flowFile), digest)) {
                stream.transferTo(OutputStream.nullOutputStream());
            } catch (final UncheckedIOException e) {
                throw e.getCause();
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
