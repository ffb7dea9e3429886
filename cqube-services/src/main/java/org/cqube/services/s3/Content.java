/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * What is to be stored under a key. The bytes are read from a stream that can be opened more than
 * once, because a request that met a fault on its way is sent again; they are never held in memory
 * as a whole.
 *
 * @param source opens the bytes from their beginning, the same each time
 * @param length number of bytes that the source yields; a source that yields another number fails
 *     the put
 * @param contentType media type, such as {@code text/csv}
 * @param contentEncoding such as {@code gzip}; {@code ""} for none
 * @param cacheControl for readers over HTTP, such as {@code no-cache}; {@code ""} for none
 * @param metadata user metadata, ASCII only
 */
public record Content(
        Source source,
        long length,
        String contentType,
        String contentEncoding,
        String cacheControl,
        Map<String, String> metadata) {

    /** Opens the same bytes any number of times. */
    @FunctionalInterface
    public interface Source {
        /** A new stream at the first byte; whoever opens it closes it. */
        InputStream open() throws IOException;
    }

    public Content {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(contentType, "contentType");
        Objects.requireNonNull(contentEncoding, "contentEncoding");
        Objects.requireNonNull(cacheControl, "cacheControl");
        metadata = Map.copyOf(metadata);
        if (length < 0) {
            throw new IllegalArgumentException("length is negative: " + length);
        }
    }

    public static Content of(Source source, long length, String contentType) {
        return new Content(source, length, contentType, "", "", Map.of());
    }

    public static Content of(byte[] bytes, String contentType) {
        byte[] copy = bytes.clone();
        return of(() -> new ByteArrayInputStream(copy), copy.length, contentType);
    }

    /** The text in UTF-8. */
    public static Content of(String text, String contentType) {
        return of(text.getBytes(StandardCharsets.UTF_8), contentType);
    }

    public static Content of(Path file, String contentType) throws IOException {
        return of(() -> Files.newInputStream(file), Files.size(file), contentType);
    }

    public Content withContentEncoding(String encoding) {
        return new Content(source, length, contentType, encoding, cacheControl, metadata);
    }

    public Content withCacheControl(String control) {
        return new Content(source, length, contentType, contentEncoding, control, metadata);
    }

    public Content withMetadata(Map<String, String> entries) {
        return new Content(source, length, contentType, contentEncoding, cacheControl, entries);
    }
}
