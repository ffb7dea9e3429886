/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.nifi.reporting.InitializationException;
import org.apache.nifi.util.LogMessage;
import org.apache.nifi.util.TestRunner;
import org.cqube.engines.contract.SourceContract;
import org.cqube.services.NoProcessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StandardDataSourceCatalogTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir Path directory;
    private SourceFolder folder;
    private final TestRunner runner = NoProcessor.runner();
    private final StandardDataSourceCatalog catalog = new StandardDataSourceCatalog();

    @BeforeEach
    void writeSources() throws IOException {
        folder = new SourceFolder(directory);
        folder.source("block", "");
        folder.source("attendance", "block");
        folder.source("teacher", "block");
    }

    @AfterEach
    void stop() {
        if (runner.isControllerServiceEnabled(catalog)) {
            runner.disableControllerService(catalog);
        }
    }

    private void enable() throws InitializationException {
        enable("100 ms");
    }

    private void enable(String interval) throws InitializationException {
        runner.addControllerService(
                "catalog",
                catalog,
                Map.of("Directory", directory.toString(), "Reload Interval", interval));
        runner.enableControllerService(catalog);
    }

    private String title(String source) {
        return catalog.source(source)
                .map(DataSource::contract)
                .map(SourceContract::title)
                .orElse("");
    }

    private List<String> errors() {
        return runner.getControllerServiceLogger("catalog").getErrorMessages().stream()
                .map(message -> message.getMsg() + Stream.of(message.getArgs()).toList())
                .toList();
    }

    @Test
    void sourcesAreFoundByNameAndByEachPrefix() throws Exception {
        enable();

        assertThat(catalog.all())
                .extracting(DataSource::name)
                .containsExactly("attendance", "block", "teacher");
        assertThat(catalog.source("block")).isEqualTo(catalog.byPrefix("block"));
        assertThat(catalog.byPrefix("block_alias")).map(DataSource::name).contains("block");
        assertThat(catalog.source("block_alias")).isEmpty();
        assertThat(catalog.byPrefix("unknown")).isEmpty();
    }

    @Test
    void theSqlOfTheFolderIsThere() throws Exception {
        folder.write("block/tables.sql", "CREATE TABLE IF NOT EXISTS agg.block ()");
        folder.write("block/notes.md", "no part of the catalog");
        enable();

        DataSource block = catalog.source("block").orElseThrow();
        assertThat(block.sql()).containsOnlyKeys("report.sql", "tables.sql");
        assertThat(block.sql("tables.sql")).startsWith("CREATE TABLE");
        assertThatThrownBy(() -> block.sql("no.sql"))
                .hasMessageContaining("block")
                .hasMessageContaining("no.sql");
        assertThat(block.hash()).matches("[0-9a-f]{64}");
    }

    @Test
    void aSourceComesBeforeThoseThatDependOnIt() throws Exception {
        enable();

        assertThat(catalog.dependentsOf("block"))
                .extracting(DataSource::name)
                .containsExactly("block", "attendance", "teacher");
        assertThat(catalog.dependentsOf("teacher"))
                .extracting(DataSource::name)
                .containsExactly("teacher");
        assertThat(catalog.dependentsOf("unknown")).isEmpty();
    }

    /** Its reports follow the aggregates of the other, not its loads. */
    @Test
    void aDerivedSourceIsNoDependentAndTakesNothing() throws Exception {
        folder.write("overview/report.sql", "SELECT 'all', NULL, '{}'::json");
        folder.write(
                "overview/datapackage.json",
                """
                {"name": "overview", "title": "Overview", "cqube:prefixes": [], "cqube:kind": "derived", "resources": [],
                 "cqube:dependsOn": ["block"], "cqube:reports": [{"id": "report", "sql": "report.sql", "format": "json"}]}
                """);
        enable();

        assertThat(catalog.derivedFrom("block"))
                .extracting(DataSource::name)
                .containsExactly("overview");
        assertThat(catalog.derivedFrom("teacher")).isEmpty();
        assertThat(catalog.dependentsOf("block"))
                .extracting(DataSource::name)
                .containsExactly("block", "attendance", "teacher");
        assertThat(catalog.byPrefix("overview")).isEmpty();
        assertThat(catalog.source("overview")).isPresent();
    }

    @Test
    void aChangeIsTakenUpWithoutARestart() throws Exception {
        enable();
        String before = catalog.source("block").orElseThrow().hash();
        folder.write("block/report.sql", "SELECT 'changed', NULL, '{}'::json");
        await().atMost(PATIENCE)
                .until(() -> !catalog.source("block").orElseThrow().hash().equals(before));

        assertThat(catalog.source("block").orElseThrow().sql("report.sql")).contains("changed");
        folder.source("added", "");
        await().atMost(PATIENCE).until(() -> catalog.source("added").isPresent());
        assertThat(errors()).isEmpty();
    }

    @Test
    void aSourceThatIsMissedIsLookedForAnewHoweverRarelyTheCatalogLooks() throws Exception {
        enable("1 day");
        folder.source("midday", "block");

        assertThat(catalog.byPrefix("midday_alias")).map(DataSource::name).contains("midday");
        assertThat(catalog.source("midday")).isPresent();
        assertThat(catalog.source("nobody")).isEmpty();
    }

    @Test
    void aSourceThatIsRemovedIsGone() throws Exception {
        enable();
        Files.delete(directory.resolve("teacher/datapackage.json"));

        await().atMost(PATIENCE).until(() -> catalog.source("teacher").isEmpty());
        assertThat(catalog.byPrefix("teacher_alias")).isEmpty();
    }

    @Test
    void aBrokenVersionKeepsTheLastSoundOneAndSaysSoOnce() throws Exception {
        enable();
        folder.write("block/datapackage.json", "{ \"name\": \"block\" }");
        folder.write(
                "teacher/datapackage.json",
                SourceFolder.contract("teacher", "New title", "teacher_alias", "block"));
        // the other source's change is taken up, so the broken one has been seen as well
        await().atMost(PATIENCE).until(() -> title("teacher").equals("New title"));
        folder.source("added", "");
        await().atMost(PATIENCE).until(() -> catalog.source("added").isPresent());

        assertThat(title("block")).isEqualTo("Title");
        assertThat(catalog.byPrefix("block_alias")).isPresent();
        assertThat(errors()).singleElement().asString().contains("block/datapackage.json");

        folder.write(
                "block/datapackage.json",
                SourceFolder.contract("block", "Mended", "block_alias", ""));
        await().atMost(PATIENCE).until(() -> title("block").equals("Mended"));
        assertThat(errors()).hasSize(1);
        assertThat(runner.getControllerServiceLogger("catalog").getInfoMessages())
                .extracting(LogMessage::getMsg)
                .anyMatch(message -> message.contains("sound again"));
    }

    @Test
    void aPrefixClaimedTwiceKeepsTheWholeCatalogAsItWas() throws Exception {
        enable();
        folder.write(
                "teacher/datapackage.json",
                SourceFolder.contract("teacher", "Thief", "block_alias", ""));
        await().atMost(PATIENCE).until(() -> !errors().isEmpty());

        assertThat(errors())
                .singleElement()
                .asString()
                .contains("teacher/datapackage.json", "'block_alias' belongs to block already");
        assertThat(title("teacher")).isEqualTo("Title");
        assertThat(catalog.byPrefix("block_alias")).map(DataSource::name).contains("block");
    }

    @Test
    void aLocationThatIsGoneKeepsTheCatalogAndSaysSoOnce() throws Exception {
        enable();
        Path away = directory.resolveSibling("away");
        Files.move(directory, away);
        await().atMost(PATIENCE).until(() -> !errors().isEmpty());

        assertThat(catalog.all()).hasSize(3);
        Files.move(away, directory);
        folder.source("added", "");
        await().atMost(PATIENCE).until(() -> catalog.source("added").isPresent());
        assertThat(errors()).singleElement().asString().contains("cannot be read");
    }

    @Test
    void enablingFailsWithAllFaultsAtOnce() throws Exception {
        folder.write("block/datapackage.json", "not json");
        Files.delete(directory.resolve("teacher/report.sql"));
        folder.write(
                "attendance/datapackage.json",
                SourceFolder.contract("renamed", "Title", "attendance_alias", ""));

        assertThatThrownBy(this::enable)
                .hasMessageContaining("3 faults")
                .hasMessageContaining("block/datapackage.json")
                .hasMessageContaining("teacher/report.sql: is named by the contract")
                .hasMessageContaining("'renamed' is not that of the folder");
    }

    @Test
    void anEmptyDirectoryIsNoCatalog(@TempDir Path empty) throws Exception {
        runner.addControllerService("catalog", catalog, Map.of("Directory", empty.toString()));

        assertThatThrownBy(() -> runner.enableControllerService(catalog))
                .hasMessageContaining("no folder with a datapackage.json");
    }

    @Test
    void sqlThatIsNotUtf8IsAFault() throws Exception {
        Files.write(directory.resolve("block/report.sql"), new byte[] {(byte) 0xff, (byte) 0xfe});

        assertThatThrownBy(this::enable)
                .hasMessageContaining("1 fault: block/report.sql: is not UTF-8");
    }
}
