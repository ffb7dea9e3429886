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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.nifi.annotation.lifecycle.OnScheduled;
import org.apache.nifi.components.ConfigVerificationResult;
import org.apache.nifi.components.ValidationContext;
import org.apache.nifi.components.ValidationResult;
import org.apache.nifi.logging.ComponentLog;
import org.apache.nifi.processor.AbstractProcessor;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.VerifiableProcessor;
import org.cqube.services.catalog.DataSource;

/**
 * What all processors share: settings that are checked before a start and on Verify, and
 * connections to a database whose schema was looked at.
 */
public abstract class VerifiedProcessor extends AbstractProcessor implements VerifiableProcessor {
    private final SchemaGuard guard = new SchemaGuard();

    /** Looks at the database again after every start. */
    @OnScheduled
    public void forgetSchema() {
        guard.reset();
    }

    /** A connection to a database that has the tables of all sources; the caller closes it. */
    final Connection open(final ProcessContext context) throws SQLException {
        return guard.open(EmissionStep.pool(context), EmissionStep.catalog(context));
    }

    /**
     * The data source of the settings, its contract as the state's configuration changes it. A
     * change between the opening of the connection and this call is noticed by the next opening.
     *
     * @throws IOException if the catalog has no such source
     * @throws SQLException if its tables could not be made
     */
    final DataSource source(final ProcessContext context) throws IOException, SQLException {
        return source(context, context.getProperty(EmissionProperties.SOURCE).getValue());
    }

    /**
     * Any data source, its contract as the state's configuration changes it.
     *
     * @throws IOException if the catalog has no such source
     * @throws SQLException if its tables could not be made
     */
    final DataSource source(final ProcessContext context, final String name)
            throws IOException, SQLException {
        return guard.source(name)
                .or(() -> EmissionStep.catalog(context).source(name))
                .orElseThrow(
                        () ->
                                new IOException(
                                        "The catalog has no data source "
                                                + name
                                                + ": add its folder, or mend the property"));
    }

    /** After a fault: the database may be another one now. */
    final void distrustSchema() {
        guard.reset();
    }

    /** Ends a run without input that met a fault of the world: nothing is lost, it comes again. */
    final void tryAgain(
            final ProcessContext context,
            final ProcessSession session,
            final String what,
            final Exception e) {
        guard.reset();
        session.rollback();
        session.adjustCounter(Faults.counter(e), 1, false);
        context.yield();
        getLogger().error("{}, the next try follows: {}", what, Faults.of("", e).message(), e);
    }

    @Override
    protected Collection<ValidationResult> customValidate(final ValidationContext context) {
        return StepValidation.validate(context);
    }

    @Override
    public List<ConfigVerificationResult> verify(
            final ProcessContext context,
            final ComponentLog verificationLogger,
            final Map<String, String> attributes) {
        return StepValidation.verify(context, getSupportedPropertyDescriptors());
    }
}
