/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.emission;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.contract.SourceContract;
import org.cqube.engines.finding.Refusal;
import org.cqube.engines.finding.Rule;
import org.cqube.engines.finding.Violation;

/**
 * Compares one data file with its manifest line, in one pass in which it is also inflated, copied
 * and hashed. Before this check nothing of a file reaches the input bucket.
 */
public final class ManifestCheck {

    private ManifestCheck() {}

    /**
     * Checks one file.
     *
     * @param csv the file in the zip
     * @param manifest of the same zip, read in the same mode
     * @param mode how much of the manifest is compared
     * @param contract of the source, which says what its files are called and how they are
     *     delimited
     * @param copy gets the bytes of the file as they are, also of one that is refused in the end
     * @throws Refusal {@code file.name}, {@code file.archive}, {@code manifest.size}, {@code
     *     .count}, {@code .columns} or {@code .checksum}, with the records that could be counted
     * @throws IOException if reading or copying fails: the world's fault
     */
    public static CheckedFile check(
            EmissionZip.Entry csv,
            Manifest manifest,
            ManifestMode mode,
            SourceContract contract,
            OutputStream copy)
            throws Refusal, IOException {
        Optional<FileContract> file = Optional.empty();
        Optional<Refusal> badName = Optional.empty();
        String base = "";
        try {
            base = ZipName.parseCsv(csv.name()).base();
            file = contract.file(base);
        } catch (Refusal e) {
            badName = Optional.of(e);
        }
        CsvMeasure measure = measure(csv, file, copy);
        if (badName.isPresent()) {
            throw badName.get().withRecordsIn(measure.counted().records());
        }
        if (file.isEmpty()) {
            throw unknown(csv.name(), base, contract, measure.counted().records());
        }
        String sha256 = measure.sha256Hex();
        Optional<ManifestLine> line = manifest.line(csv.name());
        if (mode != ManifestMode.OFF && line.isPresent()) {
            compare(csv.name(), line.get(), measure, sha256, file.get());
        }
        return new CheckedFile(
                csv.name(),
                file.get().baseName(),
                sha256,
                measure.bytes(),
                measure.counted().records(),
                measure.counted().blankLines(),
                measure.counted().columns(),
                csv.place(),
                line.map(ManifestLine::corrects).orElse(null),
                line.map(ManifestLine::mode).orElse(""),
                manifest.bytes());
    }

    private static CsvMeasure measure(
            EmissionZip.Entry csv, Optional<FileContract> file, OutputStream copy)
            throws Refusal, IOException {
        CsvMeasure measure =
                new CsvMeasure(
                        file.map(FileContract::delimiter).orElse(ManifestColumns.DELIMITER),
                        file.map(FileContract::quote).orElse(ManifestColumns.QUOTE));
        try (InputStream in = csv.open()) {
            measure.read(in, copy);
        } catch (UnreadableZipException e) {
            throw e.refusal(measure.counted().records());
        }
        return measure;
    }

    private static Refusal unknown(
            String name, String base, SourceContract contract, long recordsIn) {
        String known =
                contract.files().stream()
                        .map(FileContract::baseName)
                        .collect(Collectors.joining(", "));
        return new Refusal(
                Violation.ofFile(
                        Rule.FILE_NAME,
                        "%s is no file of %s, whose files are called %s"
                                .formatted(name, contract.name(), known)),
                known,
                base,
                recordsIn);
    }

    private static void compare(
            String name, ManifestLine line, CsvMeasure measure, String sha256, FileContract file)
            throws Refusal {
        if (line.size() != null && line.size() != measure.bytes()) {
            throw mismatch(
                    Rule.MANIFEST_SIZE,
                    "File size mismatch for %s: check the size and emit again".formatted(name),
                    line.size().toString(),
                    Long.toString(measure.bytes()),
                    measure);
        }
        if (line.records() != null && line.records() != measure.counted().records()) {
            throw mismatch(
                    Rule.MANIFEST_COUNT,
                    "Record count mismatch for %s%s, below a header with %d of the %d columns: emit again"
                            .formatted(
                                    name,
                                    quoteHint(measure),
                                    HeaderSeen.columns(measure.head(), file),
                                    file.fields().size()),
                    line.records().toString(),
                    Long.toString(measure.counted().records()),
                    measure);
        }
        if (line.columns() != null && line.columns() != measure.counted().columns()) {
            throw mismatch(
                    Rule.MANIFEST_COLUMNS,
                    "Column count mismatch for %s: emit again".formatted(name),
                    line.columns().toString(),
                    Integer.toString(measure.counted().columns()),
                    measure);
        }
        if (line.sha256() != null && !line.sha256().equals(sha256)) {
            throw mismatch(
                    Rule.MANIFEST_CHECKSUM,
                    "Checksum mismatch for %s: its content is not what was emitted; emit again"
                            .formatted(name),
                    line.sha256(),
                    sha256,
                    measure);
        }
    }

    /** A quote that swallows lines is the usual reason for a count that is too low. */
    private static String quoteHint(CsvMeasure measure) {
        if (measure.counted().openQuote() > 0) {
            return " (the quote opened on line %d is never closed)"
                    .formatted(measure.counted().openQuote());
        }
        if (measure.counted().longestLine() > 0) {
            return " (the record on line %d spans %d lines: is one of its quotes wrong?)"
                    .formatted(measure.counted().longestLine(), measure.counted().longestSpan());
        }
        return "";
    }

    private static Refusal mismatch(
            Rule rule, String what, String expected, String found, CsvMeasure measure) {
        return new Refusal(
                Violation.ofFile(
                        rule,
                        "%s. The manifest says %s, the file has %s"
                                .formatted(what, expected, found)),
                expected,
                found,
                measure.counted().records());
    }
}
