/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.acts;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.finding.Refusal;
import org.cqube.engines.report.FindingsWriter;
import org.cqube.engines.validation.RecordValidation;
import org.cqube.engines.validation.ValidationOptions;
import org.cqube.engines.validation.ValidationResult;
import org.cqube.services.ledger.Emission;
import org.cqube.services.load.CanonicalContent;
import org.cqube.services.load.OverlapFilter;
import org.cqube.services.s3.ObjectStore;

/**
 * A raw CSV of the input bucket on its way into the tables again: the same validation and the same
 * filter as in the flow. The reject files beside it stay as they are.
 */
final class ArchivedFile implements AutoCloseable {
    private static final int HEAP_BUDGET = 64 * 1024 * 1024;

    private final ObjectStore store;
    private final ReloadSettings settings;
    private final Emission emission;
    private final FileContract file;
    private final TemporaryFolder folder;

    ArchivedFile(
            final ObjectStore store,
            final ReloadSettings settings,
            final Emission emission,
            final FileContract file)
            throws IOException {
        this.store = store;
        this.settings = settings;
        this.emission = emission;
        this.file = file;
        this.folder = TemporaryFolder.create();
    }

    /**
     * Validates the raw file.
     *
     * @throws IOException also if its bytes are not those that the ledger knows
     */
    ValidationResult validate() throws IOException, Refusal {
        final ValidationOptions options =
                new ValidationOptions(
                        LocalDate.ofInstant(emission.emittedAt(), settings.zone()),
                        settings.startMonth(),
                        // it passed the threshold of its time
                        null,
                        folder.path(),
                        HEAP_BUDGET);
        final ValidationResult result;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(canonicalPath()))) {
            result =
                    RecordValidation.validate(
                            () -> store.get(settings.inputBucket(), emission.archiveKey()),
                            file,
                            options,
                            out,
                            OutputStream.nullOutputStream(),
                            OutputStream.nullOutputStream());
        }
        if (!result.sha256().equals(emission.sha256())) {
            throw new IOException(
                    emission.archiveKey()
                            + " has SHA-256 "
                            + result.sha256()
                            + ", the ledger "
                            + emission.sha256()
                            + ": bring the right file back into the input bucket");
        }
        return result;
    }

    /** The valid records. */
    CanonicalContent canonical() {
        final Path path = canonicalPath();
        return () -> Files.newInputStream(path);
    }

    /** What is stored decides on the valid records, within the caller's transaction. */
    OverlapFilter.Result filter(
            final Connection connection, final Emission acting, final OverlapFilter filter)
            throws SQLException, IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(decidedPath()));
                FindingsWriter unread = new FindingsWriter(OutputStream.nullOutputStream())) {
            return filter.filterWithin(connection, acting, file, canonical(), out, unread);
        }
    }

    /** The records with the decision on each. */
    CanonicalContent decided() {
        final Path path = decidedPath();
        return () -> Files.newInputStream(path);
    }

    private Path canonicalPath() {
        return folder.file("canonical");
    }

    private Path decidedPath() {
        return folder.file("decided");
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }
}
