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
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cqube.engines.contract.ContractReader;
import org.cqube.engines.contract.SourceContract;
import org.cqube.engines.validation.RecordValidation;
import org.cqube.engines.validation.ValidationOptions;
import org.cqube.engines.validation.ValidationResult;
import org.cqube.services.catalog.DataSource;
import org.cqube.services.load.SourceTables;
import org.cqube.services.publish.Aggregation;
import org.cqube.services.publish.AsOf;
import org.cqube.services.publish.RunSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The developers' page on new sources: what it shows works as it says. */
class WorkedExampleTest {

    /** The name of a file in a line of its own, then its content. */
    private static final Pattern FILE =
            Pattern.compile("(?ms)^`([a-z_]+\\.(?:json|sql|csv))`\\R```\\w+\\R(.*?)^```$");

    private static final Pattern PROPERTY = Pattern.compile("\"(cqube:[a-zA-Z]+)\"");

    private final String page;
    private final Map<String, String> files;

    WorkedExampleTest() throws IOException {
        page = Files.readString(Path.of("..", "docs", "developers", "new-source.md"));
        files =
                FILE.matcher(page)
                        .results()
                        .collect(Collectors.toMap(file -> file.group(1), file -> file.group(2)));
    }

    @Test
    void theSampleIsRefusedAndAcceptedAsThePageSays(@TempDir Path folder) throws Exception {
        byte[] csv = files.get("midday_meal.csv").getBytes(StandardCharsets.UTF_8);
        ValidationResult result =
                RecordValidation.validate(
                        () -> new ByteArrayInputStream(csv),
                        contract().file("midday_meal").orElseThrow(),
                        new ValidationOptions(LocalDate.of(2020, 7, 3), 6, null, folder, 1 << 20),
                        OutputStream.nullOutputStream(),
                        OutputStream.nullOutputStream(),
                        OutputStream.nullOutputStream());
        assertThat(result.accepted()).isEqualTo(2);
        assertThat(result.rejectedByRule())
                .containsOnly(Map.entry("duplicate.mirror", 1L), Map.entry("column.mandatory", 1L));
    }

    @Test
    void everyPropertyThatAContractMayHaveIsExplained() throws IOException {
        assertThat(PROPERTY.matcher(ContractReader.jsonSchema()).results())
                .extracting(property -> property.group(1))
                .isNotEmpty()
                .allSatisfy(property -> assertThat(page).contains(property));
        Matcher others =
                Pattern.compile("\\(\\?!([a-zA-Z$|]+)\\)").matcher(ContractReader.jsonSchema());
        assertThat(others.results().flatMap(list -> Stream.of(list.group(1).split("[|$]+"))))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(page).contains("cqube:" + name));
    }

    @Test
    void factsBecomeSumsAndAReport() throws Exception {
        try (SourceDatabase database = SourceDatabase.open()) {
            SourceTables.ensure(database.connection(), List.of(source())).requireAll();
            new Attendance(database).withOneBlock().withSchool(88010100101L, 1, 1);
            database.execute(
                    """
                    insert into fact.midday_meal (school_id, day, meals, menu, loaded_by)
                    values (88010100101, '2020-07-01', 42, 'RICE', 1), (88010100101, '2020-07-02', 40, 'WHEAT', 1)\
                    """);
            database.execute(
                    """
                    insert into meta.touched (owner_source, source, key_kind, key_value, emission_id)
                    values ('midday_meal', 'midday_meal', 'key', '88010100101|2020-07-02', 1)\
                    """);
            List<Long> runs =
                    new Aggregation(
                                    source(),
                                    new AsOf.Fixed(LocalDate.of(2020, 7, 31)),
                                    new RunSettings(6, "State", false, ""),
                                    List.of())
                            .run(database.connection());
            assertThat(runs).hasSize(1);
            assertThat(report(database))
                    .containsExactly(
                            "level=school/parent=880101|880101|"
                                    + "{\"schema\":\"cqube.report/1\",\"source\":\"midday_meal\",\"report\":\"meals\","
                                    + "\"level\":\"school\",\"parent\":{\"level\":\"block\",\"id\":\"880101\"},"
                                    + "\"rows\":[{\"id\":\"88010100101\",\"values\":{\"meals\":82,\"days\":2}}]}");
            assertThat(database.rows(files.get("filters.sql")))
                    .containsExactly("2020-07-01|2020-07-02|{}");
        }
    }

    private List<String> report(SourceDatabase database) throws SQLException {
        database.execute("create temp table run as select false as require_geo");
        return database.rows(files.get("meals.sql"));
    }

    private SourceContract contract() throws Exception {
        return ContractReader.read(
                new ByteArrayInputStream(
                        files.get("datapackage.json").getBytes(StandardCharsets.UTF_8)));
    }

    private DataSource source() throws Exception {
        SourceContract contract = contract();
        Map<String, String> sql =
                files.entrySet().stream()
                        .filter(file -> file.getKey().endsWith(".sql"))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return new DataSource(contract, sql, contract.hash());
    }
}
