/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.backend;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.cqube.runtime.state.FileTree;
import org.cqube.runtime.state.Secrets;
import org.cqube.runtime.state.StateDirectory;

/**
 * A PostgreSQL whose data outlives its process: unlike the library's default, a committed
 * transaction is on disk. Listens on loopback and asks for a password.
 */
final class EmbeddedDatabase implements AutoCloseable {

    private static final Duration STARTUP = Duration.ofSeconds(60);

    private final EmbeddedPostgres server;

    private EmbeddedDatabase(EmbeddedPostgres server) {
        this.server = server;
    }

    static EmbeddedDatabase start(StateDirectory directory, int port, Secrets secrets) {
        Path files = directory.databaseFiles();
        OrphanedDatabase.stop(files);
        DatabaseAccess access = new DatabaseAccess(files, secrets);
        try {
            discardUnfinished(files);
            EmbeddedPostgres server =
                    EmbeddedPostgres.builder()
                            .setOverrideWorkingDirectory(directory.databasePrograms().toFile())
                            .setDataDirectory(files)
                            .setCleanDataDirectory(false)
                            // the backend closes its services itself, in order
                            .setRegisterShutdownHook(false)
                            .setPort(port)
                            .setPGStartupWait(STARTUP)
                            .setLocaleConfig("locale", "C")
                            .setLocaleConfig("locale-provider", "builtin")
                            .setLocaleConfig("builtin-locale", "C.UTF-8")
                            .setConnectConfig("password", secrets.superuserPassword())
                            .setServerConfig("fsync", "on")
                            .setServerConfig("synchronous_commit", "on")
                            .setServerConfig("max_connections", "100")
                            .setDataDirectoryCustomizer(data -> configure(data, access))
                            .start();
            access.secure(server);
            return new EmbeddedDatabase(server);
        } catch (IOException failed) {
            throw new UncheckedIOException("PostgreSQL did not start", failed);
        } catch (SQLException failed) {
            throw new IllegalStateException("PostgreSQL could not be set up", failed);
        }
    }

    /** A cluster whose making was interrupted has no use: initdb refuses to go on with it. */
    private static void discardUnfinished(Path files) throws IOException {
        if (Files.isDirectory(files) && !Files.exists(files.resolve(DatabaseAccess.SECURED))) {
            FileTree.delete(files);
        }
    }

    private static void configure(File data, DatabaseAccess access) {
        try {
            Path own = data.toPath().resolve("cqube.conf");
            Files.writeString(
                    own,
                    """
                    # no socket file: two runtimes side by side, and no way round the password
                    unix_socket_directories = ''
                    logging_collector = on
                    log_directory = '../logs'
                    log_filename = 'postgresql-%a.log'
                    log_truncate_on_rotation = on
                    log_rotation_age = 1d
                    log_rotation_size = 0
                    max_wal_size = '2GB'
                    """);
            Path main = data.toPath().resolve("postgresql.conf");
            String include = "include 'cqube.conf'";
            if (!Files.readString(main).contains(include)) {
                Files.writeString(main, Files.readString(main) + "\n" + include + "\n");
            }
            access.prepare();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
