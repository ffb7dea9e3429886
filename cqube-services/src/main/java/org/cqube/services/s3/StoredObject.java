/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.s3;

import java.time.Instant;
import java.util.Objects;

/**
 * One object as a listing shows it. Key, entity tag and time together identify an arrival: the same
 * key written again has another time, usually another tag.
 *
 * @param key name within the bucket, not URL-encoded
 * @param etag entity tag without the surrounding quotes; the store's own mark, not a checksum to
 *     rely on
 * @param size in bytes
 * @param lastModified as the store tells it: some in seconds, some in milliseconds
 */
public record StoredObject(String key, String etag, long size, Instant lastModified) {

    public StoredObject {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(etag, "etag");
        Objects.requireNonNull(lastModified, "lastModified");
    }
}
