/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.operation;

import java.net.URI;
import java.util.List;
import org.cqube.runtime.state.RuntimeState;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;

/** The three buckets of the embedded object store. */
public final class Buckets {

    /** Where emitters put zips. */
    public static final String EMISSION = "cqube-emission";

    /** Archive of what was taken in. */
    public static final String INPUT = "cqube-input";

    /** Metrics. */
    public static final String OUTPUT = "cqube-output";

    /** The embedded server has none; clients and signatures want one. */
    public static final String REGION = "us-east-1";

    private Buckets() {}

    /** Makes the buckets that are missing. */
    public static void create(RuntimeState state) {
        try (S3Client client = client(state)) {
            for (String bucket : List.of(EMISSION, INPUT, OUTPUT)) {
                try {
                    client.createBucket(request -> request.bucket(bucket));
                } catch (BucketAlreadyOwnedByYouException | BucketAlreadyExistsException there) {
                    // as after every first start
                }
            }
        }
    }

    public static S3Client client(RuntimeState state) {
        return S3Client.builder()
                .endpointOverride(URI.create(endpoint(state)))
                .region(Region.of(REGION))
                .forcePathStyle(true)
                // a checksum in a trailer and a signed last chunk are what the server answers
                // without
                // reading: the connection breaks, the put is repeated, and If-None-Match fails on
                // its own object
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .serviceConfiguration(config -> config.chunkedEncodingEnabled(false))
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(
                                        state.secrets().s3AccessKey(),
                                        state.secrets().s3SecretKey())))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    public static String endpoint(RuntimeState state) {
        return "http://127.0.0.1:" + state.ports().objects();
    }
}
