/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cqube.services.s3.ObjectStore;
import org.cqube.services.s3.ObjectStoreException;
import org.cqube.services.s3.StoredObject;

/**
 * A prefix of a bucket: the same for all nodes of a cluster.
 *
 * @param prefix {@code ""}, or ends with a slash
 */
record BucketLocation(ObjectStore store, String bucket, String prefix) implements Location {

    static BucketLocation of(ObjectStore store, String bucket, String prefix) {
        String bare = prefix.replaceAll("^/+|/+$", "");
        return new BucketLocation(store, bucket, bare.isEmpty() ? "" : bare + "/");
    }

    @Override
    public String name() {
        return "s3://" + bucket + "/" + prefix;
    }

    @Override
    public SortedMap<String, String> list() throws IOException {
        try (Stream<StoredObject> objects = store.list(bucket, prefix)) {
            Map<String, String> marks =
                    objects.filter(this::belongs)
                            .collect(
                                    Collectors.toMap(
                                            object -> object.key().substring(prefix.length()),
                                            object -> object.etag() + " " + object.lastModified()));
            return new TreeMap<>(marks);
        } catch (ObjectStoreException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public byte[] read(String path) throws IOException {
        try (InputStream in = store.get(bucket, prefix + path)) {
            byte[] bytes = in.readNBytes(MAXIMUM_FILE_BYTES + 1);
            if (bytes.length > MAXIMUM_FILE_BYTES) {
                throw new IOException("larger than " + MAXIMUM_FILE_BYTES + " bytes");
            }
            return bytes;
        } catch (ObjectStoreException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private boolean belongs(StoredObject object) {
        String[] parts = object.key().substring(prefix.length()).split("/", -1);
        return parts.length == 2 && Location.belongs(parts[0], parts[1]);
    }
}
