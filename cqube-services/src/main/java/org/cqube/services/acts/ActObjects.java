/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.acts;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.cqube.services.s3.ObjectStore;
import org.cqube.services.s3.StoredObject;

/** Keys of act objects: {@code _acts/2020/07/000000000042_commit_0123456789ab.json}. */
final class ActObjects {
    static final String PREFIX = "_acts/";

    private static final Pattern KEY =
            Pattern.compile("_acts/\\d{4}/\\d{2}/(\\d{12,})_[a-z]+_[0-9a-f]{12}\\.json");

    private ActObjects() {}

    static String key(
            final String yearAndMonth, final long id, final String kind, final String hash) {
        return PREFIX
                + "%s/%012d_%s_%s.json".formatted(yearAndMonth, id, kind, hash.substring(0, 12));
    }

    /** Empty for an object that is no act. */
    static OptionalLong id(final String key) {
        final Matcher matcher = KEY.matcher(key);
        return matcher.matches()
                ? OptionalLong.of(Long.parseLong(matcher.group(1)))
                : OptionalLong.empty();
    }

    /** The keys of all acts, in the order in which they were done. */
    static List<String> inOrder(final ObjectStore store, final String bucket) {
        try (Stream<StoredObject> objects = store.list(bucket, PREFIX)) {
            return objects.map(StoredObject::key)
                    .filter(key -> id(key).isPresent())
                    .sorted(Comparator.comparingLong(key -> id(key).getAsLong()))
                    .toList();
        }
    }
}
