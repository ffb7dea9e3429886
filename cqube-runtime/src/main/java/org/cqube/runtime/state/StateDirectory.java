/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/**
 * The directory that holds everything a runtime writes: databases, objects, mails, queues, logs and
 * generated secrets. Readable by its owner only, as it holds data about children and the keys to
 * it.
 *
 * @param root absolute path of the directory
 */
public record StateDirectory(Path root) {

    public StateDirectory {
        root = root.toAbsolutePath().normalize();
    }

    public Path runtimeFile() {
        return root.resolve("runtime.json");
    }

    public Path lockFile() {
        return root.resolve("lock");
    }

    /** Cluster directory of PostgreSQL. */
    public Path databaseFiles() {
        return root.resolve("postgres");
    }

    /** PostgreSQL's programs, unpacked. */
    public Path databasePrograms() {
        return root.resolve("postgres-programs");
    }

    /** One folder per bucket, one file per object. */
    public Path objects() {
        return root.resolve("s3");
    }

    /** One {@code .eml} file per caught mail. */
    public Path mailbox() {
        return root.resolve("mail");
    }

    public Path nifiHome() {
        return root.resolve("nifi");
    }

    /** Class path of the backend process: its own copy, so that a build does not pull it away. */
    public Path backendLibrary() {
        return root.resolve("lib");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    /** Says which process has all of the backend's services up. */
    public Path backendReady() {
        return root.resolve("backend.ready");
    }

    /** Makes the directory and its fixed parts, where missing. */
    public void create() throws IOException {
        Files.createDirectories(root);
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
        for (Path part : List.of(objects(), mailbox(), nifiHome(), logs())) {
            Files.createDirectories(part);
        }
    }

    public boolean exists() {
        return Files.isRegularFile(runtimeFile());
    }

    /**
     * Deletes the directory with all its data.
     *
     * @throws IOException if the directory is not one of ours, or something in it cannot be deleted
     */
    public void wipe() throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        if (!exists()) {
            throw new IOException(root + " has no runtime.json, so it is not wiped");
        }
        try (Stream<Path> entries = Files.list(root)) {
            // the file that marks the directory as ours goes last: a broken wipe can be repeated
            for (Path entry : entries.filter(path -> !path.equals(runtimeFile())).toList()) {
                FileTree.delete(entry);
            }
        }
        Files.deleteIfExists(runtimeFile());
        Files.deleteIfExists(root);
    }
}
