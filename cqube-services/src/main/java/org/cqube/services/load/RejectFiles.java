/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.load;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.csv.CsvReader;
import org.cqube.engines.finding.Rule;
import org.cqube.engines.finding.Violation;
import org.cqube.engines.report.FindingsReader;
import org.cqube.engines.report.FindingsWriter;
import org.cqube.engines.report.RejectReport;
import org.cqube.engines.report.RejectedRecords;
import org.cqube.services.ledger.Emission;
import org.cqube.services.s3.Content;
import org.cqube.services.s3.ObjectStore;

/**
 * The two reject files beside an archived CSV: findings, and the refused records byte for byte.
 * Both are written by the validation, and written again when the overlap filter has something to
 * add; a repeated filter starts from the same place.
 */
public final class RejectFiles {
    private static final String ENDING = ".csv";
    private static final String TYPE = "text/csv";
    private static final byte COMMA = ',';
    private static final byte QUOTE = '"';

    private final ObjectStore store;
    private final String bucket;

    public RejectFiles(final ObjectStore store, final String bucket) {
        this.store = store;
        this.bucket = bucket;
    }

    /** Key of the findings beside an archived CSV. */
    public static String findingsKey(final String archiveKey) {
        return stem(archiveKey) + ".rejects.csv";
    }

    /** Key of the refused records beside an archived CSV. */
    public static String recordsKey(final String archiveKey) {
        return stem(archiveKey) + ".rejected.csv";
    }

    private static String stem(final String archiveKey) {
        return archiveKey.substring(0, archiveKey.length() - ENDING.length());
    }

    /** Takes away what an earlier validation, by another contract, wrote. */
    public void delete(final Emission emission) {
        store.delete(bucket, findingsKey(emission.archiveKey()));
        store.delete(bucket, recordsKey(emission.archiveKey()));
    }

    /** Writes the findings of a validation; returns their key. */
    public String putFindings(final Emission emission, final Path findings) throws IOException {
        final String key = findingsKey(emission.archiveKey());
        store.put(bucket, key, Content.of(findings, TYPE));
        return key;
    }

    /** Writes the refused records of a validation; returns their key. */
    public String putRecords(final Emission emission, final Path records) throws IOException {
        final String key = recordsKey(emission.archiveKey());
        store.put(bucket, key, Content.of(records, TYPE));
        return key;
    }

    /**
     * Adds what the overlap filter found to the findings.
     *
     * @param own findings of the filter, as {@link FindingsWriter} wrote them
     * @return the key, empty if there is no finding of any stage
     */
    public Optional<String> addFindings(final Emission emission, final Path own, final Path spool)
            throws IOException {
        final String key = findingsKey(emission.archiveKey());
        final Path earlier = spool.resolve("earlier");
        final Path merged = spool.resolve("merged");
        writeEarlier(key, earlier);
        final long count;
        try (InputStream first = new BufferedInputStream(Files.newInputStream(earlier));
                InputStream second = new BufferedInputStream(Files.newInputStream(own));
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(merged))) {
            count = RejectReport.merge(first, second, out);
        }
        if (count == 0) {
            store.delete(bucket, key);
            return Optional.empty();
        }
        store.put(bucket, key, Content.of(merged, TYPE));
        return Optional.of(key);
    }

    /** What the validation found; what an earlier pass of the filter added is left out. */
    private void writeEarlier(final String key, final Path earlier) throws IOException {
        final boolean exists = store.head(bucket, key).isPresent();
        try (FindingsWriter writer =
                new FindingsWriter(new BufferedOutputStream(Files.newOutputStream(earlier)))) {
            if (exists) {
                try (FindingsReader reader = new FindingsReader(store.get(bucket, key))) {
                    for (Optional<Violation> finding = reader.next();
                            finding.isPresent();
                            finding = reader.next()) {
                        if (!isOfFilter(finding.get().rule())) {
                            writer.write(finding.get());
                        }
                    }
                }
            }
        }
    }

    private static boolean isOfFilter(final Rule rule) {
        return rule.id().startsWith("overlap.") || rule.id().startsWith("ref.");
    }

    /**
     * Writes all refused records again: those that validation refused and those that the filter
     * refused.
     *
     * @param decided what the filter wrote
     * @return the key, empty if no record is refused
     */
    public Optional<String> rewriteRecords(
            final Emission emission,
            final FileContract file,
            final CanonicalContent decided,
            final Path spool)
            throws IOException {
        final String key = recordsKey(emission.archiveKey());
        final Path records = spool.resolve("records");
        final long written;
        try (InputStream raw = store.get(bucket, emission.archiveKey());
                CsvReader again =
                        new CsvReader(
                                store.get(bucket, emission.archiveKey()),
                                file.delimiter(),
                                file.quote());
                CsvReader decisions = new CsvReader(decided.open(), COMMA, QUOTE);
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(records))) {
            written =
                    RejectedRecords.copy(
                            raw,
                            file.delimiter(),
                            file.quote(),
                            new RefusedLines(again, decisions),
                            out);
        } catch (final UncheckedIOException e) {
            throw e.getCause();
        }
        if (written == 0) {
            store.delete(bucket, key);
            return Optional.empty();
        }
        store.put(bucket, key, Content.of(records, TYPE));
        return Optional.of(key);
    }
}
