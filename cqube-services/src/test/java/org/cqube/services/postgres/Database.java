/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.nifi.reporting.InitializationException;
import org.apache.nifi.util.TestRunner;

/** A real PostgreSQL that can go away and come back at the same address with the same data. */
public final class Database implements AutoCloseable {
    private final Path directory;
    private int port;
    private EmbeddedPostgres server;

    public Database(Path directory) {
        this.directory = directory;
        start();
    }

    public void start() {
        try {
            server =
                    EmbeddedPostgres.builder()
                            .setDataDirectory(directory)
                            .setCleanDataDirectory(false)
                            .setPort(port)
                            .start();
            port = server.getPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no PostgreSQL", e);
        }
    }

    public void stop() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL does not stop", e);
        }
    }

    public int port() {
        return port;
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port);
    }

    public Map<String, String> properties() {
        return Map.of(
                StandardPostgresPool.DATABASE_URL.getName(), url(),
                StandardPostgresPool.DATABASE_USER.getName(), "postgres",
                StandardPostgresPool.MAXIMUM_CONNECTIONS.getName(), "4");
    }

    /** An enabled pool of this server, registered with a runner. */
    public StandardPostgresPool pool(TestRunner runner) throws InitializationException {
        StandardPostgresPool pool = new StandardPostgresPool();
        runner.addControllerService("pool", pool, properties());
        runner.enableControllerService(pool);
        return pool;
    }

    @Override
    public void close() {
        stop();
    }
}
