/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.s3;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import software.amazon.awssdk.http.ContentStreamProvider;

/**
 * Hands a content's bytes to the client library and remembers the faults that are the content's
 * own: to the library an unreadable local file looks like a broken connection.
 *
 * <p>The library leaves a stream open when a request fails or is sent again; to NiFi an open stream
 * means a FlowFile in use. Hence each new stream closes the one before, and {@link #close} the
 * last.
 */
final class CheckedSource implements ContentStreamProvider, Closeable {
    private final Content content;
    private volatile IOException fault;
    private InputStream open = InputStream.nullInputStream();

    CheckedSource(Content content) {
        this.content = content;
    }

    /** Why the content could not be read to its announced end, if that is what happened. */
    Optional<IOException> fault() {
        return Optional.ofNullable(fault);
    }

    @Override
    public synchronized InputStream newStream() {
        try {
            open.close();
            open = new Counted(content.source().open());
            return open;
        } catch (IOException e) {
            fault = e;
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        open.close();
    }

    private final class Counted extends FilterInputStream {
        private long left = content.length();

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                int count = super.read(target, offset, length);
                left -= Math.max(count, 0);
                // The library reads no further than the announced length, so a longer content
                // would be cut silently; hence the look ahead before the last byte is handed over.
                boolean longer = left < 0 || (left == 0 && count > 0 && super.read() >= 0);
                boolean shorter = count < 0 && left > 0;
                if (longer || shorter) {
                    throw new IOException(
                            "content is %s than the %d bytes announced"
                                    .formatted(longer ? "longer" : "shorter", content.length()));
                }
                return count;
            } catch (IOException e) {
                fault = e;
                throw e;
            }
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
    }
}
