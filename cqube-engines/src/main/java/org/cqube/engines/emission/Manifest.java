/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.emission;

import java.util.List;
import java.util.Optional;

/**
 * The manifest of a zip.
 *
 * @param name of the file in the zip; "" if there is none
 * @param lines one for each data file
 * @param bytes the file as emitted, to be archived beside the data
 */
public record Manifest(String name, List<ManifestLine> lines, byte[] bytes) {

    /** No manifest, where none is required. */
    public static final Manifest NONE = new Manifest("", List.of(), new byte[0]);

    /** Copies what may change. */
    public Manifest {
        lines = List.copyOf(lines);
        bytes = bytes.clone();
    }

    /** The line of a data file. */
    public Optional<ManifestLine> line(String fileName) {
        return lines.stream().filter(line -> line.fileName().equals(fileName)).findFirst();
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }
}
