/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cqube.engines.contract.ContractException;
import org.cqube.engines.contract.ContractReader;
import org.cqube.services.catalog.DataSource;

/**
 * The data sources of the project's own {@code flow-templates}, so that no copy can fall behind.
 */
final class SourceFolders {

    private static final String CONTRACT = "datapackage.json";

    private SourceFolders() {}

    /** The source whose file the generated data is. */
    static DataSource attendance(Path flowTemplates) throws IOException, ContractException {
        return read(flowTemplates.resolve("student_attendance"));
    }

    /** All sources, by folder. */
    static List<DataSource> all(Path flowTemplates) throws IOException, ContractException {
        List<DataSource> sources = new ArrayList<>();
        for (Path folder : children(flowTemplates)) {
            if (Files.exists(folder.resolve(CONTRACT))) {
                sources.add(read(folder));
            }
        }
        return sources;
    }

    private static DataSource read(Path folder) throws IOException, ContractException {
        Map<String, String> sql = new HashMap<>();
        for (Path file : children(folder)) {
            if (file.toString().endsWith(".sql")) {
                sql.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        var contract = ContractReader.read(folder.resolve(CONTRACT));
        return new DataSource(contract, sql, contract.hash());
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        }
    }
}
