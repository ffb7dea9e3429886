/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.emission;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.cqube.engines.overlap.Correction;

/**
 * Packs data files and the manifest that describes them, streamed: each file is measured while it
 * is compressed, the manifest comes last. The same input gives the same bytes.
 */
public final class EmissionZipWriter implements Closeable {

    private final ZipOutputStream zip;
    private final String base;
    private final LocalDateTime timestamp;
    private final Long corrects;
    private final String mode;
    private final List<ManifestLine> lines = new ArrayList<>();

    /**
     * Begins a zip; its own name is {@link ZipName#zip}.
     *
     * @param out closed by {@link #close()}
     * @param base of the emission, for the manifest's name
     * @param timestamp of the emission, in the installation's zone
     * @param corrects the emission that this one corrects, null if none
     * @param replace whether its values win over stored ones; only with {@code corrects}
     */
    public EmissionZipWriter(
            OutputStream out,
            String base,
            LocalDateTime timestamp,
            Long corrects,
            boolean replace) {
        if (replace && corrects == null) {
            throw new IllegalArgumentException("replace needs the emission to correct");
        }
        this.zip = new ZipOutputStream(out);
        this.base = base;
        this.timestamp = timestamp;
        this.corrects = corrects;
        this.mode = replace ? Correction.REPLACE_MODE : "";
    }

    /**
     * Adds a data file.
     *
     * @param name in the zip: {@link ZipName#csv}, or the base name with {@code .csv}
     * @param csv its bytes; not closed
     * @param delimiter of its fields, needed to count records
     * @return what the manifest is going to say about it
     */
    public ManifestLine add(String name, InputStream csv, byte delimiter) throws IOException {
        begin(name);
        CsvMeasure measure = new CsvMeasure(delimiter, ManifestColumns.QUOTE);
        measure.read(csv, zip);
        zip.closeEntry();
        ManifestLine line =
                new ManifestLine(
                        name,
                        measure.bytes(),
                        measure.counted().records(),
                        measure.counted().columns(),
                        measure.sha256Hex(),
                        timestamp,
                        corrects,
                        mode);
        lines.add(line);
        return line;
    }

    private void begin(String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(timestamp);
        zip.putNextEntry(entry);
    }

    /** Adds the manifest and ends the zip. After a failure in {@link #add} the zip is worthless. */
    @Override
    public void close() throws IOException {
        try (zip) {
            if (!lines.isEmpty()) {
                begin(ManifestWriter.name(base, timestamp));
                ManifestWriter.write(lines, zip);
                zip.closeEntry();
            }
        }
    }
}
