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
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.cqube.engines.csv.CsvWriter;

/** Writes the manifest of an emission, with everything that is compared. */
public final class ManifestWriter {

    private ManifestWriter() {}

    /** The name of a manifest: {@code manifest_<base>_<yyyyMMddHHmmss>.csv}, in UTF-8. */
    public static String name(String base, LocalDateTime timestamp) {
        return "manifest_" + ZipName.csv(base, timestamp);
    }

    /**
     * Writes a header and one line for each file; the columns {@code corrects} and {@code mode}
     * only if a line has them. Does not close the stream.
     */
    public static void write(List<ManifestLine> lines, OutputStream out) throws IOException {
        boolean corrects = lines.stream().anyMatch(line -> line.corrects() != null);
        List<String> header =
                new ArrayList<>(
                        List.of(
                                ManifestColumns.FILE_NAME,
                                ManifestColumns.FILE_SIZE,
                                ManifestColumns.RECORDS,
                                ManifestColumns.COLUMNS,
                                ManifestColumns.SHA256,
                                ManifestColumns.EMISSION_TIME));
        if (corrects) {
            header.add(ManifestColumns.CORRECTS);
            header.add(ManifestColumns.MODE);
        }
        // not closed: the stream belongs to the caller
        @SuppressWarnings("resource")
        CsvWriter writer = new CsvWriter(out, ManifestColumns.DELIMITER);
        write(writer, header);
        for (ManifestLine line : lines) {
            List<String> cells =
                    new ArrayList<>(
                            List.of(
                                    line.fileName(),
                                    text(line.size()),
                                    text(line.records()),
                                    text(line.columns()),
                                    text(line.sha256()),
                                    line.emissionTime() == null
                                            ? ""
                                            : ManifestCells.TIME.format(line.emissionTime())));
            if (corrects) {
                cells.add(text(line.corrects()));
                cells.add(line.mode());
            }
            write(writer, cells);
        }
        writer.flush();
    }

    private static void write(CsvWriter writer, List<String> cells) throws IOException {
        for (String cell : cells) {
            writer.field(cell);
        }
        writer.endRecord();
    }

    private static String text(Object value) {
        return value == null ? "" : value.toString();
    }
}
