/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.publish;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.cqube.services.s3.Content;
import org.cqube.services.s3.ObjectStore;

/** Writes files of a generation to the output bucket. */
final class PublicationWriter {
    /** Smaller files gain nothing from compression. */
    private static final long COMPRESS_ABOVE = 1024;

    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private final ObjectStore store;
    private final String bucket;
    private final String folder;
    private final Map<String, PublicationLedger.Live> before;
    private final Map<String, String> keys = new HashMap<>();

    PublicationWriter(
            final ObjectStore store,
            final String bucket,
            final String folder,
            final Map<String, PublicationLedger.Live> before) {
        this.store = store;
        this.bucket = bucket;
        this.folder = folder;
        this.before = before;
    }

    /** Writes a partition unless it is published already; returns the key that holds it. */
    String write(final Partition partition) throws IOException {
        final String name = PublicationLedger.name(partition.report(), partition.name());
        final String key;
        if (partition.spooled() == null) {
            key = before.get(name).key();
        } else {
            key = folder + partition.path();
            store.put(
                    bucket,
                    key,
                    content(partition.spooled(), contentType(partition.format()))
                            .withCacheControl(FOR_EVER));
        }
        keys.put(name, key);
        return key;
    }

    /** Keys of all partitions written or kept, by {@link PublicationLedger#name}. */
    Map<String, String> keys() {
        return keys;
    }

    /** Turns the pointer: one small object, seen whole or not at all. */
    void point(final String key, final String pointer) {
        store.put(
                bucket, key, Content.of(pointer, contentType("json")).withCacheControl("no-cache"));
    }

    private static String contentType(final String format) {
        return "json".equals(format) ? "application/json" : "text/csv; charset=utf-8";
    }

    private static Content content(final Path file, final String contentType) throws IOException {
        if (Files.size(file) <= COMPRESS_ABOVE) {
            return Content.of(file, contentType);
        }
        final Path compressed = file.resolveSibling(file.getFileName() + ".gz");
        try (InputStream in = Files.newInputStream(file);
                OutputStream out = new GZIPOutputStream(Files.newOutputStream(compressed))) {
            in.transferTo(out);
        }
        return Content.of(compressed, contentType).withContentEncoding("gzip");
    }
}
