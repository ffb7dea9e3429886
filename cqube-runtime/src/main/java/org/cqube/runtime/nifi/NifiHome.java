/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.nifi;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cqube.runtime.state.FileTree;
import org.cqube.runtime.state.RuntimeState;
import org.cqube.runtime.state.StateDirectory;

/**
 * NiFi's home directory in the state directory: configuration is written anew at each start, queues
 * and flow stay.
 *
 * @param directory the state directory
 */
public record NifiHome(StateDirectory directory) {

    /** Heap of NiFi where the environment does not say: enough for the try-out. */
    private static final String DEFAULT_HEAP = "768m";

    private static final List<String> COPIED =
            List.of(
                    "authorizers.xml",
                    "login-identity-providers.xml",
                    "logback.xml",
                    "state-management.xml");

    /**
     * @param library NiFi's jars and NARs with our own, as the build assembled them
     */
    public void prepare(Path library, RuntimeState state) throws IOException {
        Path configuration = directory.nifiHome().resolve("conf");
        for (String part : List.of("conf", "extensions", "tmp")) {
            Files.createDirectories(directory.nifiHome().resolve(part));
        }
        for (String name : COPIED) {
            Files.writeString(configuration.resolve(name), resource(name));
        }
        Files.writeString(
                configuration.resolve("nifi.properties"),
                resource("nifi.properties")
                        .replace("@port@", Integer.toString(state.ports().nifi()))
                        .replace("@key@", state.secrets().sensitivePropertiesKey()));
        FileTree.mirror(library, directory.nifiHome().resolve("lib"), "cqube-");
    }

    /** What follows the java program; the working directory is NiFi's home. */
    public List<String> javaArguments(RuntimeState state) {
        String heap = System.getenv().getOrDefault("CQUBE_NIFI_HEAP", DEFAULT_HEAP);
        return List.of(
                "-Xms256m",
                "-Xmx" + heap,
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + directory.nifiHome().resolve("tmp"),
                "-Dnifi.properties.file.path=conf/nifi.properties",
                "-Dorg.apache.nifi.bootstrap.config.log.dir=" + directory.logs(),
                "-Dorg.apache.nifi.management.server.address=127.0.0.1:"
                        + state.ports().management(),
                "-cp",
                "conf:lib/*",
                "org.apache.nifi.NiFi");
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = NifiHome.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
