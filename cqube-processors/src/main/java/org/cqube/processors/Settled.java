/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.processors;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import org.cqube.services.s3.StoredObject;

/** Which objects of the emission bucket are there to be judged. */
final class Settled {
    /**
     * S3 shows an object when it is whole; some stores show uploads under a name of their own until
     * then.
     */
    private static final Duration UPLOAD = Duration.ofSeconds(15);

    private Settled() {}

    /**
     * Keys that end with a slash are folders made by people's tools; what is no zip may still
     * become one.
     */
    static Predicate<StoredObject> at(final Instant now) {
        return object ->
                !object.key().endsWith("/")
                        && (object.key().endsWith(".zip")
                                || object.lastModified().isBefore(now.minus(UPLOAD)));
    }
}
