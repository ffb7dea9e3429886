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
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Measures a CSV while its bytes pass by: size, checksum, records, columns. What was counted stays
 * readable when the input fails in the middle.
 */
final class CsvMeasure {

    private static final int BUFFER = 64 * 1024;

    /** A header is not longer, or too long to be one. */
    private static final int HEAD = 8 * 1024;

    private final RecordCounter counter;
    private final MessageDigest digest = sha256();
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private long bytes;

    CsvMeasure(byte delimiter, byte quote) {
        counter = new RecordCounter(delimiter, quote);
    }

    /** Reads to the end, handing every byte on as it is. Closes neither stream. */
    void read(InputStream in, OutputStream copy) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            digest.update(buffer, 0, read);
            counter.accept(buffer, 0, read);
            head.write(buffer, 0, Math.min(read, HEAD - head.size()));
            bytes += read;
            copy.write(buffer, 0, read);
        }
        counter.finish();
    }

    /** Uncompressed size. */
    long bytes() {
        return bytes;
    }

    /** The first bytes of the file, with its header. */
    byte[] head() {
        return head.toByteArray();
    }

    /** What the bytes are as records. */
    RecordCounter counted() {
        return counter;
    }

    /** The checksum over all bytes so far, 64 lower-case hex digits. Call it once, at the end. */
    String sha256Hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
