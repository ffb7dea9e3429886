/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.cqube.runtime.emission.EmitRequest;
import org.cqube.runtime.emission.Emitter;
import org.cqube.runtime.emission.WrongCallException;
import org.cqube.runtime.operation.Buckets;
import org.cqube.runtime.operation.CqubeException;
import org.cqube.runtime.operation.Emitters;
import org.cqube.runtime.operation.Project;
import software.amazon.awssdk.services.s3.S3Client;

/** Emits cases as {@code ./cqube emit} does, without a process for each. */
final class FaultEmitter {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");

    private final RunningCqube cqube;
    private final Path folder;

    /** Emission times of the zips: each is another, and none is that of another test. */
    private LocalDateTime next = LocalDateTime.of(2025, 11, 1, 0, 0);

    /**
     * @param folder empty, for the files
     */
    FaultEmitter(RunningCqube cqube, Path folder) {
        this.cqube = cqube;
        this.folder = folder;
    }

    /** Gives the object's key of each case, in their order. */
    Map<String, FaultCase> emit(Collection<FaultCase> cases) throws IOException {
        Map<String, FaultCase> emitted = new LinkedHashMap<>();
        try (S3Client client = Buckets.client(cqube.state())) {
            Emitter emitter = Emitters.of(client, Project.current());
            for (FaultCase fault : cases) {
                next = next.plusSeconds(1);
                String name = fault.base() + "_" + STAMP.format(next);
                Path file =
                        Files.write(
                                folder.resolve(name + (fault.zip() ? ".zip" : ".csv")),
                                fault.content());
                String base = fault.zip() ? null : fault.base();
                emitted.put(
                        emitter.emit(
                                        new EmitRequest(
                                                fault.source(),
                                                file,
                                                base,
                                                null,
                                                false,
                                                fault.zip()))
                                .key(),
                        fault);
                Files.delete(file);
            }
        } catch (WrongCallException | CqubeException failed) {
            throw new AssertionError(failed.getMessage(), failed);
        }
        return emitted;
    }
}
