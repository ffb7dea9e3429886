/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.emission;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipException;

/**
 * Inflates one entry and counts: stops at the limits, and at the end compares the checksum of the
 * archive, which {@code ZipFile} does not.
 */
final class EntryStream extends FilterInputStream {

    private final EmissionZip zip;
    private final int index;
    private final String name;
    private final long compressed;
    private final long expectedCrc;
    private final CRC32 crc = new CRC32();
    private long count;

    /**
     * @param in the inflated bytes
     * @param zip whose budget of bytes is used up
     * @param index of the entry in the zip
     * @param name for messages
     * @param compressed bytes of the entry in the archive, at most the archive's own size
     * @param expectedCrc of the archive's directory
     */
    EntryStream(
            InputStream in,
            EmissionZip zip,
            int index,
            String name,
            long compressed,
            long expectedCrc) {
        super(in);
        this.zip = zip;
        this.index = index;
        this.name = name;
        this.compressed = compressed;
        this.expectedCrc = expectedCrc;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        int read;
        try {
            read = in.read(target, from, length);
        } catch (ZipException | EOFException e) {
            UnreadableZipException fault =
                    new UnreadableZipException(
                            name + " is damaged in the zip: " + e.getMessage() + ". Emit it again");
            fault.initCause(e);
            throw fault;
        }
        if (read < 0) {
            if (crc.getValue() != expectedCrc) {
                throw new UnreadableZipException(
                        name
                                + " is damaged: its bytes do not match the zip's own checksum. Emit it again");
            }
            return read;
        }
        crc.update(target, from, read);
        count += read;
        checkLimits();
        return read;
    }

    private void checkLimits() throws UnreadableZipException {
        ZipLimits limits = zip.limits();
        if (zip.inflated(index, count) > limits.maxBytes()) {
            throw new UnreadableZipException(
                    "The files in the zip are larger than %d bytes together, at %s. Split the emission, or"
                                    .formatted(limits.maxBytes(), name)
                            + " ask for a higher limit");
        }
        if (count > ZipLimits.RATIO_FREE_BYTES && count / limits.maxRatio() > compressed) {
            throw new UnreadableZipException(
                    "%s expands to more than %d times its compressed size: not taken for a data file"
                            .formatted(name, limits.maxRatio()));
        }
    }

    @Override
    public long skip(long bytes) throws IOException {
        return bytes <= 0 ? 0 : Math.max(0, read(new byte[(int) Math.min(bytes, 8192)]));
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
