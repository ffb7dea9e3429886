/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    @Test
    void aSourceOverridesItsOwnAndSharedParameters() {
        SettingGroup settings =
                Settings.of(
                        "any_source",
                        Map.of("cqube.overlap.policy", "open-days", "cqube.asof", "latest"));
        assertThat(settings.name()).isEqualTo("cqube-any_source");
        assertThat(settings.inherited().name()).isEqualTo("cqube-common");
        assertThat(settings.settings())
                .extracting(Setting::name, Setting::value)
                .contains(
                        tuple("cqube.source", "any_source"),
                        tuple("cqube.overlap.policy", "open-days"),
                        tuple("cqube.asof", "latest"));
    }

    @Test
    void aParameterThatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> Settings.of("any_source", Map.of("cqube.overlap.polcy", "x")))
                .hasMessage("parameters of any_source that do not exist: [cqube.overlap.polcy]");
    }

    @Test
    void secretsHaveNoValue() {
        assertThatThrownBy(() -> new Setting("cqube.db.password", "x", true, "Password"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Settings.common().settings().stream().filter(Setting::sensitive))
                .extracting(Setting::name)
                .isEqualTo(
                        List.of(
                                "cqube.s3.access.key",
                                "cqube.s3.secret.key",
                                "cqube.db.load.password",
                                "cqube.db.aggregate.password",
                                "cqube.db.publish.password",
                                "cqube.db.owner.password",
                                "cqube.smtp.password"));
    }

    @Test
    void aFolderWithAContractGetsAFlowWithItsParameters(@TempDir Path folder) throws IOException {
        Path source = Files.createDirectories(folder.resolve("new_source"));
        Files.writeString(source.resolve("datapackage.json"), "{}");
        Files.writeString(source.resolve("parameters.properties"), "cqube.overlap.scope = state\n");
        Files.createDirectories(folder.resolve("no_source"));

        Map<Path, String> files = FlowFiles.make(folder);

        assertThat(files)
                .containsOnlyKeys(
                        Path.of("cqube", "cqube.json"),
                        Path.of("inbox", "inbox.json"),
                        Path.of("new_source", "new_source.json"));
        assertThat(files.get(Path.of("new_source", "new_source.json")))
                .contains("\"parameterContextName\" : \"cqube-new_source\"")
                .contains("\"name\" : \"cqube.overlap.scope\"")
                .contains("\"value\" : \"state\"");
    }
}
