/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.cqube.engines.contract.Days;
import org.cqube.engines.contract.FieldContract;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.finding.Refusal;
import org.cqube.engines.validation.RecordValidation;
import org.cqube.engines.validation.ValidationOptions;
import org.cqube.engines.validation.ValidationResult;
import org.postgresql.PGConnection;

/**
 * A CSV that goes through its contract into its table as the flow takes it there, without a ledger.
 */
final class EmittedFile {

    private final FileContract contract;
    private final byte[] csv;

    private EmittedFile(FileContract contract, byte[] csv) {
        this.contract = contract;
        this.csv = csv;
    }

    static EmittedFile of(String source, String baseName, String csv) {
        return new EmittedFile(
                FlowTemplates.contract(source).file(baseName).orElseThrow(),
                csv.getBytes(StandardCharsets.UTF_8));
    }

    /** The project's own sample. */
    static EmittedFile sample(String source, String baseName) throws IOException {
        return new EmittedFile(
                FlowTemplates.contract(source).file(baseName).orElseThrow(),
                Files.readAllBytes(
                        FlowTemplates.FOLDER
                                .resolve("samples")
                                .resolve(source)
                                .resolve(baseName + ".csv")));
    }

    /** The only file of a zip of the given samples. */
    static EmittedFile given(String source, String prefix, String baseName) throws IOException {
        Path zip = FlowTemplates.GIVEN_SAMPLES.resolve(prefix).resolve(baseName + ".zip");
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            if (in.getNextEntry() == null) {
                throw new IOException("Empty: " + zip);
            }
            return new EmittedFile(
                    FlowTemplates.contract(source).file(baseName).orElseThrow(), in.readAllBytes());
        }
    }

    /** Loads all records; fails if one of them is refused. */
    void load(SourceDatabase database) throws SQLException, IOException {
        ByteArrayOutputStream canonical = new ByteArrayOutputStream();
        ValidationResult result = validate(canonical);
        assertThat(result.rejectedByRule()).as(contract.baseName()).isEmpty();
        // a column that the file has not is not in the canonical records either
        List<String> header =
                List.of(
                        canonical
                                .toString(StandardCharsets.UTF_8)
                                .lines()
                                .findFirst()
                                .orElseThrow()
                                .split(","));
        List<FieldContract> stored =
                contract.storedFields().stream()
                        .filter(field -> header.contains(field.name()))
                        .toList();
        database.execute("drop table if exists incoming");
        database.execute(
                "create temp table incoming (_line bigint, %s)"
                        .formatted(
                                stored.stream()
                                        .map(field -> field.name() + " " + field.sqlType().sql())
                                        .collect(Collectors.joining(", "))));
        try (InputStream in = new ByteArrayInputStream(canonical.toByteArray())) {
            database.connection()
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy incoming from stdin with (format csv, header)", in);
        }
        if (contract.target().days() != null) {
            loadDays(database);
            return;
        }
        Map<String, String> constants = contract.target().constants();
        database.execute(
                "insert into %s.%s (%s, loaded_by) select %s, 1 from incoming"
                        .formatted(
                                contract.target().schema(),
                                contract.target().table(),
                                Stream.concat(
                                                constants.keySet().stream(),
                                                stored.stream().map(FieldContract::column))
                                        .collect(Collectors.joining(", ")),
                                Stream.concat(
                                                constants.values().stream().map("'%s'"::formatted),
                                                stored.stream().map(FieldContract::name))
                                        .collect(Collectors.joining(", "))));
    }

    /** A row per person and month; a month that the file has no column for has no values. */
    private void loadDays(SourceDatabase database) throws SQLException {
        Days days = contract.target().days();
        String table = contract.target().schema() + "." + contract.target().table();
        database.execute(
                "alter table incoming add column month_start date generated always as (meta.month_start(%s, %s, 6)) stored"
                        .formatted(days.academicYear(), days.month()));
        for (String month : database.rows("select distinct month_start from incoming")) {
            database.execute(
                    "create table if not exists %1$s_%2$s partition of %1$s for values from ('%3$s') to ('%4$s')"
                            .formatted(
                                    table,
                                    month.replace('-', '_'),
                                    month,
                                    LocalDate.parse(month).plusMonths(1)));
        }
        String codes =
                IntStream.rangeClosed(1, 31)
                        .mapToObj(
                                day ->
                                        contract.fields().stream()
                                                .filter(field -> field.day() == day)
                                                .map(FieldContract::name)
                                                .findFirst()
                                                .orElse("null"))
                        .collect(Collectors.joining(", "));
        String id = days.recordId() == null ? "" : days.recordId() + ", ";
        database.execute(
                "insert into %s (%s, %s, month_start, %sacademic_year, days, known_days, emission_id) select %s, %s, month_start, %s%s, array[%s]::smallint[], 0, 1 from incoming"
                        .formatted(
                                table,
                                days.school(),
                                days.person(),
                                id,
                                days.school(),
                                days.person(),
                                id,
                                days.academicYear(),
                                codes));
    }

    private ValidationResult validate(OutputStream canonical) throws IOException {
        Path folder = Files.createTempDirectory("emitted");
        try {
            return RecordValidation.validate(
                    () -> new ByteArrayInputStream(csv),
                    contract,
                    new ValidationOptions(
                            LocalDate.of(2021, 7, 1),
                            6,
                            null,
                            folder,
                            ValidationOptions.DEFAULT_HEAP_BUDGET),
                    canonical,
                    OutputStream.nullOutputStream(),
                    OutputStream.nullOutputStream());
        } catch (Refusal refused) {
            throw new AssertionError(refused.violation().toString(), refused);
        } finally {
            Files.deleteIfExists(folder);
        }
    }
}
