/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.emission;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.cqube.engines.emission.ZipName;
import org.cqube.runtime.operation.Buckets;
import org.cqube.runtime.operation.CqubeException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Puts files into the emission bucket, as an emitter does. */
public final class Emitter {

    private static final int PRECONDITION_FAILED = 412;
    private static final String MARK = "cqube-put";

    /** A prefix is one folder; anything else would land where nobody looks. */
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    private final S3Client client;
    private final Contracts contracts;
    private final ZoneId zone;

    /** A key that was taken in and deleted meanwhile is free in the store, but not for the next. */
    private final Set<String> given = new HashSet<>();

    /**
     * @param client left open
     * @param zone of the installation, in which names carry time
     */
    public Emitter(S3Client client, Contracts contracts, ZoneId zone) {
        this.client = client;
        this.contracts = contracts;
        this.zone = zone;
    }

    /**
     * Emits one file.
     *
     * @throws WrongCallException if the file does not fit the request; nothing was emitted
     */
    public Emitted emit(EmitRequest request)
            throws IOException, WrongCallException, CqubeException {
        check(request);
        try {
            return request.asIs() || carriesManifest(request) ? putAsIs(request) : pack(request);
        } catch (S3Exception failed) {
            throw new CqubeException(
                    request.fileName() + " was not emitted: " + failed.getMessage(), failed);
        }
    }

    private static void check(EmitRequest request) throws WrongCallException {
        if (!PREFIX.matcher(request.prefix()).matches()) {
            throw new WrongCallException("'" + request.prefix() + "' cannot be a source's name");
        }
        if (!Files.isRegularFile(request.file())) {
            throw new WrongCallException("no such file: " + request.file());
        }
    }

    /** A zip that somebody packed completely already. */
    private static boolean carriesManifest(EmitRequest request)
            throws IOException, WrongCallException {
        if (!Manifests.presentIn(request.file())) {
            return false;
        }
        if (request.corrects() != null || request.base() != null) {
            throw new WrongCallException(
                    request.fileName()
                            + " has a manifest already: --corrects and --base need files without");
        }
        return true;
    }

    private Emitted putAsIs(EmitRequest request) {
        String key = request.prefix() + "/" + request.fileName();
        Instant since = now();
        client.putObject(
                put -> put.bucket(Buckets.EMISSION).key(key), RequestBody.fromFile(request.file()));
        return new Emitted(key, since);
    }

    private Emitted pack(EmitRequest request) throws IOException, WrongCallException {
        Packaging packaging = new Packaging(request, contracts.byPrefix(request.prefix()));
        String start = request.prefix() + "/";
        Set<String> taken = keys(start + packaging.base());
        taken.addAll(given);
        LocalDateTime second = LocalDateTime.now(zone).truncatedTo(ChronoUnit.SECONDS);
        Path zip = Files.createTempFile("cqube-emission-", ".zip");
        try {
            while (true) {
                String key = start + ZipName.zip(packaging.base(), second);
                if (!taken.contains(key)) {
                    packaging.write(zip, second);
                    Instant since = now();
                    given.add(key);
                    if (putIfAbsent(key, zip)) {
                        return new Emitted(key, since);
                    }
                }
                second = second.plusSeconds(1);
            }
        } finally {
            Files.deleteIfExists(zip);
        }
    }

    /** The mark says whose object it is when an answer is lost and the client puts it again. */
    private boolean putIfAbsent(String key, Path zip) {
        String mark = UUID.randomUUID().toString();
        try {
            client.putObject(
                    put ->
                            put.bucket(Buckets.EMISSION)
                                    .key(key)
                                    .ifNoneMatch("*")
                                    .metadata(Map.of(MARK, mark)),
                    RequestBody.fromFile(zip));
            return true;
        } catch (S3Exception refused) {
            if (refused.statusCode() == PRECONDITION_FAILED) {
                return mark(key).filter(mark::equals).isPresent();
            }
            throw refused;
        } catch (SdkClientException lost) {
            // no answer came through, for a server that refuses does not wait for the body: the key
            // itself knows whether it is taken, and by whom
            return mark(key).orElseThrow(() -> lost).equals(mark);
        }
    }

    /** The mark of the object under a key, {@code ""} if it has none; empty if there is none. */
    private Optional<String> mark(String key) {
        try {
            return Optional.of(
                    client.headObject(head -> head.bucket(Buckets.EMISSION).key(key))
                            .metadata()
                            .getOrDefault(MARK, ""));
        } catch (NoSuchKeyException gone) {
            return Optional.empty();
        }
    }

    private Set<String> keys(String prefix) {
        Set<String> keys = new HashSet<>();
        client
                .listObjectsV2Paginator(list -> list.bucket(Buckets.EMISSION).prefix(prefix))
                .contents()
                .stream()
                .map(S3Object::key)
                .forEach(keys::add);
        return keys;
    }

    /** As coarse as a last-modified may be. */
    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }
}
