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
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.contract.SourceContract;
import org.cqube.services.sql.FlowTemplates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** There is a page for each data source, and it says what the source's folder says today. */
class SourcePagesTest {

    static Stream<String> sources() {
        return FlowTemplates.sources().stream();
    }

    @ParameterizedTest
    @MethodSource("sources")
    void thePageIsWhatTheFolderSays(String source) throws IOException {
        String page = SourcePage.of(FlowTemplates.contract(source));
        GeneratedPage.check(GeneratedPage.DOCS.resolve("sources/" + source + ".md"), page);
        for (FileContract file : FlowTemplates.contract(source).files()) {
            assertThat(page)
                    .contains("`" + file.target().schema() + "." + file.target().table() + "`");
            file.fields().stream()
                    .filter(field -> field.day() == 0)
                    .forEach(field -> assertThat(page).contains("| `" + field.name() + "` |"));
        }
    }

    @Test
    void noPageIsLeftOverAndTheFirstOneNamesAll() throws IOException {
        List<SourceContract> contracts = sources().map(FlowTemplates::contract).toList();
        Table table = new Table("source", "title", "kind", "files");
        contracts.forEach(
                contract ->
                        table.row(
                                "[%s](%s.md)".formatted(contract.name(), contract.name()),
                                contract.title(),
                                contract.kind().name().toLowerCase(Locale.ROOT),
                                contract.files().stream()
                                        .map(file -> Table.code(file.baseName() + ".csv"))
                                        .collect(Collectors.joining(", "))));
        GeneratedPage.check(
                GeneratedPage.DOCS.resolve("sources/README.md"),
                "# Data sources\n"
                        + "One page for each folder of [flow-templates](../../flow-templates/README.md), made of its contract:"
                        + " columns, rules, tables, reports. The rules, and those that hold for every file and zip (`file.*`, `manifest.*`), are explained in the"
                        + " [runbook](../operators/runbook.md).\n\n"
                        + table.text());
        if (GeneratedPage.writing()) {
            for (String page : SourcePage.committed()) {
                if (!FlowTemplates.sources().contains(page)) {
                    Files.delete(GeneratedPage.DOCS.resolve("sources/" + page + ".md"));
                }
            }
            return;
        }
        assertThat(SourcePage.committed()).containsExactlyElementsOf(FlowTemplates.sources());
    }
}
