/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.processors;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.cqube.engines.emission.EmissionZipWriter;
import org.cqube.engines.emission.ZipName;

/** Zips as emitters make them, and as they should not. */
final class Zips {
    private Zips() {}

    /** One CSV with the manifest that belongs to it. */
    static byte[] of(final String base, final String timestamp, final String csv) {
        return of(base, timestamp, Map.of(base, csv), null, false);
    }

    /**
     * CSVs with the manifest that belongs to them.
     *
     * @param csvs text by base name
     * @param corrects emission to correct, or null
     */
    static byte[] of(
            final String base,
            final String timestamp,
            final Map<String, String> csvs,
            final Long corrects,
            final boolean replace) {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        final LocalDateTime time = LocalDateTime.parse(timestamp, ZipName.TIMESTAMP);
        try (EmissionZipWriter zip = new EmissionZipWriter(bytes, base, time, corrects, replace)) {
            for (final Map.Entry<String, String> csv : csvs.entrySet()) {
                zip.add(
                        ZipName.csv(csv.getKey(), time),
                        new ByteArrayInputStream(csv.getValue().getBytes(StandardCharsets.UTF_8)),
                        (byte) '|');
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A zip of anything, alternating names and texts. */
    static byte[] raw(final String... namesAndTexts) {
        final Map<String, byte[]> entries = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            entries.put(
                    namesAndTexts[i], namesAndTexts[i + 1].getBytes(StandardCharsets.ISO_8859_1));
        }
        return raw(entries);
    }

    static byte[] raw(final Map<String, byte[]> entries) {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (final Map.Entry<String, byte[]> entry : entries.entrySet()) {
                final ZipEntry header = new ZipEntry(entry.getKey());
                header.setTimeLocal(LocalDateTime.of(2020, 6, 1, 8, 0));
                zip.putNextEntry(header);
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Replaces every occurrence of a name by one of the same length. */
    static byte[] rename(final byte[] zip, final String from, final String to) {
        return new String(zip, StandardCharsets.ISO_8859_1)
                .replace(from, to)
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
