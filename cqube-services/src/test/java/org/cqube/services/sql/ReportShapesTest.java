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

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JacksonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cqube.engines.contract.FieldContract;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.contract.ReportDefinition;
import org.cqube.engines.contract.SourceContract;
import org.cqube.engines.contract.Target;
import org.cqube.services.publish.CsvTwin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The project's own samples through contract, sums and reports: every file is as its JSON Schema
 * says, every line of a table has the columns of its header, and nobody can be told from any.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportShapesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Lists of what is wrong; nothing is, in the samples. */
    private static final Set<String> MAY_BE_EMPTY = Set.of("invalid", "unknown-schools");

    private static final Settings END_OF_JUNE = Settings.asof("2020-06-30");

    private final Validator validator =
            new ValidatorFactory().withJsonNodeFactory(new JacksonNode.Factory()).createValidator();

    /** Values of personal fields in the samples, as they would stand in a file. */
    private final Set<String> persons = new LinkedHashSet<>();

    private SourceDatabase database;

    static Stream<String> sources() {
        return FlowTemplates.sources().stream();
    }

    @BeforeAll
    void load() throws SQLException, IOException {
        try (Stream<Path> schemas = Files.list(FlowTemplates.FOLDER.resolve("schemas"))) {
            for (Path schema : schemas.toList()) {
                validator.registerSchema(
                        uri(schema.getFileName().toString().replace(".schema.json", "")),
                        JSON.readTree(schema.toFile()));
            }
        }
        database = SourceDatabase.open();
        for (String source : FlowTemplates.sources()) {
            SourceContract contract = FlowTemplates.contract(source);
            Set<Touched> touched = new LinkedHashSet<>();
            for (FileContract file : contract.files()) {
                Path sample =
                        FlowTemplates.FOLDER
                                .resolve("samples")
                                .resolve(source)
                                .resolve(file.baseName() + ".csv");
                if (Files.exists(sample)) {
                    String csv = Files.readString(sample);
                    EmittedFile.of(source, file.baseName(), csv).load(database);
                    touched.addAll(touchedBy(source, file));
                    remember(file);
                }
            }
            database.aggregate(source, touched);
        }
    }

    @AfterAll
    void close() throws SQLException {
        database.close();
    }

    private static URI uri(String schema) {
        return URI.create("urn:cqube:" + schema);
    }

    private Set<Touched> touchedBy(String source, FileContract file) throws SQLException {
        Target target = file.target();
        String table = target.schema() + "." + target.table();
        Set<Touched> touched = new LinkedHashSet<>();
        if (target.days() != null) {
            for (String key :
                    database.rows(
                            "select distinct school_id, month_start + n from %s, generate_series(0, 30) as n"
                                    .formatted(table))) {
                touched.add(new Touched(source, "day", key));
            }
            return touched;
        }
        boolean byGroup = target.touch() != null;
        String columns = String.join(", ", byGroup ? target.touch().columns() : target.key());
        for (String row : database.rows("select distinct %s from %s".formatted(columns, table))) {
            touched.add(new Touched(source, byGroup ? target.touch().kind() : "key", row));
        }
        return touched;
    }

    /** Ids of pupils, teachers and coordinators are long enough to be told from counts. */
    private void remember(FileContract file) throws SQLException {
        Target target = file.target();
        String table = target.schema() + "." + target.table();
        for (FieldContract field : file.storedFields()) {
            if (field.personal() && database.columns(table).contains(field.column())) {
                persons.addAll(
                        database.rows(
                                "select distinct %1$s from %2$s where length(%1$s::text) > 10"
                                        .formatted(field.column(), table)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("sources")
    void everyFileIsAsItsSchemaSaysAndNobodyIsInIt(String source) throws SQLException, IOException {
        List<String> faults = new ArrayList<>();
        for (ReportDefinition report : FlowTemplates.contract(source).reports()) {
            Map<String, String> files =
                    database.report(source, report.sql(), END_OF_JUNE, List.of());
            for (Map.Entry<String, String> file : files.entrySet()) {
                faults(report, file.getValue()).stream()
                        .map(fault -> report.id() + " " + file.getKey() + fault)
                        .forEach(faults::add);
            }
            assertThat(personsIn(files.values())).as(report.id()).isEmpty();
            if (!MAY_BE_EMPTY.contains(report.id())) {
                assertThat(files).as(report.id()).isNotEmpty();
            }
        }
        assertThat(faults).isEmpty();
    }

    private List<String> faults(ReportDefinition report, String body) throws IOException {
        if ("csv".equals(report.format())) {
            return ragged(body);
        }
        JsonNode document = Attendance.parse(body);
        String schema = document.path("schema").asText().replace('/', '.');
        List<String> faults = new ArrayList<>();
        validator
                .validate(uri(schema), document)
                .getErrors()
                .forEach(
                        error -> faults.add(error.getInstanceLocation() + ": " + error.getError()));
        if (report.csv()) {
            String table =
                    new String(
                            CsvTwin.of(body.getBytes(StandardCharsets.UTF_8)),
                            StandardCharsets.UTF_8);
            faults.addAll(ragged(table));
            boolean heatMap = schema.startsWith("cqube.heatmap");
            if (!heatMap && table.lines().count() != document.path("rows").size() + 1) {
                faults.add(": a table of " + table.lines().count() + " lines");
            }
        }
        return faults;
    }

    /** Lines with another number of cells than the header. */
    private static List<String> ragged(String csv) {
        int columns = columns(csv.lines().findFirst().orElseThrow());
        return csv.lines()
                .filter(line -> columns(line) != columns)
                .map(line -> ": " + line)
                .toList();
    }

    /** The samples have no quoted comma. */
    private static int columns(String line) {
        return line.split(",", -1).length;
    }

    /** Runs of digits, so that a search needs no pass per person. */
    private Set<String> personsIn(Iterable<String> bodies) {
        Set<String> found = new LinkedHashSet<>();
        for (String body : bodies) {
            found.addAll(
                    Stream.of(body.split("[^0-9]+"))
                            .filter(persons::contains)
                            .collect(Collectors.toSet()));
        }
        return found;
    }
}
