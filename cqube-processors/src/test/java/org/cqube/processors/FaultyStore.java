/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.processors;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.nifi.controller.AbstractControllerService;
import org.cqube.services.s3.Content;
import org.cqube.services.s3.ObjectStore;
import org.cqube.services.s3.ObjectStoreException;
import org.cqube.services.s3.StoredObject;

/** The real store, which can be taken away as a whole or fail at a chosen put. */
final class FaultyStore extends AbstractControllerService implements ObjectStore {
    private final ObjectStore real;
    private final ObjectStore away;
    private final List<String> puts = new ArrayList<>();
    private ObjectStore current;
    private int failingPut;
    private boolean outage;

    FaultyStore(final ObjectStore real, final ObjectStore away) {
        this.real = real;
        this.away = away;
        this.current = real;
    }

    /** From now on it is the client of a closed port. */
    void takeAway() {
        current = away;
    }

    /**
     * The n-th put from now, and those after it, fail.
     *
     * @param put from 1
     */
    void failAtPut(final int put, final boolean isOutage) {
        puts.clear();
        failingPut = put;
        outage = isOutage;
    }

    void mend() {
        current = real;
        failingPut = 0;
        puts.clear();
    }

    /** Keys that were written since the last {@link #mend} or {@link #failAtPut}. */
    List<String> puts() {
        return List.copyOf(puts);
    }

    @Override
    public Stream<StoredObject> list(final String bucket, final String prefix) {
        return current.list(bucket, prefix);
    }

    @Override
    public Optional<StoredObject> head(final String bucket, final String key) {
        return current.head(bucket, key);
    }

    @Override
    public InputStream get(final String bucket, final String key) {
        return current.get(bucket, key);
    }

    @Override
    public void put(final String bucket, final String key, final Content content) {
        if (failingPut > 0 && puts.size() + 1 >= failingPut) {
            throw new ObjectStoreException("Put of " + key + " failed on order", outage, null);
        }
        current.put(bucket, key, content);
        puts.add(key);
    }

    @Override
    public boolean putIfAbsent(final String bucket, final String key, final Content content) {
        return current.putIfAbsent(bucket, key, content);
    }

    @Override
    public void delete(final String bucket, final String key) {
        current.delete(bucket, key);
    }

    @Override
    public void probe(final String bucket) {
        current.probe(bucket);
    }
}
