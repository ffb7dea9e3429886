/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * The bytes of one object. Tells an outage of the store from other faults of reading, and an object
 * that was cut short from one that ended.
 */
final class ObjectStream extends FilterInputStream {
    private final String name;
    private final ResponseInputStream<GetObjectResponse> response;
    private long left;

    ObjectStream(String bucket, String key, ResponseInputStream<GetObjectResponse> response) {
        super(response);
        this.name = bucket + "/" + key;
        this.response = response;
        this.left = response.response().contentLength();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count;
        try {
            count = super.read(target, offset, length);
        } catch (IOException e) {
            throw interrupted(e);
        }
        if (count > 0) {
            left -= count;
        } else if (count < 0 && left > 0) {
            throw interrupted(null);
        }
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = super.skip(count);
        left -= skipped;
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** Gives up the connection rather than reading the rest, which may be gigabytes. */
    @Override
    public void close() throws IOException {
        if (left > 0) {
            response.abort();
        }
        super.close();
    }

    private IOException interrupted(IOException cause) {
        String message =
                "Reading %s stopped %d bytes before its end".formatted(name, Math.max(left, 0));
        return new IOException(message, new ObjectStoreException(message, true, cause));
    }
}
