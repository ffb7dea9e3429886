/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.catalog;

import static org.apache.nifi.components.ConfigVerificationResult.Outcome.FAILED;
import static org.apache.nifi.components.ConfigVerificationResult.Outcome.SUCCESSFUL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.nifi.components.ConfigVerificationResult;
import org.apache.nifi.util.TestRunner;
import org.cqube.services.NoProcessor;
import org.cqube.services.Verification;
import org.cqube.services.s3.Content;
import org.cqube.services.s3.ObjectServer;
import org.cqube.services.s3.ObjectStore;
import org.cqube.services.s3.StandardObjectStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogConfigurationTest {
    @TempDir Path directory;
    private final TestRunner runner = NoProcessor.runner();
    private final StandardDataSourceCatalog catalog = new StandardDataSourceCatalog();

    @ParameterizedTest
    @CsvSource({
        "Directory, '', false",
        "Directory, /no/such/directory, false",
        "Reload Interval, 1 min, true",
        "Reload Interval, 1 ms, false",
        "Reload Interval, often, false",
        "Rules Switched Off, '', true",
        "Rules Switched Off, ' duplicate.geo-shared ,', true",
        "Rules Switched Off, duplicate.mirror, false",
        "Rules Switched Off, 'duplicate.geo-shared, geo', false",
        "Location Type, ftp, false",
        "Location Type, s3, false" // without object store and bucket
    })
    void eachPropertyIsChecked(String property, String value, boolean valid) throws Exception {
        runner.addControllerService("catalog", catalog, Map.of("Directory", directory.toString()));
        runner.assertValid(catalog);
        runner.setProperty(catalog, property, value);

        if (valid) {
            runner.assertValid(catalog);
        } else {
            runner.assertNotValid(catalog);
        }
    }

    @Test
    void anS3CatalogNeedsNoDirectory() throws Exception {
        Files.createDirectories(directory.resolve("cqube-input"));
        try (ObjectServer server = new ObjectServer(directory)) {
            server.store(runner);
            runner.addControllerService(
                    "catalog",
                    catalog,
                    Map.of("Location Type", "s3", "Object Store", "store", "Directory", ""));
            runner.assertNotValid(catalog);
            runner.setProperty(catalog, "Bucket", "cqube-input");
            runner.assertValid(catalog);
            runner.setProperty(catalog, "Prefix", "");
            runner.assertValid(catalog);
        }
    }

    @Test
    void aRuleThatIsSwitchedOffIsInNoContract() throws Exception {
        runner.addControllerService(
                "catalog",
                catalog,
                Map.of("Directory", Path.of("..", "flow-templates").toString()));
        runner.enableControllerService(catalog);
        DataSource all = catalog.source("school_master").orElseThrow();
        assertThat(rules(all)).contains("duplicate.geo-shared");
        runner.disableControllerService(catalog);

        runner.setProperty(catalog, "Rules Switched Off", "duplicate.geo-shared");
        runner.enableControllerService(catalog);

        DataSource without = catalog.source("school_master").orElseThrow();
        assertThat(rules(without))
                .doesNotContain("duplicate.geo-shared")
                .contains("duplicate.geo-id");
        assertThat(without.hash()).as("tables and steps notice it").isNotEqualTo(all.hash());
        runner.disableControllerService(catalog);
    }

    private static List<String> rules(DataSource source) {
        return source.contract().files().getFirst().duplicates().stream()
                .map(rule -> rule.rule().id())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"flow-templates", "/flow-templates/", "''"})
    void aCatalogIsReadFromABucketAndReloaded(String prefix) throws Exception {
        Path bucket = Files.createDirectories(directory.resolve("cqube-input"));
        SourceFolder folder =
                new SourceFolder(bucket.resolve(prefix.isEmpty() ? "" : "flow-templates"));
        folder.source("block", "");
        folder.write("deeper/block/datapackage.json", "not looked at");
        try (ObjectServer server = new ObjectServer(directory)) {
            ObjectStore store = server.store(runner);
            runner.addControllerService(
                    "catalog",
                    catalog,
                    Map.of(
                            "Location Type", "s3",
                            "Object Store", "store",
                            "Bucket", "cqube-input",
                            "Prefix", prefix,
                            "Reload Interval", "100 ms"));
            runner.enableControllerService(catalog);
            assertThat(catalog.all()).extracting(DataSource::name).containsExactly("block");

            store.put(
                    "cqube-input",
                    (prefix.isEmpty() ? "" : "flow-templates/") + "block/report.sql",
                    Content.of("SELECT 'changed'", "application/sql"));
            await().atMost(Duration.ofSeconds(20))
                    .until(
                            () ->
                                    catalog.source("block")
                                            .orElseThrow()
                                            .sql("report.sql")
                                            .contains("changed"));
            runner.disableControllerService(catalog);
        }
    }

    @Test
    void verificationHasOneStepPerSource() throws Exception {
        SourceFolder folder = new SourceFolder(directory);
        folder.source("block", "");
        folder.source("teacher", "");
        folder.write("teacher/datapackage.json", "{}");
        folder.write("thief/report.sql", "SELECT 1");
        folder.write(
                "thief/datapackage.json", SourceFolder.contract("thief", "Thief", "block", ""));
        List<ConfigVerificationResult> results = verify(directory);

        assertThat(Verification.outcomes(results))
                .isEqualTo(
                        Map.of(
                                CatalogVerification.READABLE,
                                SUCCESSFUL,
                                "Source block",
                                SUCCESSFUL,
                                "Source teacher",
                                FAILED,
                                "Source thief",
                                SUCCESSFUL,
                                CatalogVerification.PREFIXES,
                                FAILED));
        assertThat(Verification.explanation(results, CatalogVerification.PREFIXES))
                .contains("'block' belongs to block already");
    }

    @Test
    void verificationNamesALocationThatHoldsNothingOrIsNotThere() {
        assertThat(Verification.outcomes(verify(directory)))
                .isEqualTo(Map.of(CatalogVerification.READABLE, FAILED));
        assertThat(Verification.outcomes(verify(directory.resolve("not-there"))))
                .isEqualTo(Map.of(CatalogVerification.READABLE, FAILED));
    }

    @Test
    void verificationOfABucketThatIsNotThereNamesIt() throws Exception {
        try (ObjectServer server = new ObjectServer(directory)) {
            StandardObjectStore store = server.store(runner);
            List<ConfigVerificationResult> results =
                    Verification.verify(
                            catalog,
                            Map.of(
                                    "Location Type", "s3",
                                    "Object Store", "store",
                                    "Bucket", "no-such-bucket"),
                            Map.of("store", store));

            assertThat(Verification.explanation(results, CatalogVerification.READABLE))
                    .contains("no-such-bucket", "does not exist");
        }
    }

    private List<ConfigVerificationResult> verify(Path location) {
        return Verification.verify(catalog, Map.of("Directory", location.toString()), Map.of());
    }
}
