/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.s3;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Walks through a listing, asking for the next page only when the last one is used up. */
final class ObjectPages implements Iterator<StoredObject> {
    private final Function<String, ListObjectsV2Response> pages;
    private final Deque<S3Object> page = new ArrayDeque<>();
    private String token;
    private boolean more = true;

    /**
     * @param pages gives the page of a continuation token; null for the first
     */
    ObjectPages(Function<String, ListObjectsV2Response> pages) {
        this.pages = pages;
    }

    Stream<StoredObject> stream() {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(
                        this, Spliterator.ORDERED | Spliterator.NONNULL),
                false);
    }

    @Override
    public boolean hasNext() {
        while (page.isEmpty() && more) {
            ListObjectsV2Response response = pages.apply(token);
            page.addAll(response.contents());
            token = response.nextContinuationToken();
            more = Boolean.TRUE.equals(response.isTruncated()) && token != null;
        }
        return !page.isEmpty();
    }

    @Override
    public StoredObject next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        S3Object object = page.removeFirst();
        return new StoredObject(
                object.key(), unquoted(object.eTag()), object.size(), object.lastModified());
    }

    /**
     * Stores differ in whether the tag of a listing stands in quotes; a tag of HEAD always does.
     */
    static String unquoted(String etag) {
        if (etag == null) {
            return "";
        }
        boolean quoted = etag.length() > 1 && etag.startsWith("\"") && etag.endsWith("\"");
        return quoted ? etag.substring(1, etag.length() - 1) : etag;
    }
}
