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
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.cqube.engines.contract.Overlap;
import org.cqube.engines.contract.Target;
import org.cqube.engines.report.FindingsWriter;
import org.cqube.services.catalog.DataSource;
import org.cqube.services.ledger.Transactions;
import org.cqube.services.load.CanonicalContent;
import org.cqube.services.load.OverlapFilter;
import org.cqube.services.load.RejectFiles;
import org.cqube.services.s3.ObjectStore;

@Tags({"cqube", "emission", "overlap", "watermark", "known", "contract"})
@CapabilityDescription(
        "Sets canonical records against what is stored: days already processed and ids already stored are taken out,"
                + " records that are stored as they are count as known. It stamps the decision with the source's load version; LoadTable"
                + " sends it back when the source was loaded in between.")
@InputRequirement(Requirement.INPUT_REQUIRED)
@ReadsAttributes({
    @ReadsAttribute(attribute = EmissionAttributes.ID, description = EmissionAttributes.ID_TEXT),
    @ReadsAttribute(
            attribute = EmissionAttributes.TICKET,
            description = EmissionAttributes.TICKET_TEXT)
})
@WritesAttributes({
    @WritesAttribute(
            attribute = EmissionAttributes.LOAD_VERSION,
            description = "Load version of the source that the decision holds for"),
    @WritesAttribute(
            attribute = EmissionAttributes.KNOWN,
            description = "Number of records that are stored already"),
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
@SeeAlso({ValidateRecords.class, LoadTable.class})
public class FilterOverlap extends EmissionStep {
    private static final String AS_CONTRACT = "contract";

    static final PropertyDescriptor POLICY =
            new PropertyDescriptor.Builder()
                    .name("Overlap Policy")
                    .description(
                            "What happens to days that were processed before, for sources with a column per day. contract: as the"
                                    + " contract says; after-last-day: only days after the last processed one; open-days: days that nobody of the"
                                    + " scope has a value for; open-cells: every empty cell. A stored value is never changed by any of them.")
                    .required(true)
                    .allowableValues(AS_CONTRACT, "after-last-day", "open-days", "open-cells")
                    .defaultValue(AS_CONTRACT)
                    .expressionLanguageSupported(ExpressionLanguageScope.NONE)
                    .build();

    static final PropertyDescriptor SCOPE =
            new PropertyDescriptor.Builder()
                    .name("Overlap Scope")
                    .description(
                            "Whose processed days count. contract: as the contract says; school: those of the record's school;"
                                    + " state: those of any school.")
                    .required(true)
                    .allowableValues(AS_CONTRACT, "school", "state")
                    .defaultValue(AS_CONTRACT)
                    .expressionLanguageSupported(ExpressionLanguageScope.NONE)
                    .build();

    private static final List<PropertyDescriptor> PROPERTIES =
            List.of(
                    EmissionProperties.SOURCE,
                    EmissionProperties.INPUT_BUCKET,
                    POLICY,
                    SCOPE,
                    EmissionProperties.START_MONTH,
                    RunProperties.WEEKLY_HOLIDAYS,
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
                INVALIDATED,
                EmissionProperties.FAILURE);
    }

    @Override
    String step() {
        return "filter";
    }

    @Override
    void perform(final ProcessContext context, final ProcessSession session, final Work work)
            throws Exception {
        final DataSource source = source(context);
        if (!source.contract().hash().equals(work.emission().contractHash())) {
            session.transfer(work.flowFile(), INVALIDATED);
            return;
        }
        if (work.ledger().isOthersTurn(work.emission())) {
            // a decision made before its turn would be stale when the turn comes
            handBack(session, work);
            return;
        }
        final FileContract file = file(source, work.emission());
        if (!file.checks().isEmpty() && work.ledger().wasDecided(work.emission())) {
            // findings of checks stand among those of the validation: both are made anew
            session.transfer(work.flowFile(), INVALIDATED);
            return;
        }
        final OverlapFilter filter =
                new OverlapFilter(
                        pool(context),
                        overlap(context, file),
                        context.getProperty(EmissionProperties.START_MONTH).asInteger(),
                        file.checks().stream().map(source::sql).toList(),
                        RunProperties.weeklyHolidays(context));
        final CanonicalContent content = () -> session.read(work.flowFile());
        final FlowFile kept = work.child(session);
        final OverlapFilter.Result result;
        try (Spool spool = Spool.create()) {
            final Path findings = spool.file("findings");
            try (OutputStream out = session.write(kept);
                    FindingsWriter report =
                            new FindingsWriter(
                                    new BufferedOutputStream(Files.newOutputStream(findings)))) {
                result =
                        filter.filter(
                                work.connection(), work.emission(), file, content, out, report);
            }
            if (result.refusal().isPresent()) {
                refuse(context, session, work, result, findings);
                return;
            }
            record(context, work, file, () -> session.read(kept), result, spool);
        }
        final FlowFile filtered =
                session.putAllAttributes(
                        kept,
                        Map.of(
                                EmissionAttributes.LOAD_VERSION,
                                        Long.toString(result.loadVersion()),
                                EmissionAttributes.KNOWN, Long.toString(result.known())));
        session.adjustCounter("Records known", result.known(), false);
        session.adjustCounter("Records refused", result.counts().rejected(), false);
        session.transfer(filtered, EmissionProperties.SUCCESS);
        session.remove(work.flowFile());
    }

    /** The report of an earlier stage is replaced: now the whole file is refused. */
    private void refuse(
            final ProcessContext context,
            final ProcessSession session,
            final Work work,
            final OverlapFilter.Result result,
            final Path findings)
            throws Exception {
        session.remove(work.children());
        work.children().clear();
        final RejectFiles rejects = rejects(context);
        rejects.delete(work.emission());
        final String key = rejects.putFindings(work.emission(), findings);
        refuse(session, work, result.refusal().orElseThrow(), key);
    }

    private static RejectFiles rejects(final ProcessContext context) {
        return new RejectFiles(
                context.getProperty(EmissionProperties.STORE)
                        .asControllerService(ObjectStore.class),
                context.getProperty(EmissionProperties.INPUT_BUCKET).getValue());
    }

    private static Overlap overlap(final ProcessContext context, final FileContract file) {
        if (file.target().kind() == Target.Kind.RECORD) {
            return file.overlap();
        }
        final String policy = context.getProperty(POLICY).getValue();
        final String scope = context.getProperty(SCOPE).getValue();
        return new Overlap(
                AS_CONTRACT.equals(policy) ? file.overlap().policy() : Overlap.Policy.of(policy),
                AS_CONTRACT.equals(scope) ? file.overlap().scope() : Overlap.Scope.of(scope));
    }

    private static void record(
            final ProcessContext context,
            final Work work,
            final FileContract file,
            final CanonicalContent decided,
            final OverlapFilter.Result result,
            final Spool spool)
            throws Exception {
        final RejectFiles rejects = rejects(context);
        final boolean before = work.ledger().wasFiltered(work.emission());
        if (result.findings() == 0 && !before) {
            work.ledger()
                    .filtered(
                            work.emission(),
                            overlap(context, file),
                            result.loadVersion(),
                            result.known(),
                            result.counts());
            return;
        }
        final String findingsKey =
                rejects.addFindings(work.emission(), spool.file("findings"), spool.folder())
                        .orElse(null);
        final String recordsKey =
                rejects.rewriteRecords(work.emission(), file, decided, spool.folder()).orElse(null);
        Transactions.inTransaction(
                work.connection(),
                () -> {
                    work.ledger()
                            .filtered(
                                    work.emission(),
                                    overlap(context, file),
                                    result.loadVersion(),
                                    result.known(),
                                    result.counts());
                    work.ledger().rejectFiles(work.emission(), findingsKey, recordsKey);
                    return null;
                });
    }
}
