/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.emission;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.Optional;

/**
 * A first look at the directory at the end of a zip, before {@code ZipFile} reads all of it into
 * memory: how many entries it claims, and what about them a person should know when {@code ZipFile}
 * refuses it.
 *
 * @param entries as the end record claims them
 * @param size bytes of the directory
 * @param fault why no entry can be read, if that is seen; "" if not
 */
record ZipDirectory(long entries, long size, String fault) {

    /** First bytes of every zip with at least one entry. */
    static final int LOCAL_HEADER = 0x04034b50;

    private static final int END = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int MAX_COMMENT = 0xffff;
    private static final int LOCATOR_64 = 0x07064b50;
    private static final int LOCATOR_64_LENGTH = 20;
    private static final int END_64 = 0x06064b50;
    private static final int END_64_LENGTH = 56;
    private static final int ENTRY = 0x02014b50;
    private static final int ENTRY_LENGTH = 46;
    private static final int MAX_SCANNED = 1 << 20;
    private static final int ENCRYPTED = 1;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;

    /** Empty when the file has no end record, so is no zip, or not all of one. */
    static Optional<ZipDirectory> read(FileChannel file) throws IOException {
        long length = file.size();
        int tailLength = (int) Math.min(length, END_LENGTH + MAX_COMMENT);
        ByteBuffer tail = bytes(file, length - tailLength, tailLength);
        for (int at = tail.limit() - END_LENGTH; at >= 0; at--) {
            if (tail.getInt(at) == END
                    && at + END_LENGTH + Short.toUnsignedInt(tail.getShort(at + 20))
                            == tail.limit()) {
                return Optional.of(at(file, length - tailLength + at, tail, at));
            }
        }
        return Optional.empty();
    }

    private static ZipDirectory at(FileChannel file, long position, ByteBuffer tail, int at)
            throws IOException {
        long entries = Short.toUnsignedLong(tail.getShort(at + 10));
        long size = Integer.toUnsignedLong(tail.getInt(at + 12));
        long end = position;
        ByteBuffer locator = bytes(file, position - LOCATOR_64_LENGTH, LOCATOR_64_LENGTH);
        if (locator.limit() == LOCATOR_64_LENGTH && locator.getInt(0) == LOCATOR_64) {
            ByteBuffer end64 = bytes(file, locator.getLong(8), END_64_LENGTH);
            if (end64.limit() == END_64_LENGTH && end64.getInt(0) == END_64) {
                entries = end64.getLong(32);
                size = end64.getLong(40);
                end = locator.getLong(8);
            }
        }
        return new ZipDirectory(entries, size, fault(file, end - size, size));
    }

    private static String fault(FileChannel file, long from, long size) throws IOException {
        ByteBuffer directory = bytes(file, from, Math.clamp(size, 0, MAX_SCANNED));
        int at = 0;
        while (at >= 0 && at + ENTRY_LENGTH <= directory.limit() && directory.getInt(at) == ENTRY) {
            int method = Short.toUnsignedInt(directory.getShort(at + 10));
            if ((directory.getShort(at + 8) & ENCRYPTED) != 0) {
                return "The zip is protected by a password. Emit it without one";
            }
            if (method != STORED && method != DEFLATED) {
                return "The zip is packed by method %d. Pack it with Deflate, as every zip program can"
                        .formatted(method);
            }
            at +=
                    ENTRY_LENGTH
                            + Short.toUnsignedInt(directory.getShort(at + 28))
                            + Short.toUnsignedInt(directory.getShort(at + 30))
                            + Short.toUnsignedInt(directory.getShort(at + 32));
        }
        return "";
    }

    /** At most so many bytes from a position; none where there are none. */
    static ByteBuffer bytes(FileChannel file, long from, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        if (from >= 0) {
            while (buffer.hasRemaining() && file.read(buffer, from + buffer.position()) >= 0) {
                // a channel may return less than was asked for
                continue;
            }
        }
        return buffer.flip();
    }
}
