/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Endless empty lines, in blocks; something happens once a number of bytes have been read. */
abstract class BlockStream extends InputStream {
    private final long trigger;
    private long read;
    private boolean triggered;

    BlockStream(long trigger) {
        this.trigger = trigger;
    }

    abstract void happen() throws IOException;

    @Override
    public int read() {
        throw new UnsupportedOperationException("read in blocks");
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (read >= trigger && !triggered) {
            triggered = true;
            happen();
        }
        read += length;
        Arrays.fill(target, offset, offset + length, (byte) '\n');
        return length;
    }
}
