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
import java.io.Reader;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The S3 server of an installation on one machine: a bucket is a folder, an object a file. Keys,
 * address and certificate come from a file of properties under S3Proxy's own names ({@code
 * s3proxy.*}), the folder from {@code cqube.objects.directory}.
 */
public final class ObjectStoreServer {

    static final String DIRECTORY = "cqube.objects.directory";

    private static final Logger LOGGER = LoggerFactory.getLogger(ObjectStoreServer.class);

    /** What a client has left, when the server is asked to end, to finish what it began. */
    private static final long STOP_MILLIS = 10_000;

    private ObjectStoreServer() {}

    /**
     * Serves until the process is asked to end.
     *
     * @param arguments the file of properties
     */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 1) {
            throw new IllegalArgumentException("give the file of properties");
        }
        S3Proxy server = server(read(Path.of(arguments[0])));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "objects-stop"));
        // its threads keep the process alive
        server.start();
    }

    /**
     * A server that is not started yet.
     *
     * @throws IllegalArgumentException naming the property that is missing
     */
    static S3Proxy server(Properties properties) throws URISyntaxException {
        String directory = properties.getProperty(DIRECTORY);
        if (directory == null) {
            throw new IllegalArgumentException("the properties lack " + DIRECTORY);
        }
        return S3Proxy.Builder.fromProperties(properties)
                .blobStore(new FilesystemNio2BlobStore(directory))
                .stopTimeout(STOP_MILLIS)
                .build();
    }

    private static Properties read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }

    private static void stop(S3Proxy server) {
        try {
            server.stop();
        } catch (Exception failed) {
            LOGGER.warn("The S3 server did not stop cleanly", failed);
        }
    }
}
