/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.publish;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cqube.services.s3.ObjectStore;
import org.cqube.services.s3.StoredObject;

/** Looks whether what the ledger calls published still lies in the output bucket. */
final class LiveObjects {
    private LiveObjects() {}

    /**
     * Names of the published partitions whose object is gone. One listing for each generation that
     * holds any, not one request for each object.
     *
     * @param live what stands published, by {@link PublicationLedger#name}
     */
    static Set<String> gone(
            final ObjectStore store,
            final String bucket,
            final Map<String, PublicationLedger.Live> live) {
        final Set<String> generations =
                live.values().stream()
                        .map(published -> GenerationKey.folder(published.key()))
                        .collect(Collectors.toSet());
        final Set<String> present = new HashSet<>();
        for (final String generation : generations) {
            try (Stream<StoredObject> objects = store.list(bucket, generation)) {
                objects.map(StoredObject::key).forEach(present::add);
            }
        }
        return live.entrySet().stream()
                .filter(published -> !present.contains(published.getValue().key()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
