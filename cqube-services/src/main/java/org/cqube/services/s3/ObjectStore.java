/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.s3;

import java.io.InputStream;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.nifi.controller.ControllerService;

/**
 * The S3 store that holds the emission, input and output buckets, in the words of this project: no
 * type of a client library crosses this interface.
 *
 * <p>Every method may throw {@link ObjectStoreException}, whose {@link
 * ObjectStoreException#outage()} says whether waiting can help. All methods are thread-safe, and
 * all but {@link #putIfAbsent} may be repeated without harm.
 */
public interface ObjectStore extends ControllerService {

    /**
     * Lists the objects whose key begins with a prefix, in ascending order of the UTF-8 bytes of
     * their keys. Pages are fetched while the stream is consumed, so a caller that stops early
     * costs one request, and memory does not grow with the number of objects.
     *
     * @param prefix beginning of the keys; {@code ""} for the whole bucket
     */
    Stream<StoredObject> list(String bucket, String prefix);

    /** What is known about one object without reading it; empty if there is no such object. */
    Optional<StoredObject> head(String bucket, String key);

    /**
     * Opens one object for reading; the caller closes the stream, at any point. A failure while
     * reading is an {@code IOException} whose cause is an {@link ObjectStoreException}; a stream
     * that ends before the object does is such a failure.
     *
     * @throws ObjectMissingException if there is no such object
     */
    InputStream get(String bucket, String key);

    /** Writes one object, replacing whatever the key held. Visible whole or not at all. */
    void put(String bucket, String key, Content content);

    /**
     * Writes one object only if the key is free ({@code If-None-Match: *}).
     *
     * @return true if this call wrote the object, also when its answer was lost and the request was
     *     sent again; false if the key was taken before, in which case nothing was changed
     */
    boolean putIfAbsent(String bucket, String key, Content content);

    /** Deletes one object; a key that holds nothing is no fault. */
    void delete(String bucket, String key);

    /**
     * Asks for nothing but an answer: returns if the bucket can be reached with the credentials,
     * throws otherwise. One cheap request.
     */
    void probe(String bucket);
}
