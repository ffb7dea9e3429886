/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.s3;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * The resolved property values of one {@link StandardObjectStore}.
 *
 * @param endpoint empty for Amazon's own, derived from the region
 * @param accessKey empty for the default chain
 */
record ObjectStoreSettings(
        Optional<URI> endpoint,
        String region,
        boolean pathStyle,
        Optional<String> accessKey,
        String secretKey) {

    private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(5);

    /** How long the store may be silent within one request. */
    private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(60);

    /** For bodies of any size, which are signed piece by piece as they are sent. */
    S3Client connect() {
        return connect(true);
    }

    /**
     * For small bodies, which are signed as a whole before they are sent. A store that has read all
     * data of a body that is signed in pieces need not wait for the empty last piece: it may answer
     * and close before that is written, and the answer is lost.
     */
    S3Client connectWhole() {
        return connect(false);
    }

    private S3Client connect(boolean inPieces) {
        S3ClientBuilder builder =
                S3Client.builder()
                        .httpClientBuilder(
                                UrlConnectionHttpClient.builder()
                                        .connectionTimeout(CONNECTION_TIMEOUT)
                                        .socketTimeout(SOCKET_TIMEOUT))
                        .region(Region.of(region))
                        .credentialsProvider(credentials())
                        .forcePathStyle(pathStyle)
                        .serviceConfiguration(config -> config.chunkedEncodingEnabled(inPieces))
                        // Stores other than Amazon's refuse the SDK's trailing checksums; what is
                        // read and written here is guarded by SHA-256 from end to end.
                        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        endpoint.ifPresent(builder::endpointOverride);
        return builder.build();
    }

    private AwsCredentialsProvider credentials() {
        return accessKey
                .<AwsCredentialsProvider>map(
                        key ->
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create(key, secretKey)))
                .orElseGet(() -> DefaultCredentialsProvider.builder().build());
    }

    /** Without the secret, which a record would print. */
    @Override
    public String toString() {
        return "ObjectStoreSettings[endpoint=%s, region=%s, pathStyle=%s]"
                .formatted(endpoint.map(URI::toString).orElse("amazon"), region, pathStyle);
    }
}
