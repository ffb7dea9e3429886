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
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Chunks of bytes, in memory up to a budget and in one temporary file beyond it. The file is made
 * when it is first needed and deleted on {@link #close()}, and by the system if the process dies
 * where the system can do that.
 */
final class SpillStore implements AutoCloseable {

    static final int CHUNK = 4096;

    private final Path directory;
    private final int chunksInMemory;
    private final List<byte[]> memory = new ArrayList<>();
    private Path file;
    private FileChannel channel;
    private int chunks;

    /**
     * @param directory where the temporary file is made
     * @param budget bytes of chunks to keep in memory
     */
    SpillStore(Path directory, long budget) {
        this.directory = directory;
        this.chunksInMemory = (int) Math.min(Integer.MAX_VALUE, budget / CHUNK);
    }

    /** Stores a copy of a chunk and gives its number. */
    int write(byte[] chunk) throws IOException {
        if (chunks < chunksInMemory) {
            memory.add(chunk.clone());
        } else {
            ByteBuffer from = ByteBuffer.wrap(chunk);
            long position = offset(chunks);
            while (from.hasRemaining()) {
                position += open().write(from, position);
            }
        }
        return chunks++;
    }

    /** Reads a chunk back. */
    void read(int number, byte[] into) throws IOException {
        if (number < memory.size()) {
            System.arraycopy(memory.get(number), 0, into, 0, CHUNK);
            return;
        }
        ByteBuffer to = ByteBuffer.wrap(into);
        long position = offset(number);
        while (to.hasRemaining()) {
            int count = channel.read(to, position);
            if (count < 0) {
                throw new EOFException("the spill file is shorter than what was written to it");
            }
            position += count;
        }
    }

    /** Whether chunks went to the temporary file. */
    boolean spilled() {
        return file != null;
    }

    @Override
    public void close() throws IOException {
        memory.clear();
        try {
            if (channel != null) {
                channel.close();
            }
        } finally {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        }
    }

    private FileChannel open() throws IOException {
        if (channel == null) {
            file = Files.createTempFile(directory, "cqube-duplicates-", ".spill");
            channel =
                    FileChannel.open(
                            file,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.DELETE_ON_CLOSE);
        }
        return channel;
    }

    private long offset(int number) {
        return (long) (number - chunksInMemory) * CHUNK;
    }
}
