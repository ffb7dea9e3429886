/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import org.cqube.engines.contract.SourceContract;
import org.cqube.engines.emission.CheckedFile;
import org.cqube.engines.emission.EmissionZip;
import org.cqube.engines.emission.EmissionZipWriter;
import org.cqube.engines.emission.ManifestCheck;
import org.cqube.engines.emission.ManifestMode;
import org.cqube.engines.emission.ZipLimits;

/** Our strict check of a zip: inflates, hashes, counts records and columns, compares. */
final class CheckManifest implements Side {

    private final Path zip;
    private final SourceContract contract;
    private CheckedFile checked;

    CheckManifest(Path zip, SourceContract contract) {
        this.zip = zip;
        this.contract = contract;
    }

    /** Packs a raw file with its manifest. */
    static void pack(Path raw, String name, byte delimiter, Path zip) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(zip), 1 << 16);
                EmissionZipWriter writer =
                        new EmissionZipWriter(
                                out, name, LocalDateTime.of(2020, 9, 15, 18, 30), null, false);
                InputStream in = Files.newInputStream(raw)) {
            writer.add(name + ".csv", in, delimiter);
        }
    }

    @Override
    public String name() {
        return "manifest check of a zip";
    }

    @Override
    public void run() throws Exception {
        try (EmissionZip opened = EmissionZip.open(zip, ZipLimits.DEFAULT)) {
            checked =
                    ManifestCheck.check(
                            opened.csvs().getFirst(),
                            opened.manifest(ManifestMode.STRICT),
                            ManifestMode.STRICT,
                            contract,
                            OutputStream.nullOutputStream());
        }
    }

    @Override
    public long seen() {
        return checked.sizeBytes();
    }

    CheckedFile checked() {
        return checked;
    }
}
