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
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
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
import org.apache.nifi.processor.exception.ProcessException;
import org.cqube.engines.contract.SourceContract;
import org.cqube.engines.emission.CheckedFile;
import org.cqube.engines.emission.EmissionZip;
import org.cqube.engines.emission.Manifest;
import org.cqube.engines.emission.ManifestCheck;
import org.cqube.engines.emission.ManifestMode;
import org.cqube.engines.finding.Refusal;
import org.cqube.services.ledger.Arrivals;
import org.cqube.services.ledger.Emission;
import org.cqube.services.ledger.OpenedFile;
import org.cqube.services.ledger.SupersededException;
import org.cqube.services.ledger.Transactions;

@Tags({"cqube", "emission", "manifest", "zip", "checksum", "validate"})
@CapabilityDescription(
        "Opens an emission's zip safely, compares each CSV with the manifest (size, records, columns, SHA-256) in one"
                + " pass, and makes one FlowFile per CSV with its raw bytes. A fault refuses the whole zip: nothing of it reaches the input"
                + " bucket, and it stays in the emission bucket for its week.")
@InputRequirement(Requirement.INPUT_REQUIRED)
@ReadsAttributes({
    @ReadsAttribute(attribute = EmissionAttributes.ID, description = EmissionAttributes.ID_TEXT),
    @ReadsAttribute(
            attribute = EmissionAttributes.TICKET,
            description = EmissionAttributes.TICKET_TEXT)
})
@WritesAttributes({
    @WritesAttribute(attribute = EmissionAttributes.ID, description = EmissionAttributes.ID_TEXT),
    @WritesAttribute(
            attribute = EmissionAttributes.TICKET,
            description = EmissionAttributes.TICKET_TEXT),
    @WritesAttribute(
            attribute = EmissionAttributes.FILE,
            description = "Name of the CSV in the zip"),
    @WritesAttribute(
            attribute = EmissionAttributes.BASE_NAME,
            description = "Which file of the source it is"),
    @WritesAttribute(
            attribute = EmissionAttributes.SHA256,
            description = "SHA-256 of the raw CSV, hex"),
    @WritesAttribute(
            attribute = EmissionAttributes.RECORDS,
            description = "Number of records, without header and blank lines"),
    @WritesAttribute(attribute = "filename", description = "Name of the CSV in the zip"),
    @WritesAttribute(attribute = "mime.type", description = "text/csv"),
    @WritesAttribute(
            attribute = EmissionAttributes.REJECTED_RULE,
            description = "Rule that the zip was refused under"),
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
@SeeAlso({FetchEmission.class, ArchiveEmission.class})
public class CheckManifest extends EmissionStep {
    private static final List<PropertyDescriptor> PROPERTIES =
            List.of(
                    EmissionProperties.SOURCE,
                    ZipProperties.MANIFEST_REQUIRED,
                    ZipProperties.MAXIMUM_ENTRIES,
                    ZipProperties.MAXIMUM_SIZE,
                    ZipProperties.MAXIMUM_RATIO,
                    EmissionProperties.POOL,
                    EmissionProperties.CATALOG);

    @Override
    protected List<PropertyDescriptor> getSupportedPropertyDescriptors() {
        return PROPERTIES;
    }

    @Override
    public Set<Relationship> getRelationships() {
        return Set.of(
                EmissionProperties.SUCCESS,
                EmissionProperties.REJECTED,
                EmissionProperties.FAILURE);
    }

    @Override
    String step() {
        return "check";
    }

    @Override
    void perform(final ProcessContext context, final ProcessSession session, final Work work)
            throws Exception {
        final SourceContract contract = source(context).contract();
        final ManifestMode mode = ZipProperties.mode(context);
        // the zip's directory stands at its end: it is read from a file, not from a stream
        final Path zip = Files.createTempFile("cqube-emission-", ".zip");
        try {
            // NiFi exports what holds no byte only to where no file is
            if (work.flowFile().getSize() > 0) {
                session.exportTo(work.flowFile(), zip, false);
            }
            try (EmissionZip opened = EmissionZip.open(zip, ZipProperties.limits(context))) {
                pass(context, session, work, check(session, work, opened, contract, mode));
            }
        } catch (final Refusal e) {
            session.remove(work.children());
            work.children().clear();
            refuse(session, work, e, null);
        } finally {
            Files.deleteIfExists(zip);
        }
    }

    private static Map<OpenedFile, FlowFile> check(
            final ProcessSession session,
            final Work work,
            final EmissionZip zip,
            final SourceContract contract,
            final ManifestMode mode)
            throws Refusal, IOException {
        final Manifest manifest = zip.manifest(mode);
        final Map<OpenedFile, FlowFile> files = new LinkedHashMap<>();
        long counted = 0;
        for (final EmissionZip.Entry entry : zip.csvs()) {
            final FlowFile csv = work.child(session);
            final CheckedFile checked;
            try (OutputStream copy = session.write(csv)) {
                checked = ManifestCheck.check(entry, manifest, mode, contract, copy);
            } catch (final Refusal e) {
                throw e.withRecordsIn(counted + e.recordsIn());
            }
            counted += checked.records();
            files.put(
                    new OpenedFile(
                            checked.fileName(),
                            checked.baseName(),
                            checked.place(),
                            checked.sha256(),
                            checked.sizeBytes(),
                            checked.records(),
                            checked.blankLines(),
                            checked.corrects(),
                            "replace".equalsIgnoreCase(checked.mode()),
                            checked.manifestBytes().length == 0
                                    ? null
                                    : new String(checked.manifestBytes(), StandardCharsets.UTF_8)),
                    csv);
        }
        return files;
    }

    private void pass(
            final ProcessContext context,
            final ProcessSession session,
            final Work work,
            final Map<OpenedFile, FlowFile> files)
            throws SQLException, SupersededException {
        final Map<OpenedFile, Emission> emissions =
                Transactions.inTransaction(
                        work.connection(),
                        () -> work.arrivals().open(work.emission(), List.copyOf(files.keySet())));
        files.forEach(
                (file, csv) -> {
                    final Emission emission = emissions.get(file);
                    if (emission == null) {
                        // another FlowFile carries this CSV already
                        session.remove(csv);
                    } else {
                        session.transfer(
                                session.putAllAttributes(csv, attributes(emission, file)),
                                EmissionProperties.SUCCESS);
                    }
                });
        session.remove(work.flowFile());
        if (emissions.size() > 1) {
            final List<Long> ids = emissions.values().stream().map(Emission::id).toList();
            session.commitAsync(() -> handedOver(context, ids));
        }
    }

    private static Map<String, String> attributes(final Emission emission, final OpenedFile file) {
        return Map.of(
                EmissionAttributes.ID,
                Long.toString(emission.id()),
                EmissionAttributes.TICKET,
                emission.ticket().toString(),
                EmissionAttributes.FILE,
                emission.file(),
                EmissionAttributes.BASE_NAME,
                emission.baseName(),
                EmissionAttributes.SHA256,
                emission.sha256(),
                EmissionAttributes.RECORDS,
                Long.toString(file.records()),
                CoreAttributes.FILENAME.key(),
                emission.file(),
                CoreAttributes.MIME_TYPE.key(),
                "text/csv");
    }

    /** If this fails, ListEmissions hands the further CSVs over again, with new tickets. */
    private void handedOver(final ProcessContext context, final List<Long> ids) {
        try (Connection connection = pool(context).getConnection()) {
            new Arrivals(connection).handedOver(ids);
        } catch (final SQLException | ProcessException e) {
            getLogger()
                    .warn(
                            "The ledger could not note that emissions {} have a FlowFile; they get another one",
                            ids,
                            e);
        }
    }
}
