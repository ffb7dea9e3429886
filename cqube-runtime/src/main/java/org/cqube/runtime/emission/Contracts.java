/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.emission;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.cqube.engines.contract.ContractException;
import org.cqube.engines.contract.ContractReader;
import org.cqube.engines.contract.PerFileContracts;
import org.cqube.engines.contract.SourceContract;
import org.cqube.runtime.operation.CqubeException;

/**
 * The contracts of the project.
 *
 * @param sources one per source folder, by name of the folder
 */
public record Contracts(List<SourceContract> sources) {

    private static final String FILE = "datapackage.json";

    public Contracts {
        sources = List.copyOf(sources);
    }

    /** Reads the contract of every source folder, with the files that follow from other folders. */
    public static Contracts read(Path flowTemplates) throws IOException, CqubeException {
        List<Path> files;
        try (Stream<Path> folders = Files.list(flowTemplates)) {
            files =
                    folders.map(folder -> folder.resolve(FILE))
                            .filter(Files::exists)
                            .sorted()
                            .toList();
        }
        List<SourceContract> contracts = new ArrayList<>();
        for (Path file : files) {
            try {
                contracts.add(ContractReader.read(file));
            } catch (ContractException broken) {
                throw new CqubeException(file + ": " + broken.getMessage(), broken);
            }
        }
        try {
            return new Contracts(PerFileContracts.expand(contracts));
        } catch (ContractException broken) {
            throw new CqubeException(flowTemplates + ": " + broken.getMessage(), broken);
        }
    }

    /** The source that takes what is emitted under a prefix. */
    public Optional<SourceContract> byPrefix(String prefix) {
        return sources.stream().filter(source -> source.prefixes().contains(prefix)).findFirst();
    }
}
