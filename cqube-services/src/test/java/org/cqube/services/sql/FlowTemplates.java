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
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cqube.engines.contract.ContractException;
import org.cqube.engines.contract.ContractReader;
import org.cqube.engines.contract.PerFileContracts;
import org.cqube.engines.contract.SourceContract;
import org.cqube.services.catalog.DataSource;

/** The folders of the data sources as they are committed. */
public final class FlowTemplates {

    public static final Path FOLDER = Path.of("..", "flow-templates");

    /** The sample emission files that the project is given; absent on most machines. */
    static final Path GIVEN_SAMPLES = Path.of("..", "..", "shared", "samples", "cqube_emission");

    private FlowTemplates() {}

    public static List<String> sources() {
        try (Stream<Path> folders = Files.list(FOLDER)) {
            return folders.filter(folder -> Files.exists(folder.resolve("datapackage.json")))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public static SourceContract contract(String source) {
        try {
            return ContractReader.read(FOLDER.resolve(source).resolve("datapackage.json"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (ContractException invalid) {
            throw new AssertionError(source + ": " + invalid.getMessage(), invalid);
        }
    }

    /** Contracts and SQL of all sources. */
    public static List<DataSource> all() {
        List<DataSource> folders = sources().stream().map(FlowTemplates::dataSource).toList();
        try {
            List<SourceContract> contracts =
                    PerFileContracts.expand(folders.stream().map(DataSource::contract).toList());
            return IntStream.range(0, folders.size())
                    .mapToObj(i -> folders.get(i).withContract(contracts.get(i)))
                    .toList();
        } catch (ContractException invalid) {
            throw new AssertionError(invalid.getMessage(), invalid);
        }
    }

    private static DataSource dataSource(String source) {
        SourceContract contract = contract(source);
        try (Stream<Path> files = Files.list(FOLDER.resolve(source))) {
            Map<String, String> sql =
                    files.map(file -> file.getFileName().toString())
                            .filter(file -> file.endsWith(".sql"))
                            .collect(
                                    Collectors.toMap(
                                            Function.identity(), file -> text(source, file)));
            return new DataSource(contract, sql, contract.hash());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The statements of an SQL file. */
    static List<String> statements(String source, String file) {
        return List.of(text(source, file).split("(?m)^--;;$"));
    }

    public static String text(String source, String file) {
        try {
            return Files.readString(FOLDER.resolve(source).resolve(file));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
