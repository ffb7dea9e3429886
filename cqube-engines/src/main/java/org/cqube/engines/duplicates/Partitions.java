/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.duplicates;

import java.io.EOFException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Append-only streams of bytes, numbered from 0, whose full chunks live in a {@link SpillStore}.
 */
final class Partitions {

    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final SpillStore store;
    private final List<Stream> streams = new ArrayList<>();
    private final byte[] scratch = new byte[Long.BYTES];

    Partitions(SpillStore store) {
        this.store = store;
    }

    void writeInt(int partition, int value) throws IOException {
        INT.set(scratch, 0, value);
        write(partition, scratch, 0, Integer.BYTES);
    }

    void writeLong(int partition, long value) throws IOException {
        LONG.set(scratch, 0, value);
        write(partition, scratch, 0, Long.BYTES);
    }

    /** Writes a long and an int behind it. */
    void writeLongAndInt(int partition, long first, int second) throws IOException {
        Stream stream = stream(partition);
        if (SpillStore.CHUNK - stream.used >= Long.BYTES + Integer.BYTES) {
            LONG.set(stream.current, stream.used, first);
            INT.set(stream.current, stream.used + Long.BYTES, second);
            stream.used += Long.BYTES + Integer.BYTES;
        } else {
            writeLong(partition, first);
            writeInt(partition, second);
        }
    }

    private Stream stream(int partition) {
        while (streams.size() <= partition) {
            streams.add(null);
        }
        Stream stream = streams.get(partition);
        if (stream == null) {
            stream = new Stream();
            streams.set(partition, stream);
        }
        return stream;
    }

    void write(int partition, byte[] bytes, int from, int length) throws IOException {
        Stream stream = stream(partition);
        int at = from;
        int left = length;
        while (left > 0) {
            if (stream.used == SpillStore.CHUNK) {
                stream.addChunk(store.write(stream.current));
            }
            int count = Math.min(left, SpillStore.CHUNK - stream.used);
            System.arraycopy(bytes, at, stream.current, stream.used, count);
            stream.used += count;
            at += count;
            left -= count;
        }
    }

    /** Number of partitions, the empty ones among them included. */
    int count() {
        return streams.size();
    }

    /** Reads a partition from its beginning. Nothing may be written meanwhile. */
    Reader read(int partition) {
        Stream stream = partition < streams.size() ? streams.get(partition) : null;
        return new Reader(stream == null ? new Stream() : stream);
    }

    private static final class Stream {
        private final byte[] current = new byte[SpillStore.CHUNK];
        private int used;
        private int[] chunks = new int[4];
        private int full;

        void addChunk(int number) {
            if (full == chunks.length) {
                chunks = Arrays.copyOf(chunks, full * 2);
            }
            chunks[full++] = number;
            used = 0;
        }
    }

    /** Reads one partition in the order of writing. */
    final class Reader {
        private final Stream stream;
        private final byte[] chunk = new byte[SpillStore.CHUNK];
        private final byte[] number = new byte[Long.BYTES];
        private int next;
        private int position = SpillStore.CHUNK;
        private int limit = SpillStore.CHUNK;

        private Reader(Stream stream) {
            this.stream = stream;
        }

        boolean hasMore() throws IOException {
            if (position < limit) {
                return true;
            }
            if (next < stream.full) {
                store.read(stream.chunks[next++], chunk);
                position = 0;
                return true;
            }
            if (next == stream.full && stream.used > 0) {
                next++;
                System.arraycopy(stream.current, 0, chunk, 0, stream.used);
                position = 0;
                limit = stream.used;
                return true;
            }
            return false;
        }

        int readInt() throws IOException {
            read(number, Integer.BYTES);
            return (int) INT.get(number, 0);
        }

        long readLong() throws IOException {
            read(number, Long.BYTES);
            return (long) LONG.get(number, 0);
        }

        byte[] readBytes(int length) throws IOException {
            byte[] bytes = new byte[length];
            read(bytes, length);
            return bytes;
        }

        void skip(int length) throws IOException {
            int left = length;
            while (left > 0) {
                if (!hasMore()) {
                    throw new EOFException("a partition ends within an entry");
                }
                int count = Math.min(left, limit - position);
                position += count;
                left -= count;
            }
        }

        private void read(byte[] target, int length) throws IOException {
            int at = 0;
            while (at < length) {
                if (!hasMore()) {
                    throw new EOFException("a partition ends within an entry");
                }
                int count = Math.min(length - at, limit - position);
                System.arraycopy(chunk, position, target, at, count);
                position += count;
                at += count;
            }
        }
    }
}
