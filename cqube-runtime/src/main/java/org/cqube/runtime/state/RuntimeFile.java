/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** Reads and replaces {@code runtime.json}; readable by its owner only. */
public final class RuntimeFile {

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private RuntimeFile() {}

    /**
     * @return empty if there is none yet
     * @throws IOException if it is there and cannot be read or understood
     */
    public static Optional<RuntimeState> read(StateDirectory directory) throws IOException {
        if (!directory.exists()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    JSON.readValue(directory.runtimeFile().toFile(), RuntimeState.class));
        } catch (JsonProcessingException broken) {
            // the parser's message may quote a secret
            throw new IOException(directory.runtimeFile() + " is not as this version writes it");
        }
    }

    /** Replaces the file in one step, so that a reader sees the old or the new one. */
    public static void write(StateDirectory directory, RuntimeState state) throws IOException {
        Path target = directory.runtimeFile();
        Path temporary =
                Files.createTempFile(
                        directory.root(),
                        "runtime",
                        ".tmp",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        try {
            Files.write(temporary, JSON.writeValueAsBytes(state));
            Files.move(
                    temporary,
                    target,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
