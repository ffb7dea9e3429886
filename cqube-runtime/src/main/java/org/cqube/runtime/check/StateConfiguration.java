/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.check;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cqube.engines.contract.ConfiguredContract;
import org.cqube.engines.contract.FieldContract;
import org.cqube.engines.contract.FieldSetting;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.contract.SourceContract;
import org.cqube.engines.csv.CsvReader;
import org.cqube.engines.emission.ZipName;
import org.cqube.engines.finding.Refusal;
import org.cqube.engines.validation.RecordValidation;
import org.cqube.engines.validation.ValidationOptions;
import org.cqube.engines.validation.ValidationResult;
import org.cqube.runtime.emission.Contracts;
import org.cqube.runtime.emission.WrongCallException;

/**
 * The state's configuration, read from the files that it would emit: without a database nobody else
 * knows which headers the state uses.
 */
public final class StateConfiguration {

    /** Columns of the table of configurations, as that of the database. */
    private static final String FIELD = "field";

    private static final String STATE_COLUMN = "state_column";
    private static final String STATUS = "status";
    private static final String ENCODING = "encoding";
    private static final String ACTIVE = "1";

    private final Contracts contracts;

    /** By source, base name of the file, name of the field. */
    private final Map<String, Map<String, Map<String, FieldSetting>>> settings = new HashMap<>();

    private StateConfiguration(Contracts contracts) {
        this.contracts = contracts;
    }

    /**
     * Reads files in order; a later line about a field replaces an earlier one.
     *
     * @param scratch folder for temporary files
     * @throws WrongCallException if a file is no configuration, or one that would be refused
     */
    public static StateConfiguration read(Contracts contracts, List<Path> files, Path scratch)
            throws IOException, WrongCallException {
        StateConfiguration configuration = new StateConfiguration(contracts);
        for (Path file : files) {
            configuration.add(file, scratch);
        }
        return configuration;
    }

    /** The contract in force: the folder's, as the configuration changes it. */
    public SourceContract applied(SourceContract contract) {
        return ConfiguredContract.apply(contract, settings.getOrDefault(contract.name(), Map.of()));
    }

    private void add(Path file, Path scratch) throws IOException, WrongCallException {
        FileContract contract = contract(file);
        Map<String, FieldSetting> fields =
                settings.computeIfAbsent(constant(contract, "source"), source -> new HashMap<>())
                        .computeIfAbsent(constant(contract, "file"), base -> new HashMap<>());
        try (CsvReader reader =
                new CsvReader(
                        new ByteArrayInputStream(canonical(file, contract, scratch)),
                        (byte) ',',
                        (byte) '"')) {
            Map<String, Integer> columns = new HashMap<>();
            if (reader.next()) {
                for (int i = 0; i < reader.fields(); i++) {
                    int column = i;
                    contract.field(reader.text(i))
                            .map(FieldContract::column)
                            .ifPresent(name -> columns.put(name, column));
                }
            }
            while (reader.next()) {
                fields.put(
                        text(reader, columns, FIELD),
                        new FieldSetting(
                                text(reader, columns, STATE_COLUMN),
                                ACTIVE.equals(text(reader, columns, STATUS)),
                                text(reader, columns, ENCODING)));
            }
        }
    }

    private FileContract contract(Path file) throws WrongCallException {
        String base;
        try {
            base = ZipName.parseCsv(file.getFileName().toString()).base();
        } catch (Refusal name) {
            throw new WrongCallException(name.violation().message());
        }
        Optional<FileContract> contract =
                contracts.sources().stream()
                        .filter(source -> source.kind() == SourceContract.Kind.CONFIGURATION)
                        .flatMap(source -> source.file(base).stream())
                        .filter(found -> found.target().constants().containsKey("source"))
                        .findFirst();
        return contract.orElseThrow(
                () ->
                        new WrongCallException(
                                file + " is not called after a file that can be configured"));
    }

    private static String constant(FileContract contract, String name) {
        return contract.target().constants().get(name);
    }

    private static byte[] canonical(Path file, FileContract contract, Path scratch)
            throws IOException, WrongCallException {
        ByteArrayOutputStream canonical = new ByteArrayOutputStream();
        try {
            ValidationResult result =
                    RecordValidation.validate(
                            () -> Files.newInputStream(file),
                            contract,
                            new ValidationOptions(
                                    null, 6, null, scratch, ValidationOptions.DEFAULT_HEAP_BUDGET),
                            canonical,
                            OutputStream.nullOutputStream(),
                            OutputStream.nullOutputStream());
            if (result.rejected() > 0) {
                throw new WrongCallException(
                        file + " has lines that would be refused: " + result.rejectedByRule());
            }
            return canonical.toByteArray();
        } catch (Refusal refusal) {
            throw new WrongCallException(file + " would be refused: " + refusal.getMessage());
        }
    }

    private static String text(CsvReader reader, Map<String, Integer> columns, String name) {
        Integer column = columns.get(name);
        if (column == null || reader.text(column).isEmpty()) {
            return null;
        }
        return reader.text(column);
    }
}
