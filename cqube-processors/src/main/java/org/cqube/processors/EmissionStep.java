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
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.Relationship;
import org.apache.nifi.processor.exception.ProcessException;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.finding.Refusal;
import org.cqube.services.catalog.DataSource;
import org.cqube.services.catalog.DataSourceCatalog;
import org.cqube.services.ledger.Arrivals;
import org.cqube.services.ledger.Emission;
import org.cqube.services.ledger.Fault;
import org.cqube.services.ledger.Ledger;
import org.cqube.services.ledger.SupersededException;
import org.cqube.services.ledger.Transactions;
import org.cqube.services.postgres.PostgresPool;

/**
 * One step for one FlowFile at a time. Effects on database and store come first and can be
 * repeated; the session is committed after them. A failure leaves the FlowFile as it came, with the
 * reason in its attributes.
 */
public abstract class EmissionStep extends VerifiedProcessor {
    /**
     * The contract changed since validation: the raw CSV is fetched from the archive and validated
     * again.
     */
    static final Relationship INVALIDATED =
            new Relationship.Builder()
                    .name("invalidated")
                    .description(
                            "The contract changed since validation: to be fetched from the archive and validated again.")
                    .build();

    /** Name of the step in the ledger and in {@code failure.step}. */
    abstract String step();

    /**
     * Does the step, and transfers the FlowFile.
     *
     * @param work the FlowFile, its emission and what belongs to it
     * @throws Exception any fault of the world: the FlowFile goes to {@code failure}
     */
    abstract void perform(ProcessContext context, ProcessSession session, Work work)
            throws Exception;

    /**
     * Whether a FlowFile whose emission is committed is more than a ghost, such as a repository
     * that was set back would bring.
     */
    boolean takesCommitted() {
        return false;
    }

    @Override
    public final void onTrigger(final ProcessContext context, final ProcessSession session)
            throws ProcessException {
        final FlowFile taken = session.get();
        if (taken == null || RetryJitter.waits(session, taken, getIdentifier())) {
            return;
        }
        final FlowFile flowFile = RetryJitter.without(session, taken);
        final List<FlowFile> children = new ArrayList<>();
        try (Connection connection = open(context)) {
            final Ledger ledger = new Ledger(connection);
            final Emission emission =
                    ledger.current(
                            Long.parseLong(flowFile.getAttribute(EmissionAttributes.ID)),
                            UUID.fromString(flowFile.getAttribute(EmissionAttributes.TICKET)));
            if (emission.state().isCommitted() && !takesCommitted()) {
                throw new SupersededException(
                        "Emission " + emission.id() + " is committed already");
            }
            perform(context, session, new Work(flowFile, children, connection, ledger, emission));
        } catch (final SupersededException e) {
            getLogger().info("{}: {} is dropped", e.getMessage(), flowFile);
            session.remove(children);
            session.remove(flowFile);
        } catch (final Exception e) {
            distrustSchema();
            session.remove(children);
            fail(session, flowFile, e);
        }
    }

    private void fail(final ProcessSession session, final FlowFile flowFile, final Exception e) {
        final Fault fault = Faults.of(step(), e);
        getLogger()
                .warn(
                        "Emission {}: {} failed, it will be tried again: {}",
                        flowFile.getAttribute(EmissionAttributes.ID),
                        fault.step(),
                        fault.message(),
                        e);
        session.adjustCounter(Faults.counter(e), 1, false);
        session.transfer(
                session.putAllAttributes(flowFile, Faults.attributes(fault)),
                EmissionProperties.FAILURE);
    }

    /** Ends an emission whose whole file is refused. */
    final void refuse(
            final ProcessSession session,
            final Work work,
            final Refusal refusal,
            final String rejectsKey)
            throws SQLException, SupersededException {
        Transactions.inTransaction(
                work.connection(),
                () -> {
                    work.ledger().refuse(work.emission(), refusal, rejectsKey);
                    return null;
                });
        final String rule = refusal.violation().rule().id();
        getLogger()
                .warn(
                        "Emission {} ({}) is refused: {}: {}",
                        work.emission().id(),
                        work.emission().objectKey(),
                        rule,
                        refusal.violation().message());
        session.adjustCounter("Emissions refused", 1, false);
        session.getProvenanceReporter().route(work.flowFile(), EmissionProperties.REJECTED, rule);
        session.transfer(
                session.putAttribute(work.flowFile(), EmissionAttributes.REJECTED_RULE, rule),
                EmissionProperties.REJECTED);
    }

    /**
     * Puts the FlowFile back into its queue for a while: another emission of the source comes
     * first.
     */
    final void handBack(final ProcessSession session, final Work work) {
        session.transfer(
                session.penalize(RetryJitter.forget(session, work.flowFile(), getIdentifier())));
    }

    static PostgresPool pool(final ProcessContext context) {
        return context.getProperty(EmissionProperties.POOL).asControllerService(PostgresPool.class);
    }

    static DataSourceCatalog catalog(final ProcessContext context) {
        return context.getProperty(EmissionProperties.CATALOG)
                .asControllerService(DataSourceCatalog.class);
    }

    static FileContract file(final DataSource source, final Emission emission) throws IOException {
        return source.contract()
                .file(emission.baseName())
                .orElseThrow(
                        () ->
                                new IOException(
                                        "The contract of "
                                                + source.name()
                                                + " has no file "
                                                + emission.baseName()
                                                + " any more"));
    }

    /**
     * What a step works on.
     *
     * @param children FlowFiles made so far, which go when the step fails
     */
    record Work(
            FlowFile flowFile,
            List<FlowFile> children,
            Connection connection,
            Ledger ledger,
            Emission emission) {
        Arrivals arrivals() {
            return new Arrivals(connection);
        }

        /** A new FlowFile with this one as its parent. */
        FlowFile child(final ProcessSession session) {
            final FlowFile child = session.create(flowFile);
            children.add(child);
            return child;
        }
    }
}
