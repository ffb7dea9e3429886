/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.check;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.emission.CheckedFile;
import org.cqube.engines.emission.EmissionZip;
import org.cqube.engines.emission.Manifest;
import org.cqube.engines.emission.ManifestCheck;
import org.cqube.engines.emission.ZipLimits;
import org.cqube.engines.emission.ZipName;
import org.cqube.engines.finding.Refusal;
import org.cqube.engines.validation.RecordValidation;
import org.cqube.engines.validation.ValidationOptions;
import org.cqube.engines.validation.ValidationResult;
import org.cqube.runtime.emission.WrongCallException;
import org.cqube.runtime.state.FileTree;

/**
 * Checks one file by the rules that need nothing but the file: names, zip, manifest, columns and
 * duplicates. What is stored already, masters, and checks in a source's SQL are left to the
 * pipeline.
 */
public final class FileCheck {

    private final CheckRequest request;
    private final Path scratch;

    private FileCheck(CheckRequest request, Path scratch) {
        this.request = request;
        this.scratch = scratch;
    }

    /**
     * Checks, and writes the reject files.
     *
     * @return one for each CSV, or one for a zip that is refused
     * @throws WrongCallException if it cannot be told which file of the source this is
     * @throws IOException if a file cannot be read or written
     */
    public static List<CheckedCsv> run(CheckRequest request)
            throws IOException, WrongCallException {
        Path scratch = Files.createTempDirectory("cqube-check-");
        try {
            FileCheck check = new FileCheck(request, scratch);
            return request.fileName().toLowerCase(Locale.ROOT).endsWith(".zip")
                    ? check.zip()
                    : List.of(check.plain());
        } finally {
            FileTree.delete(scratch);
        }
    }

    private CheckedCsv plain() throws IOException, WrongCallException {
        Optional<ZipName> name = name();
        FileContract contract = contract(name.map(ZipName::base));
        return validate(
                request.fileName(),
                request.file(),
                contract,
                name.flatMap(ZipName::timestamp)
                        .map(LocalDateTime::toLocalDate)
                        .orElse(request.emittedOn()));
    }

    private Optional<ZipName> name() {
        try {
            return Optional.of(ZipName.parseCsv(request.fileName()));
        } catch (Refusal anotherName) {
            // before a file is emitted it may have any name: emit gives it the right one
            return Optional.empty();
        }
    }

    /** By the name that the caller says, else by the file's, else the only one of the source. */
    private FileContract contract(Optional<String> baseOfName) throws WrongCallException {
        List<FileContract> files = request.contract().files();
        Optional<FileContract> named =
                Optional.ofNullable(request.base())
                        .or(() -> baseOfName)
                        .flatMap(request.contract()::file);
        if (named.isPresent()) {
            return named.get();
        }
        if (request.base() == null && files.size() == 1) {
            return files.getFirst();
        }
        throw new WrongCallException(
                "'%s' is no file of %s: say which with --base, one of %s"
                        .formatted(
                                request.base() == null ? request.fileName() : request.base(),
                                request.contract().name(),
                                files.stream()
                                        .map(FileContract::baseName)
                                        .collect(Collectors.joining(", "))));
    }

    /** All or nothing, as the pipeline has it: a fault of the manifest refuses the whole zip. */
    private List<CheckedCsv> zip() throws IOException {
        Map<CheckedFile, Path> opened;
        LocalDate emittedOn;
        try {
            emittedOn =
                    ZipName.parse(request.fileName())
                            .timestamp()
                            .map(LocalDateTime::toLocalDate)
                            .orElse(request.emittedOn());
            opened = open();
        } catch (Refusal refusal) {
            return List.of(refused(request.fileName(), "", refusal));
        }
        List<CheckedCsv> checked = new ArrayList<>();
        for (Map.Entry<CheckedFile, Path> csv : opened.entrySet()) {
            CheckedFile file = csv.getKey();
            checked.add(
                    validate(
                            file.fileName(),
                            csv.getValue(),
                            request.contract().file(file.baseName()).orElseThrow(),
                            emittedOn));
        }
        return checked;
    }

    private Map<CheckedFile, Path> open() throws Refusal, IOException {
        Map<CheckedFile, Path> files = new LinkedHashMap<>();
        try (EmissionZip zip = EmissionZip.open(request.file(), ZipLimits.DEFAULT)) {
            Manifest manifest = zip.manifest(request.mode());
            long counted = 0;
            for (EmissionZip.Entry entry : zip.csvs()) {
                Path csv = scratch.resolve(entry.place() + ".csv");
                try (OutputStream copy = new BufferedOutputStream(Files.newOutputStream(csv))) {
                    CheckedFile checked =
                            ManifestCheck.check(
                                    entry, manifest, request.mode(), request.contract(), copy);
                    files.put(checked, csv);
                    counted += checked.records();
                } catch (Refusal e) {
                    throw e.withRecordsIn(counted + e.recordsIn());
                }
            }
        }
        return files;
    }

    private CheckedCsv validate(
            String fileName, Path csv, FileContract contract, LocalDate emittedOn)
            throws IOException {
        RejectPaths places = RejectPaths.of(request.output(), fileName);
        Path findings = scratch.resolve("findings");
        Path records = scratch.resolve("records");
        ValidationResult result;
        try (OutputStream findingsOut = new BufferedOutputStream(Files.newOutputStream(findings));
                OutputStream recordsOut =
                        new BufferedOutputStream(Files.newOutputStream(records))) {
            result =
                    RecordValidation.validate(
                            () -> Files.newInputStream(csv),
                            contract,
                            new ValidationOptions(
                                    emittedOn,
                                    request.startMonth(),
                                    null,
                                    scratch,
                                    ValidationOptions.DEFAULT_HEAP_BUDGET),
                            OutputStream.nullOutputStream(),
                            findingsOut,
                            recordsOut);
        } catch (Refusal refusal) {
            return refused(fileName, contract.baseName(), refusal);
        }
        boolean anything =
                result.rejected() > 0
                        || !result.cellsByRule().isEmpty()
                        || !result.warnings().isEmpty();
        return new CheckedCsv(
                fileName,
                contract.baseName(),
                result,
                null,
                RejectPaths.keep(findings, anything, places.rejects()),
                RejectPaths.keep(records, result.rejected() > 0, places.rejectedRecords()));
    }

    private CheckedCsv refused(String fileName, String base, Refusal refusal) throws IOException {
        RejectPaths places = RejectPaths.of(request.output(), fileName);
        places.refused(refusal.violation(), scratch);
        return CheckedCsv.refused(fileName, base, refusal, places.rejects());
    }
}
