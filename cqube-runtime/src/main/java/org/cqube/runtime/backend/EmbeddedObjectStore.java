/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.backend;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import org.cqube.runtime.state.Secrets;
import org.cqube.runtime.state.StateDirectory;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** An S3 server over a folder: a bucket is a folder, an object a file. Checks signatures. */
final class EmbeddedObjectStore implements AutoCloseable {

    private static final long STOP_MILLIS = 5_000;

    private final S3Proxy server;

    private EmbeddedObjectStore(S3Proxy server) {
        this.server = server;
    }

    static EmbeddedObjectStore start(StateDirectory directory, int port, Secrets secrets)
            throws Exception {
        Files.createDirectories(directory.objects());
        S3Proxy server =
                S3Proxy.builder()
                        .endpoint(URI.create("http://127.0.0.1:" + port))
                        .awsAuthentication(
                                AuthenticationType.AWS_V2_OR_V4,
                                secrets.s3AccessKey(),
                                secrets.s3SecretKey())
                        .blobStore(new FilesystemNio2BlobStore(directory.objects().toString()))
                        .stopTimeout(STOP_MILLIS)
                        .build();
        server.start();
        return new EmbeddedObjectStore(server);
    }

    @Override
    public void close() throws IOException {
        try {
            server.stop();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (Exception failed) {
            throw new IOException("the S3 server did not stop cleanly", failed);
        }
    }
}
