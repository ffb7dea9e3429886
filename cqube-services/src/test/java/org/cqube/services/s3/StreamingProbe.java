/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.Optional;

/** Own process with a small heap: puts and gets an object many times larger than that. */
final class StreamingProbe {
    static final long BYTES = 256L << 20;

    private StreamingProbe() {}

    public static void main(String[] arguments) throws IOException {
        ObjectStoreSettings settings =
                new ObjectStoreSettings(
                        Optional.of(URI.create(arguments[0])),
                        "us-east-1",
                        true,
                        Optional.of(ObjectServer.ACCESS_KEY),
                        ObjectServer.SECRET_KEY);
        try (S3Requests requests = new S3Requests(settings)) {
            requests.put("large", "large.bin", Content.of(Zeros::new, BYTES, "text/csv"));
            try (InputStream in = requests.get("large", "large.bin")) {
                System.out.println(in.transferTo(OutputStream.nullOutputStream()));
            }
        }
    }

    private static final class Zeros extends InputStream {
        private long left = BYTES;

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            int count = (int) Math.min(length, left);
            left -= count;
            return count == 0 ? -1 : count;
        }
    }
}
