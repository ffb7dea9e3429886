/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.contract.SourceContract;
import org.cqube.services.sql.FlowTemplates;
import org.cqube.services.sql.SourceDatabase;
import org.junit.jupiter.api.Test;

/** The page on the database says what a database is that was built from the catalog today. */
class DatabasePageTest {

    @Test
    void thePageIsWhatTheDatabaseSays() throws SQLException, IOException {
        List<SourceContract> contracts =
                FlowTemplates.sources().stream().map(FlowTemplates::contract).toList();
        StringBuilder page =
                new StringBuilder(
                        """
                        # Database
                        Made by a test from the catalog of a database that was built from all contracts; do not edit. Solid lines are foreign keys;
                        dotted lines are references of contracts, which the pipeline checks and the database does not. Partitions and indexes are left out.
                        What loads and computes a table stands on the [page of its source](../sources/README.md).
                        """);
        try (SourceDatabase database = SourceDatabase.open()) {
            for (Schema schema : Schema.values()) {
                DatabaseDiagram diagram = new DatabaseDiagram(database, schema.name);
                page.append("\n## Schema ").append(schema.name).append('\n');
                page.append(schema.holds).append("\n\n");
                page.append(diagram.views());
                page.append(diagram.mermaid(contracts));
            }
        }
        for (SourceContract contract : contracts) {
            for (FileContract file : contract.files()) {
                assertThat(page).contains("\n    " + file.target().table() + " {\n");
            }
        }
        GeneratedPage.check(GeneratedPage.DOCS.resolve("developers/database.md"), page.toString());
    }

    private enum Schema {
        META("meta", "The ledger, what changed since the last aggregation, runs and publications."),
        CONFIG("config", "What the state configured."),
        MASTER("master", "Masters: places, schools, people, exams."),
        FACT("fact", "What sources emitted, a row per key."),
        AGG("agg", "Sums that reports read.");

        private final String name;
        private final String holds;

        Schema(String name, String holds) {
            this.name = name;
            this.holds = holds;
        }
    }
}
