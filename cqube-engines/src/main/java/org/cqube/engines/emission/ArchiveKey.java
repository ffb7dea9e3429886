/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.emission;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/**
 * Where the files of an emission are kept in the input bucket: a folder a day, and one name for the
 * CSV and what lies beside it (contracts, 5). The same content of the same emission always has the
 * same key.
 *
 * @param source name of the data source
 * @param base base name of the CSV
 * @param timestamp of the emission, in the installation's zone
 * @param sha256 64 lower-case hex digits over the CSV's bytes
 */
public record ArchiveKey(String source, String base, LocalDateTime timestamp, String sha256) {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
    private static final int SHORT_HASH = 12;
    private static final DateTimeFormatter FOLDER =
            DateTimeFormatter.ofPattern("uuuu/uuuu-MM/uuuu-MM-dd");

    /** Refuses names that could leave the folder. */
    public ArchiveKey {
        if (!NAME.matcher(source).matches() || !NAME.matcher(base).matches()) {
            throw new IllegalArgumentException("not a name of a source and a file");
        }
        if (!SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException("not a SHA-256 in lower-case hex");
        }
    }

    /** The CSV, byte for byte as emitted. */
    public String csv() {
        return stem() + ".csv";
    }

    /** The manifest that it came with. */
    public String manifest() {
        return stem() + ".manifest.csv";
    }

    /** The findings: one line for each violation. */
    public String rejects() {
        return stem() + ".rejects.csv";
    }

    /** The refused records, to be mended and emitted again. */
    public String rejectedRecords() {
        return stem() + ".rejected.csv";
    }

    private String stem() {
        return "%s/%s_%s/%s_%s_%s"
                .formatted(
                        source,
                        FOLDER.format(timestamp),
                        source,
                        base,
                        ZipName.TIMESTAMP.format(timestamp),
                        sha256.substring(0, SHORT_HASH));
    }
}
