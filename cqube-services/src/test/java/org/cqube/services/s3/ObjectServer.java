/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.s3;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.apache.nifi.reporting.InitializationException;
import org.apache.nifi.util.TestRunner;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** A real S3 server over a folder, which can go away and come back at the same address. */
public final class ObjectServer implements AutoCloseable {
    public static final String ACCESS_KEY = "cqube";
    public static final String SECRET_KEY = "cqube-secret";

    private final Path folder;
    private S3Proxy server;
    private int port;

    public ObjectServer(Path folder) {
        this.folder = folder;
        start();
    }

    public void start() {
        try {
            server =
                    S3Proxy.builder()
                            .endpoint(URI.create("http://127.0.0.1:" + port))
                            .awsAuthentication(
                                    AuthenticationType.AWS_V2_OR_V4, ACCESS_KEY, SECRET_KEY)
                            .blobStore(new FilesystemNio2BlobStore(folder.toString()))
                            .stopTimeout(0) // idle connections of clients do not hold it up
                            .build();
            server.start();
            port = server.getPort();
        } catch (Exception e) {
            throw new IllegalStateException("no S3 server", e);
        }
    }

    public void stop() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("S3 server does not stop", e);
        }
    }

    public String endpoint() {
        return "http://127.0.0.1:" + port;
    }

    public Map<String, String> properties() {
        return Map.of(
                StandardObjectStore.ENDPOINT.getName(), endpoint(),
                StandardObjectStore.ACCESS_KEY.getName(), ACCESS_KEY,
                StandardObjectStore.SECRET_KEY.getName(), SECRET_KEY);
    }

    /** An enabled store of this server, registered with a runner. */
    public StandardObjectStore store(TestRunner runner) throws InitializationException {
        StandardObjectStore store = new StandardObjectStore();
        runner.addControllerService("store", store, properties());
        runner.enableControllerService(store);
        return store;
    }

    @Override
    public void close() {
        stop();
    }
}
