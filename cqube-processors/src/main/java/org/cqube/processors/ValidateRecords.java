/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.processors;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
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
import org.apache.nifi.expression.ExpressionLanguageScope;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.Relationship;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.finding.Refusal;
import org.cqube.engines.report.FindingsWriter;
import org.cqube.engines.validation.RecordValidation;
import org.cqube.engines.validation.ValidationOptions;
import org.cqube.engines.validation.ValidationResult;
import org.cqube.services.catalog.DataSource;
import org.cqube.services.ledger.Counts;
import org.cqube.services.ledger.Emission;
import org.cqube.services.ledger.Transactions;
import org.cqube.services.load.RejectFiles;
import org.cqube.services.s3.ObjectStore;

@Tags({"cqube", "emission", "csv", "validate", "duplicates", "contract"})
@CapabilityDescription(
        "Checks every record of a raw CSV against its contract: header, number of columns, characters, types, sizes,"
                + " mandatory columns, code lists and ranges, then duplicates within the file, exactly and in bounded memory. What is accepted"
                + " leaves as canonical CSV; findings and refused records are written beside the archived file.")
@InputRequirement(Requirement.INPUT_REQUIRED)
@ReadsAttributes({
    @ReadsAttribute(attribute = EmissionAttributes.ID, description = EmissionAttributes.ID_TEXT),
    @ReadsAttribute(
            attribute = EmissionAttributes.TICKET,
            description = EmissionAttributes.TICKET_TEXT)
})
@WritesAttributes({
    @WritesAttribute(
            attribute = EmissionAttributes.RECORDS,
            description = "Number of records, without header and blank lines"),
    @WritesAttribute(
            attribute = EmissionAttributes.REJECTED,
            description = "Number of refused records"),
    @WritesAttribute(
            attribute = EmissionAttributes.CONTRACT_HASH,
            description = "Hash of the contract they were validated with"),
    @WritesAttribute(
            attribute = EmissionAttributes.REJECTED_RULE,
            description = "Rule that the whole file was refused under"),
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
@SeeAlso({ArchiveEmission.class, FilterOverlap.class})
public class ValidateRecords extends EmissionStep {
    static final PropertyDescriptor MAXIMUM_REJECTED =
            new PropertyDescriptor.Builder()
                    .name("Maximum Rejected Percent")
                    .description(
                            "If more than this share of the records is refused, the whole file is (file.threshold). Empty: as the contract says.")
                    .required(false)
                    .expressionLanguageSupported(ExpressionLanguageScope.NONE)
                    .addValidator(Validators.PERCENT)
                    .build();

    /** Keys of duplicates stay in memory up to this, then go to disk. */
    private static final int HEAP_BUDGET = 64 * 1024 * 1024;

    private static final List<PropertyDescriptor> PROPERTIES =
            List.of(
                    EmissionProperties.SOURCE,
                    EmissionProperties.INPUT_BUCKET,
                    EmissionProperties.ZONE,
                    EmissionProperties.START_MONTH,
                    MAXIMUM_REJECTED,
                    EmissionProperties.STORE,
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
        return "validate";
    }

    @Override
    void perform(final ProcessContext context, final ProcessSession session, final Work work)
            throws Exception {
        final DataSource source = source(context);
        final FileContract file = file(source, work.emission());
        final RejectFiles rejects =
                new RejectFiles(
                        context.getProperty(EmissionProperties.STORE)
                                .asControllerService(ObjectStore.class),
                        context.getProperty(EmissionProperties.INPUT_BUCKET).getValue());
        try (Spool spool = Spool.create()) {
            final Path findings = spool.file("findings");
            final Path records = spool.file("records");
            final FlowFile canonical = work.child(session);
            try {
                final ValidationResult result =
                        validate(
                                session,
                                work,
                                file,
                                options(context, work.emission(), file, spool),
                                canonical,
                                findings,
                                records);
                if (!result.sha256().equals(work.emission().sha256())) {
                    throw new IOException(
                            "The content has SHA-256 "
                                    + result.sha256()
                                    + ", the manifest check saw "
                                    + work.emission().sha256()
                                    + ": resume the emission to fetch it again from the archive");
                }
                pass(session, work, source, result, canonical, rejects, findings, records);
            } catch (final Refusal e) {
                session.remove(work.children());
                work.children().clear();
                try (FindingsWriter writer = new FindingsWriter(Files.newOutputStream(findings))) {
                    writer.write(e.violation());
                }
                final String key = rejects.putFindings(work.emission(), findings);
                refuse(session, work, e, key);
            }
        }
    }

    private static ValidationOptions options(
            final ProcessContext context,
            final Emission emission,
            final FileContract file,
            final Spool spool) {
        final ZoneId zone = ZoneId.of(context.getProperty(EmissionProperties.ZONE).getValue());
        final String maximum = context.getProperty(MAXIMUM_REJECTED).getValue();
        return new ValidationOptions(
                LocalDate.ofInstant(emission.emittedAt(), zone),
                context.getProperty(EmissionProperties.START_MONTH).asInteger(),
                maximum == null || maximum.isBlank()
                        ? file.maximumRejectedPercent()
                        : Double.valueOf(maximum),
                spool.folder(),
                HEAP_BUDGET);
    }

    private static ValidationResult validate(
            final ProcessSession session,
            final Work work,
            final FileContract file,
            final ValidationOptions options,
            final FlowFile canonical,
            final Path findings,
            final Path records)
            throws Refusal, IOException {
        try (OutputStream out = session.write(canonical);
                OutputStream findingsOut =
                        new BufferedOutputStream(Files.newOutputStream(findings));
                OutputStream recordsOut =
                        new BufferedOutputStream(Files.newOutputStream(records))) {
            return RecordValidation.validate(
                    () -> session.read(work.flowFile()),
                    file,
                    options,
                    out,
                    findingsOut,
                    recordsOut);
        }
    }

    private static void pass(
            final ProcessSession session,
            final Work work,
            final DataSource source,
            final ValidationResult result,
            final FlowFile canonical,
            final RejectFiles rejects,
            final Path findings,
            final Path records)
            throws Exception {
        final Counts counts =
                new Counts(result.rejectedByRule(), result.cellsByRule(), result.warnings());
        final boolean anything =
                result.rejected() > 0
                        || !result.cellsByRule().isEmpty()
                        || !result.warnings().isEmpty();
        if (work.emission().contractHash() != null) {
            rejects.delete(work.emission());
        }
        final String findingsKey = anything ? rejects.putFindings(work.emission(), findings) : null;
        final String recordsKey =
                result.rejected() > 0 ? rejects.putRecords(work.emission(), records) : null;
        final String hash = source.contract().hash();
        Transactions.inTransaction(
                work.connection(),
                () -> {
                    work.ledger()
                            .validated(
                                    work.emission(),
                                    hash,
                                    result.recordsIn(),
                                    result.blankLines(),
                                    counts,
                                    findingsKey,
                                    recordsKey);
                    return null;
                });
        session.adjustCounter("Records accepted", result.accepted(), false);
        session.adjustCounter("Records refused", result.rejected(), false);
        final FlowFile accepted =
                session.putAllAttributes(
                        canonical,
                        Map.of(
                                EmissionAttributes.RECORDS, Long.toString(result.recordsIn()),
                                EmissionAttributes.REJECTED, Long.toString(result.rejected()),
                                EmissionAttributes.CONTRACT_HASH, hash));
        session.remove(work.flowFile());
        session.transfer(accepted, EmissionProperties.SUCCESS);
    }
}
