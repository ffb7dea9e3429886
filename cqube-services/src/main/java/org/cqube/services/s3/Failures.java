/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.s3;

import java.io.IOException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.Locale;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Turns the client library's exceptions into ours: what failed, why, and who has to act. */
final class Failures {
    private Failures() {}

    /**
     * @param act what was tried, such as "read"
     * @param key {@code ""} if the request concerned the whole bucket
     */
    static ObjectStoreException translate(
            String act, String bucket, String key, SdkException thrown) {
        String where = "Cannot %s %s: ".formatted(act, key.isEmpty() ? bucket : bucket + "/" + key);
        if (thrown instanceof AwsServiceException answer) {
            return translate(where, answer, key);
        }
        if (causedBy(CertificateException.class, thrown)
                || causedBy(CertPathValidatorException.class, thrown)) {
            return new ObjectStoreException(
                    where
                            + "the endpoint's certificate is not trusted; add its authority to the"
                            + " Java trust store. "
                            + rootMessage(thrown),
                    false,
                    thrown);
        }
        if (causedBy(IOException.class, thrown)) {
            return new ObjectStoreException(
                    where + "the object store does not answer. " + rootMessage(thrown),
                    true,
                    thrown);
        }
        return new ObjectStoreException(where + rootMessage(thrown), false, thrown);
    }

    private static ObjectStoreException translate(
            String where, AwsServiceException answer, String key) {
        String code = code(answer);
        String said = " (HTTP %d %s)".formatted(answer.statusCode(), code).stripTrailing();
        return switch (code) {
            case "NoSuchKey" -> new ObjectMissingException(where + "no such object" + said, answer);
            case "NoSuchBucket" -> missingBucket(where, said, answer);
            case "InvalidAccessKeyId" ->
                    refused(where, "the access key is unknown; correct it", said, answer);
            case "SignatureDoesNotMatch" ->
                    refused(where, "the secret key is wrong; correct it", said, answer);
            case "RequestTimeTooSkewed" ->
                    refused(where, "this machine's clock is wrong; set it", said, answer);
            case "AuthorizationHeaderMalformed", "PermanentRedirect" ->
                    refused(where, "the bucket is in another region; correct it", said, answer);
            default -> {
                int status = answer.statusCode();
                if (isOutage(status, code)) {
                    yield new ObjectStoreException(
                            where + "the object store is overloaded or out of order" + said,
                            true,
                            answer);
                }
                if (status == 403 || status == 401) {
                    yield refused(
                            where,
                            "access is denied; check the credentials and their rights",
                            said,
                            answer);
                }
                if (status == 404) {
                    yield key.isEmpty()
                            ? missingBucket(where, said, answer)
                            : new ObjectMissingException(where + "no such object" + said, answer);
                }
                yield refused(where, answer.getMessage(), said, answer);
            }
        };
    }

    private static boolean isOutage(int status, String code) {
        return status >= 500
                || status == 429
                || status == 408
                || code.equals("RequestTimeout")
                || code.equals("OperationAborted")
                || code.equals("ConditionalRequestConflict")
                || code.toLowerCase(Locale.ROOT).contains("throttl");
    }

    private static ObjectStoreException missingBucket(
            String where, String said, AwsServiceException answer) {
        return refused(
                where, "the bucket does not exist; create it or correct its name", said, answer);
    }

    private static ObjectStoreException refused(
            String where, String why, String said, AwsServiceException answer) {
        return new ObjectStoreException(where + why + said, false, answer);
    }

    /** The store's error code; {@code ""} where an answer without a body (HEAD) carries none. */
    static String code(AwsServiceException answer) {
        String code =
                answer.awsErrorDetails() == null ? null : answer.awsErrorDetails().errorCode();
        return code == null ? "" : code;
    }

    private static boolean causedBy(Class<? extends Throwable> type, Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (type.isInstance(at)) {
                return true;
            }
        }
        return false;
    }

    private static String rootMessage(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root == thrown
                ? String.valueOf(thrown.getMessage())
                : "%s: %s".formatted(root.getClass().getSimpleName(), root.getMessage());
    }
}
