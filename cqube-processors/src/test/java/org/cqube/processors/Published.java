/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.processors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** The output bucket, read as a dashboard reads it: from the pointer on. */
final class Published {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int GZIP_MAGIC = 0x1f;

    private Published() {}

    /** A file's text, inflated where it is stored compressed. */
    static String text(final World world, final String key) {
        final byte[] bytes = world.bytes(World.OUTPUT, key);
        if (bytes.length < 2 || bytes[0] != GZIP_MAGIC) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        try (GZIPInputStream stream = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(final World world, final String key) {
        try {
            return JSON.readTree(text(world, key));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Key of each partition that the pointer reaches, by report and partition. */
    static Map<String, String> keys(final World world, final String source) {
        final Map<String, String> keys = new TreeMap<>();
        json(world, source + "/latest.json")
                .path("reports")
                .properties()
                .forEach(
                        report ->
                                json(world, report.getValue().asText())
                                        .path("partitions")
                                        .properties()
                                        .forEach(
                                                partition ->
                                                        keys.put(
                                                                report.getKey()
                                                                        + "/"
                                                                        + partition.getKey(),
                                                                partition.getValue().asText())));
        return keys;
    }

    /** Text of each partition that the pointer reaches. */
    static Map<String, String> texts(final World world, final String source) {
        final Map<String, String> texts = new TreeMap<>();
        keys(world, source).forEach((name, key) -> texts.put(name, text(world, key)));
        return texts;
    }
}
