/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.s3;

import static org.apache.nifi.components.ConfigVerificationResult.Outcome.FAILED;
import static org.apache.nifi.components.ConfigVerificationResult.Outcome.SKIPPED;
import static org.apache.nifi.components.ConfigVerificationResult.Outcome.SUCCESSFUL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.nifi.components.ConfigVerificationResult;
import org.apache.nifi.reporting.InitializationException;
import org.apache.nifi.util.TestRunner;
import org.cqube.services.NoProcessor;
import org.cqube.services.Verification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectStoreConfigurationTest {
    private final StandardObjectStore store = new StandardObjectStore();

    @TempDir Path folder;

    private TestRunner runnerWith(Map<String, String> properties) throws InitializationException {
        TestRunner runner = NoProcessor.runner();
        runner.addControllerService("store", store, properties);
        return runner;
    }

    @Test
    void staticCredentialsNeedBothKeys() throws InitializationException {
        TestRunner runner = runnerWith(Map.of());
        runner.assertNotValid(store);
        runner.setProperty(store, StandardObjectStore.ACCESS_KEY, "key");
        runner.assertNotValid(store);
        runner.setProperty(store, StandardObjectStore.SECRET_KEY, "secret");
        runner.assertValid(store);
    }

    @Test
    void theDefaultChainNeedsNoKeyAndBearsEmptyOnes() throws InitializationException {
        TestRunner runner = runnerWith(Map.of("Credentials Source", "default chain"));
        runner.assertValid(store);
        runner.setProperty(store, StandardObjectStore.ACCESS_KEY, "");
        runner.setProperty(store, StandardObjectStore.SECRET_KEY, "");
        runner.assertValid(store);
    }

    @ParameterizedTest
    @CsvSource({
        "Endpoint, https://s3.example.org:9000, true",
        "Endpoint, http://127.0.0.1:9000/s3/, true",
        "Endpoint, '', true",
        "Endpoint, s3.example.org, false",
        "Endpoint, ftp://s3.example.org, false",
        "Endpoint, http://, false",
        "Endpoint, http://user:secret@s3.example.org, false",
        "Endpoint, http://s3.example.org?x=y, false",
        "Endpoint, not a url, false",
        "Region, ap-south-1, true",
        "Region, '', false",
        "Region, AP SOUTH, false",
        "Path Style Access, false, true",
        "Path Style Access, perhaps, false",
        "Credentials Source, static, true",
        "Credentials Source, guess, false",
        "Access Key, ' ', false",
        "Secret Key, ' ', false"
    })
    void eachPropertyIsChecked(String property, String value, boolean valid)
            throws InitializationException {
        TestRunner runner = runnerWith(Map.of("Access Key", "key", "Secret Key", "secret"));
        runner.setProperty(store, property, value);

        if (valid) {
            runner.assertValid(store);
        } else {
            runner.assertNotValid(store);
        }
    }

    @Test
    void theSecretIsSensitiveAndNotPrinted() {
        ObjectStoreSettings settings =
                new ObjectStoreSettings(
                        Optional.empty(), "us-east-1", true, Optional.of("key"), "top-secret");

        assertThat(StandardObjectStore.SECRET_KEY.isSensitive()).isTrue();
        assertThat(settings.toString()).doesNotContain("top-secret");
    }

    @Test
    void verificationSaysThatAllIsWellAndChangesNothing() throws IOException {
        Files.createDirectories(folder.resolve("emission"));
        try (ObjectServer server = new ObjectServer(folder)) {
            List<ConfigVerificationResult> results = verify(server.properties());

            assertThat(Verification.outcomes(results))
                    .isEqualTo(
                            Map.of(
                                    ObjectStoreVerification.REACHABLE, SUCCESSFUL,
                                    ObjectStoreVerification.ACCEPTED, SUCCESSFUL));
            try (Stream<Path> left = Files.walk(folder)) {
                assertThat(left).containsExactly(folder, folder.resolve("emission"));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"Access Key, access key is unknown", "Secret Key, secret key is wrong"})
    void verificationNamesTheKeyThatIsWrong(String property, String explanation) {
        try (ObjectServer server = new ObjectServer(folder)) {
            Map<String, String> properties = new HashMap<>(server.properties());
            properties.put(property, "wrong");
            List<ConfigVerificationResult> results = verify(properties);

            assertThat(Verification.outcomes(results))
                    .isEqualTo(
                            Map.of(
                                    ObjectStoreVerification.REACHABLE, SUCCESSFUL,
                                    ObjectStoreVerification.ACCEPTED, FAILED));
            assertThat(Verification.explanation(results, ObjectStoreVerification.ACCEPTED))
                    .contains(explanation)
                    .doesNotContain(ObjectServer.SECRET_KEY);
        }
    }

    @Test
    void verificationOfAnEndpointThatIsAwaySkipsTheRest() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        List<ConfigVerificationResult> results =
                verify(
                        Map.of(
                                "Endpoint", "http://127.0.0.1:" + port,
                                "Access Key", "key",
                                "Secret Key", "secret"));

        assertThat(Verification.outcomes(results))
                .isEqualTo(
                        Map.of(
                                ObjectStoreVerification.REACHABLE, FAILED,
                                ObjectStoreVerification.ACCEPTED, SKIPPED));
    }

    @Test
    void aWrongSecretIsNoOutage() throws InitializationException {
        try (ObjectServer server = new ObjectServer(folder)) {
            Map<String, String> properties = new HashMap<>(server.properties());
            properties.put("Secret Key", "wrong");
            runnerWith(properties).enableControllerService(store);

            ObjectStoreException fault =
                    catchThrowableOfType(
                            ObjectStoreException.class, () -> store.get("emission", "a.zip"));
            assertThat(fault).hasMessageContaining("secret key is wrong");
            assertThat(fault.outage()).isFalse();
        }
    }

    private List<ConfigVerificationResult> verify(Map<String, String> properties) {
        return Verification.verify(store, properties, Map.of());
    }
}
