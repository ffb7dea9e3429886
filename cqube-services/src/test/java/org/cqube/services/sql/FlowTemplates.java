/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.stream.Stream;
import org.cqube.engines.contract.ContractException;
import org.cqube.engines.contract.ContractReader;
import org.cqube.engines.contract.SourceContract;

/** The folders of the data sources as they are committed. */
final class FlowTemplates {

    static final Path FOLDER = Path.of("..", "flow-templates");

    /** The sample emission files that the project is given; absent on most machines. */
    static final Path GIVEN_SAMPLES = Path.of("..", "..", "shared", "samples", "cqube_emission");

    private FlowTemplates() {}

    static List<String> sources() {
        try (Stream<Path> folders = Files.list(FOLDER)) {
            return folders.filter(folder -> Files.exists(folder.resolve("datapackage.json")))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static SourceContract contract(String source) {
        try {
            return ContractReader.read(FOLDER.resolve(source).resolve("datapackage.json"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (ContractException invalid) {
            throw new AssertionError(source + ": " + invalid.getMessage(), invalid);
        }
    }

    /** Sources in an order in which each comes after those that it depends on. */
    static SequencedSet<String> inOrderOfDependence() {
        SequencedSet<String> ordered = new LinkedHashSet<>();
        sources().forEach(source -> add(source, ordered));
        return ordered;
    }

    private static void add(String source, SequencedSet<String> ordered) {
        if (!ordered.contains(source)) {
            contract(source).dependsOn().forEach(needed -> add(needed, ordered));
            ordered.add(source);
        }
    }

    /** The statements that add to a source's generated tables; many a source has none. */
    static List<String> tableStatements(String source) {
        return Files.exists(FOLDER.resolve(source).resolve("tables.sql"))
                ? statements(source, "tables.sql")
                : List.of();
    }

    /** The statements of an SQL file. */
    static List<String> statements(String source, String file) {
        return List.of(text(source, file).split("(?m)^--;;$"));
    }

    static String text(String source, String file) {
        try {
            return Files.readString(FOLDER.resolve(source).resolve(file));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
