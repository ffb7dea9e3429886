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
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Files;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.cqube.engines.contract.FieldContract;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.contract.ReportDefinition;
import org.cqube.engines.contract.SourceContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A state that has switched off every column that it may: no column is made for them, and the SQL
 * of every source runs all the same.
 */
class InactiveColumnsTest {

    private static final String EXTRAS = "tables.sql";

    private static SourceDatabase database;

    @BeforeAll
    static void switchAllOff() throws SQLException {
        database = SourceDatabase.openWithoutDeactivatableColumns();
    }

    @AfterAll
    static void close() throws SQLException {
        database.close();
    }

    static Stream<String> sources() {
        return FlowTemplates.sources().stream();
    }

    @ParameterizedTest
    @MethodSource("sources")
    void sumsAndReportsDoWithoutThem(String source) {
        SourceContract contract = FlowTemplates.contract(source);
        Settings settings = Settings.asof("2020-07-31");
        assertThatCode(
                        () -> {
                            database.aggregate(source, List.of());
                            for (ReportDefinition report : contract.reports()) {
                                database.report(source, report.sql(), settings, List.of());
                            }
                            database.filters(source, settings);
                        })
                .doesNotThrowAnyException();
    }

    /** Those that SQL of a folder cannot do without are made by its tables.sql. */
    @ParameterizedTest
    @MethodSource("sources")
    void noColumnIsMadeForThem(String source) throws SQLException {
        for (FileContract file : FlowTemplates.contract(source).files()) {
            String table = file.target().schema() + "." + file.target().table();
            List<String> columns =
                    database.rows(
                            "select attname from pg_attribute where attnum > 0 and not attisdropped"
                                    + " and attrelid = '"
                                    + table
                                    + "'::regclass");
            String extras =
                    Files.exists(FlowTemplates.FOLDER.resolve(source).resolve(EXTRAS))
                            ? FlowTemplates.text(source, EXTRAS)
                            : "";
            List<String> named =
                    file.storedFields().stream()
                            .filter(field -> field.deactivatable() && field.day() == 0)
                            .map(FieldContract::column)
                            .filter(column -> !extras.contains(column))
                            .toList();
            if (!named.isEmpty()) {
                assertThat(columns).doesNotContainAnyElementsOf(named);
            }
        }
    }
}
