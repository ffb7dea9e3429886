/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.system;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Zips that no packing program would write. */
final class HandMadeZip {

    private static final int LOCAL_HEADER = 0x04034b50;
    private static final int DIRECTORY_HEADER = 0x02014b50;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(bytes);

    HandMadeZip with(String name, String content) {
        return with(name, content.getBytes(StandardCharsets.UTF_8));
    }

    HandMadeZip with(String name, byte[] content) {
        try {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
            zip.closeEntry();
            return this;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    byte[] bytes() {
        try {
            zip.close();
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The zip with one name in place of another of the same length, wherever it stands. */
    byte[] renamed(String name, String other) {
        String text = new String(bytes(), StandardCharsets.ISO_8859_1);
        return text.replace(name, other).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The zip with every entry marked as encrypted. */
    byte[] encrypted() {
        ByteBuffer buffer = ByteBuffer.wrap(bytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at + Integer.BYTES <= buffer.limit(); at++) {
            int flags =
                    switch (buffer.getInt(at)) {
                        case LOCAL_HEADER -> at + 6;
                        case DIRECTORY_HEADER -> at + 8;
                        default -> -1;
                    };
            if (flags > 0) {
                buffer.putShort(flags, (short) (buffer.getShort(flags) | 1));
            }
        }
        return buffer.array();
    }
}
