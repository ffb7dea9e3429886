/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.processors;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.nifi.controller.ControllerService;
import org.apache.nifi.processor.Processor;
import org.apache.nifi.reporting.InitializationException;
import org.apache.nifi.util.TestRunner;
import org.cqube.services.NoProcessor;
import org.cqube.services.catalog.StandardDataSourceCatalog;
import org.cqube.services.ledger.Migrations;
import org.cqube.services.mail.StandardMailServer;
import org.cqube.services.postgres.StandardPostgresPool;
import org.cqube.services.s3.Content;
import org.cqube.services.s3.ObjectServer;
import org.cqube.services.s3.StandardObjectStore;
import org.cqube.services.s3.StoredObject;

/**
 * What stands around the processors: a real PostgreSQL, a real S3 server, and the committed folders
 * of the data sources beside one that was invented for these tests. Started once per JVM; {@link
 * #reset} before each test.
 */
final class World {
    static final World WORLD = new World();

    static final String EMISSION = "cqube-emission";
    static final String INPUT = "cqube-input";
    static final String OUTPUT = "cqube-output";

    /** The invented source: nothing in Java knows it, two files in one zip. */
    static final String LIBRARY = "library";

    final SwitchedPool pool;
    private final SwitchedPool aggregatePool;
    private final SwitchedPool publishPool;
    final FaultyStore store;
    final SwitchedCatalog catalog;
    final Path folders;
    final Database database;
    final StandardMailServer mail = new StandardMailServer();
    final GreenMail catcher;
    final int mailPort;

    private final Path directory;

    private World() {
        try {
            directory = Files.createTempDirectory("cqube-world-");
            for (final String bucket : List.of(EMISSION, INPUT, OUTPUT)) {
                Files.createDirectories(directory.resolve("s3").resolve(bucket));
            }
            folders = Files.createDirectories(directory.resolve("sources"));
            copySources(folders);
            final EmbeddedPostgres postgres =
                    EmbeddedPostgres.builder()
                            .setServerConfig("fsync", "off")
                            .setServerConfig("synchronous_commit", "off")
                            .start();
            final ObjectServer server = new ObjectServer(directory.resolve("s3"));
            final String url =
                    "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(postgres.getPort());
            try (Connection administrator = postgres.getPostgresDatabase().getConnection()) {
                Migrations.prepareServer(administrator);
            }
            // each processor works under the login that the flow gives it
            pool = new SwitchedPool(pool(url, "nifi_load"));
            aggregatePool = pool.sibling(pool(url, "nifi_aggregate"));
            publishPool = pool.sibling(pool(url, "nifi_publish"));
            store = new FaultyStore(store(server.endpoint()), store("http://127.0.0.1:1"));
            catalog = new SwitchedCatalog(catalogOf(folders));
            database = new Database(pool(url, "postgres"));
            mailPort = freePort();
            catcher =
                    new GreenMail(
                            new ServerSetup(mailPort, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
            catcher.start();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        } catch (final SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static StandardPostgresPool pool(final String url, final String user) {
        return enabled(
                new StandardPostgresPool(),
                Map.of("Database URL", url, "Database User", user, "Owner User", "nifi_owner"));
    }

    /** The pool that the flow gives a processor. */
    SwitchedPool pool(final Processor processor) {
        return switch (processor) {
            case AggregateMetrics aggregate -> aggregatePool;
            case PublishMetrics publish -> publishPool;
            case ExpireGenerations expire -> publishPool;
            default -> pool;
        };
    }

    private static StandardObjectStore store(final String endpoint) {
        return enabled(
                new StandardObjectStore(),
                Map.of(
                        "Endpoint", endpoint,
                        "Access Key", ObjectServer.ACCESS_KEY,
                        "Secret Key", ObjectServer.SECRET_KEY));
    }

    /** A catalog over a folder. */
    static StandardDataSourceCatalog catalogOf(final Path folder) {
        return enabled(
                new StandardDataSourceCatalog(),
                Map.of("Directory", folder.toString(), "Reload Interval", "1 day"));
    }

    private static <T extends ControllerService> T enabled(
            final T service, final Map<String, String> properties) {
        try {
            final TestRunner runner = NoProcessor.runner();
            runner.addControllerService("service", service, properties);
            runner.enableControllerService(service);
            return service;
        } catch (final InitializationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The committed sources, and the invented one. */
    static void copySources(final Path target) throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("..", "flow-templates"))) {
            for (final Path folder :
                    folders.filter(f -> Files.exists(f.resolve("datapackage.json"))).toList()) {
                copy(folder, target.resolve(folder.getFileName().toString()));
            }
        }
        copy(Path.of("src", "test", "resources", LIBRARY), target.resolve(LIBRARY));
    }

    static void copy(final Path from, final Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (final Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName().toString()));
            }
        }
    }

    /** Empty tables, empty buckets, no fault. */
    void reset() {
        pool.mend();
        store.mend();
        catalog.mend();
        database.empty(catalog);
        mailComesBack();
        purgeMail();
        for (final String bucket : List.of(EMISSION, INPUT, OUTPUT)) {
            keys(bucket, "").forEach(key -> store.delete(bucket, key));
        }
    }

    /** The mail server does not answer until the next call of {@link #mailComesBack}. */
    void mailGoesAway() {
        catcher.stop();
    }

    void mailComesBack() {
        if (!catcher.isRunning()) {
            catcher.start();
        }
    }

    /** Mails that arrived, in order, as recipients, subject and text. */
    List<String> mails() {
        return Stream.of(catcher.getReceivedMessages())
                .map(
                        message -> {
                            try {
                                return "%s|%s|%s"
                                        .formatted(
                                                message.getHeader("To", ","),
                                                message.getSubject(),
                                                ((Multipart) message.getContent())
                                                        .getBodyPart(0)
                                                        .getContent());
                            } catch (final MessagingException | IOException e) {
                                throw new IllegalStateException(e);
                            }
                        })
                .toList();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void purgeMail() {
        try {
            catcher.purgeEmailFromAllMailboxes();
        } catch (final FolderException e) {
            throw new IllegalStateException(e);
        }
    }

    List<String> keys(final String bucket, final String prefix) {
        try (Stream<StoredObject> objects = store.list(bucket, prefix)) {
            return objects.map(StoredObject::key).toList();
        }
    }

    byte[] bytes(final String bucket, final String key) {
        try (var stream = store.get(bucket, key)) {
            return stream.readAllBytes();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void put(final String bucket, final String key, final byte[] bytes) {
        store.put(bucket, key, Content.of(bytes, "application/octet-stream"));
    }
}
