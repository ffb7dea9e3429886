/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.emission;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.contract.SourceContract;
import org.cqube.engines.emission.EmissionZip;
import org.cqube.engines.emission.EmissionZipWriter;
import org.cqube.engines.emission.ZipLimits;
import org.cqube.engines.emission.ZipName;
import org.cqube.engines.finding.Refusal;

/** Makes the zip of one file: its CSV, or the CSVs of a zip without manifest, and a manifest. */
final class Packaging {

    /** What the field emits; only counts in the manifest depend on it. */
    private static final byte USUAL_DELIMITER = '|';

    private final EmitRequest request;
    private final Optional<SourceContract> contract;
    private final boolean zipped;
    private final String base;

    /**
     * @param contract empty for a source that nobody knows: it is for the pipeline to say so
     */
    Packaging(EmitRequest request, Optional<SourceContract> contract)
            throws WrongCallException, IOException {
        this.request = request;
        this.contract = contract;
        String name = request.fileName().toLowerCase(Locale.ROOT);
        this.zipped = name.endsWith(".zip");
        if (!zipped && !name.endsWith(".csv")) {
            throw new WrongCallException(
                    request.fileName() + " is neither .csv nor .zip: --as-is emits any file");
        }
        this.base = chooseBase();
    }

    String base() {
        return base;
    }

    /** Writes the zip. */
    void write(Path target, LocalDateTime timestamp) throws IOException, WrongCallException {
        try (OutputStream out = Files.newOutputStream(target);
                EmissionZipWriter writer =
                        new EmissionZipWriter(
                                out, base, timestamp, request.corrects(), request.replace())) {
            if (zipped) {
                repack(writer);
            } else {
                try (InputStream csv =
                        new BufferedInputStream(Files.newInputStream(request.file()))) {
                    writer.add(ZipName.csv(base, timestamp), csv, delimiter(base));
                }
            }
        }
    }

    private void repack(EmissionZipWriter writer) throws IOException, WrongCallException {
        try (EmissionZip zip = EmissionZip.open(request.file(), ZipLimits.DEFAULT)) {
            for (EmissionZip.Entry csv : zip.csvs()) {
                try (InputStream in = csv.open()) {
                    writer.add(csv.name(), in, delimiter(ZipName.parseCsv(csv.name()).base()));
                }
            }
        } catch (Refusal refusal) {
            throw new WrongCallException(
                    request.fileName()
                            + " cannot be packaged: "
                            + refusal.violation().message()
                            + " (--as-is emits it all the same)");
        }
    }

    private byte delimiter(String baseName) {
        return contract.flatMap(source -> source.file(baseName))
                .map(FileContract::delimiter)
                .orElse(USUAL_DELIMITER);
    }

    private String chooseBase() throws WrongCallException {
        String chosen = request.base() == null ? baseOfName() : request.base();
        if (contract.isPresent() && contract.get().file(chosen).isEmpty()) {
            throw new WrongCallException(
                    "'%s' is no base name of %s: say which with --base, one of %s"
                            .formatted(
                                    chosen,
                                    contract.get().name(),
                                    contract.get().files().stream()
                                            .map(FileContract::baseName)
                                            .collect(Collectors.joining(", "))));
        }
        return chosen;
    }

    private String baseOfName() throws WrongCallException {
        try {
            return (zipped
                            ? ZipName.parse(request.fileName())
                            : ZipName.parseCsv(request.fileName()))
                    .base();
        } catch (Refusal refusal) {
            throw new WrongCallException(
                    "no base name in the file's name: "
                            + refusal.violation().message()
                            + ", or say --base");
        }
    }
}
