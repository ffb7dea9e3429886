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
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.contract.ReportDefinition;
import org.cqube.engines.contract.Target;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reports made of the project's own samples of marks: as their schemas say, and without pupils. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SampleMarksTest {

    private static final List<String> MASTERS =
            List.of(
                    "district_master",
                    "block_master",
                    "cluster_master",
                    "school_management_master",
                    "school_category_master",
                    "school_master");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Validator validator =
            new ValidatorFactory().withJsonNodeFactory(new JacksonNode.Factory()).createValidator();
    private SourceDatabase database;

    @BeforeAll
    void load() throws SQLException, IOException {
        database = SourceDatabase.open();
        for (String master : MASTERS) {
            loadAll(master);
        }
        try (Stream<Path> schemas = Files.list(FlowTemplates.FOLDER.resolve("schemas"))) {
            for (Path schema : schemas.toList()) {
                String name = schema.getFileName().toString().replace(".schema.json", "");
                validator.registerSchema(uri(name), JSON.readTree(schema.toFile()));
            }
        }
    }

    @AfterAll
    void close() throws SQLException {
        database.close();
    }

    private void loadAll(String source) throws SQLException, IOException {
        for (FileContract file : FlowTemplates.contract(source).files()) {
            EmittedFile.sample(source, file.baseName()).load(database);
        }
    }

    /** What a commit of all files of a source touches. */
    private Set<Touched> touched(String source) throws SQLException {
        Set<Touched> touched = new LinkedHashSet<>();
        for (FileContract file : FlowTemplates.contract(source).files()) {
            Target target = file.target();
            for (String key :
                    database.rows(
                            "select distinct %s from %s.%s where %s"
                                    .formatted(
                                            String.join(", ", target.touch().columns()),
                                            target.schema(),
                                            target.table(),
                                            target.constants().isEmpty()
                                                    ? "true"
                                                    : "assessment = '" + source + "'"))) {
                touched.add(new Touched(source, target.touch().kind(), key));
            }
        }
        return touched;
    }

    @ParameterizedTest
    @ValueSource(strings = {"semester", "pat", "sat"})
    void everyFileFitsItsSchemaAndNamesNoPupil(String source) throws SQLException, IOException {
        loadAll(source);
        database.aggregate(source, touched(source));
        Settings settings = Settings.asof("2020-06-30");
        List<String> faults = new ArrayList<>();
        for (ReportDefinition report : FlowTemplates.contract(source).reports()) {
            Map<String, String> files = database.report(source, report.sql(), settings, List.of());
            assertThat(files).as(report.id()).isNotEmpty();
            // a pupil's number is the school's with four digits more
            assertThat(files.values()).noneMatch(body -> body.matches("(?s).*88\\d{13}.*"));
            if ("json".equals(report.format())) {
                for (Map.Entry<String, String> file : files.entrySet()) {
                    JsonNode document = JSON.readTree(file.getValue());
                    assertThat(document.path("report").asText()).isEqualTo(report.id());
                    validator
                            .validate(
                                    uri(document.path("schema").asText().replace('/', '.')),
                                    document)
                            .getErrors()
                            .forEach(
                                    error ->
                                            faults.add(
                                                    file.getKey()
                                                            + error.getInstanceLocation()
                                                            + ": "
                                                            + error.getError()));
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    private static URI uri(String name) {
        return URI.create("urn:cqube:" + name);
    }
}
