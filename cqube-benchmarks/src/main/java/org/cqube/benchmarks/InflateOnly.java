/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.ZipFile;

/** The JDK inflates the same entry of the same zip, and drops the bytes. */
final class InflateOnly implements Side {

    private final Path zip;
    private final String entry;
    private long bytes;

    InflateOnly(Path zip, String entry) {
        this.zip = zip;
        this.entry = entry;
    }

    @Override
    public String name() {
        return "JDK, inflate only";
    }

    @Override
    public void run() throws IOException {
        long count = 0;
        byte[] buffer = new byte[1 << 16];
        try (ZipFile file = new ZipFile(zip.toFile());
                InputStream in = file.getInputStream(file.getEntry(entry))) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                count += n;
            }
        }
        bytes = count;
    }

    @Override
    public long seen() {
        return bytes;
    }
}
