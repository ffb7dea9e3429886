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

import java.util.List;
import org.apache.nifi.components.ConfigVerificationResult;
import org.apache.nifi.components.ConfigVerificationResult.Outcome;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/** Looks whether proposed settings work, by one request that changes nothing. */
final class ObjectStoreVerification {
    static final String REACHABLE = "Endpoint reachable";
    static final String ACCEPTED = "Credentials accepted";

    private ObjectStoreVerification() {}

    static List<ConfigVerificationResult> verify(ObjectStoreSettings settings) {
        try (S3Client client = settings.connect()) {
            int buckets = client.listBuckets().buckets().size();
            return List.of(
                    step(REACHABLE, SUCCESSFUL, "The store answers."),
                    step(ACCEPTED, SUCCESSFUL, buckets + " buckets are visible."));
        } catch (AwsServiceException e) {
            return List.of(step(REACHABLE, SUCCESSFUL, "The store answers."), judge(e));
        } catch (SdkException e) {
            ObjectStoreException fault = Failures.translate("reach", "the store", "", e);
            return List.of(
                    step(REACHABLE, FAILED, fault.getMessage()),
                    step(ACCEPTED, SKIPPED, "The store was not reached."));
        }
    }

    private static ConfigVerificationResult judge(AwsServiceException answer) {
        // Who may not list all buckets may well use the three that matter: the keys were accepted.
        if (Failures.code(answer).equals("AccessDenied")) {
            return step(
                    ACCEPTED,
                    SUCCESSFUL,
                    "The store knows the key; it may not list all buckets, which is not needed.");
        }
        return step(
                ACCEPTED,
                FAILED,
                Failures.translate("list", "the buckets", "", answer).getMessage());
    }

    private static ConfigVerificationResult step(String name, Outcome outcome, String text) {
        return new ConfigVerificationResult.Builder()
                .verificationStepName(name)
                .outcome(outcome)
                .explanation(text)
                .build();
    }
}
