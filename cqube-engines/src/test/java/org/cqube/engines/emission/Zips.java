/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.emission;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Zips made in code, good and bad. */
final class Zips {

    static final int DIRECTORY_ENTRY = 0x02014b50;
    static final int LOCAL_ENTRY = 0x04034b50;
    static final int END = 0x06054b50;

    private Zips() {}

    /** Alternating names and contents. */
    static byte[] of(String... namesAndContents) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < namesAndContents.length; i += 2) {
            files.put(
                    namesAndContents[i], namesAndContents[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        return of(files);
    }

    static byte[] of(Map<String, byte[]> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Overwrites two bytes behind the n-th (from 0) header of a kind. */
    static byte[] patchShort(byte[] zip, int header, int number, int offset, int value) {
        byte[] patched = zip.clone();
        buffer(patched).putShort(find(patched, header, number) + offset, (short) value);
        return patched;
    }

    /** Overwrites four bytes behind the n-th (from 0) header of a kind. */
    static byte[] patchInt(byte[] zip, int header, int number, int offset, int value) {
        byte[] patched = zip.clone();
        buffer(patched).putInt(find(patched, header, number) + offset, value);
        return patched;
    }

    /** Replaces every occurrence of a text by one of the same length. */
    static byte[] rename(byte[] zip, String from, String to) {
        String text = new String(zip, StandardCharsets.ISO_8859_1);
        return text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static int find(byte[] zip, int header, int number) {
        int seen = 0;
        for (int at = 0; at + Integer.BYTES <= zip.length; at++) {
            if (buffer(zip).getInt(at) == header && seen++ == number) {
                return at;
            }
        }
        throw new IllegalArgumentException("no such header");
    }

    private static ByteBuffer buffer(byte[] zip) {
        return ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    }
}
