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
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** The requests behind {@link ObjectStore}, over one client; knows nothing of NiFi. */
final class S3Requests implements AutoCloseable {
    /** Largest object that S3 takes in one request. */
    static final long MAXIMUM_LENGTH = 5L << 30;

    /** Metadata entry by which a writer recognises its own object after a lost answer. */
    private static final String TOKEN = "cqube-put";

    private static final int CONFLICT_TRIES = 5;

    /** Up to this a body is held in memory and signed as a whole. */
    private static final int WHOLE = 1 << 20;

    private final S3Client client;
    private final S3Client wholeClient;

    S3Requests(ObjectStoreSettings settings) {
        this.client = settings.connect();
        this.wholeClient = settings.connectWhole();
    }

    Stream<StoredObject> list(String bucket, String prefix) {
        return new ObjectPages(
                        token ->
                                call(
                                        "list",
                                        bucket,
                                        "",
                                        () ->
                                                client.listObjectsV2(
                                                        request ->
                                                                request.bucket(bucket)
                                                                        .prefix(prefix)
                                                                        .continuationToken(token))))
                .stream();
    }

    Optional<StoredObject> head(String bucket, String key) {
        try {
            HeadObjectResponse found = headResponse(bucket, key);
            return Optional.of(
                    new StoredObject(
                            key,
                            ObjectPages.unquoted(found.eTag()),
                            found.contentLength(),
                            found.lastModified()));
        } catch (ObjectMissingException e) {
            // The answer to HEAD has no body: whether key or bucket is missing takes a second look.
            probe(bucket);
            return Optional.empty();
        }
    }

    InputStream get(String bucket, String key) {
        return new ObjectStream(
                bucket,
                key,
                call(
                        "read",
                        bucket,
                        key,
                        () -> client.getObject(request -> request.bucket(bucket).key(key))));
    }

    void put(String bucket, String key, Content content) {
        send(bucket, key, content, request -> {});
    }

    boolean putIfAbsent(String bucket, String key, Content content) {
        String token = UUID.randomUUID().toString();
        Map<String, String> metadata = new HashMap<>(content.metadata());
        metadata.put(TOKEN, token);
        Content marked = content.withMetadata(metadata);
        for (int attempt = 1; ; attempt++) {
            try {
                send(bucket, key, marked, request -> request.ifNoneMatch("*"));
                return true;
            } catch (ObjectStoreException e) {
                int status = e.getCause() instanceof AwsServiceException a ? a.statusCode() : 0;
                if (status == 412 || e.outage()) {
                    // Taken, or no answer: either way the key itself knows who wrote it.
                    Optional<String> writer = writer(bucket, key);
                    if (writer.isPresent()) {
                        return writer.get().equals(token);
                    }
                }
                // 409: another conditional write is under way; who wins is known only afterwards.
                if ((status != 409 && status != 412) || attempt == CONFLICT_TRIES) {
                    throw e;
                }
            }
        }
    }

    void delete(String bucket, String key) {
        call(
                "delete",
                bucket,
                key,
                () -> client.deleteObject(request -> request.bucket(bucket).key(key)));
    }

    void probe(String bucket) {
        call("reach", bucket, "", () -> client.headBucket(request -> request.bucket(bucket)));
    }

    @Override
    public void close() {
        client.close();
        wholeClient.close();
    }

    /** The token of the object under a key, {@code ""} if it has none; empty if there is none. */
    private Optional<String> writer(String bucket, String key) {
        try {
            return Optional.of(headResponse(bucket, key).metadata().getOrDefault(TOKEN, ""));
        } catch (ObjectMissingException e) {
            return Optional.empty();
        }
    }

    private HeadObjectResponse headResponse(String bucket, String key) {
        return call(
                "look at",
                bucket,
                key,
                () -> client.headObject(request -> request.bucket(bucket).key(key)));
    }

    private void send(
            String bucket, String key, Content content, Consumer<PutObjectRequest.Builder> extra) {
        if (content.length() > MAXIMUM_LENGTH) {
            throw new ObjectStoreException(
                    "Cannot write %s/%s: its %d bytes are more than the 5 GiB that S3 takes in one"
                                    .formatted(bucket, key, content.length())
                            + " request; emit it in parts",
                    false,
                    null);
        }
        try (CheckedSource source = new CheckedSource(content)) {
            send(bucket, key, content, source, extra);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot close what was written to %s/%s".formatted(bucket, key), e);
        }
    }

    private void send(
            String bucket,
            String key,
            Content content,
            CheckedSource source,
            Consumer<PutObjectRequest.Builder> extra) {
        PutObjectRequest.Builder request =
                PutObjectRequest.builder().bucket(bucket).key(key).metadata(content.metadata());
        if (!content.contentEncoding().isEmpty()) {
            request.contentEncoding(content.contentEncoding());
        }
        if (!content.cacheControl().isEmpty()) {
            request.cacheControl(content.cacheControl());
        }
        extra.accept(request);
        try {
            if (content.length() <= WHOLE) {
                RequestBody body = whole(source);
                request.contentType(content.contentType());
                call("write", bucket, key, () -> wholeClient.putObject(request.build(), body));
            } else {
                RequestBody body =
                        RequestBody.fromContentProvider(
                                source, content.length(), content.contentType());
                call("write", bucket, key, () -> client.putObject(request.build(), body));
            }
        } catch (ObjectStoreException | UncheckedIOException e) {
            if (source.fault().isPresent()) {
                throw new ObjectStoreException(
                        "Cannot write %s/%s: %s"
                                .formatted(bucket, key, source.fault().get().getMessage()),
                        false,
                        source.fault().get());
            }
            throw e instanceof ObjectStoreException fault ? refusalBehind(fault, bucket) : e;
        }
    }

    private static RequestBody whole(CheckedSource source) {
        try (InputStream in = source.newStream()) {
            return RequestBody.fromBytes(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A store that refuses a large body may hang up before the client has read why, which looks
     * like an outage; a request without body is told the reason.
     */
    private ObjectStoreException refusalBehind(ObjectStoreException fault, String bucket) {
        if (fault.outage() && !(fault.getCause() instanceof AwsServiceException)) {
            try {
                probe(bucket);
            } catch (ObjectStoreException reason) {
                if (!reason.outage()) {
                    reason.addSuppressed(fault);
                    return reason;
                }
            }
        }
        return fault;
    }

    private static <T> T call(String act, String bucket, String key, Supplier<T> request) {
        try {
            return request.get();
        } catch (SdkException e) {
            throw Failures.translate(act, bucket, key, e);
        }
    }
}
