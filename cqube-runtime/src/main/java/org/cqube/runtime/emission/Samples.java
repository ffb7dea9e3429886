/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.emission;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.cqube.engines.contract.SourceContract;
import org.cqube.runtime.ledger.Emission;
import org.cqube.runtime.ledger.Ledger;
import org.cqube.runtime.operation.CqubeException;

/** The project's own made-up files, so that a newcomer has something to look at. */
public final class Samples {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Path folder;
    private final Contracts contracts;
    private final Emitter emitter;
    private final Connection connection;
    private final Consumer<String> progress;

    /**
     * @param folder one folder per source with CSVs
     * @param connection to the ledger; left open
     */
    public Samples(
            Path folder,
            Contracts contracts,
            Emitter emitter,
            Connection connection,
            Consumer<String> progress) {
        this.folder = folder;
        this.contracts = contracts;
        this.emitter = emitter;
        this.connection = connection;
        this.progress = progress;
    }

    /**
     * Emits what the ledger does not know yet, masters before facts, and waits until all is
     * published.
     */
    public void emit() throws IOException, CqubeException, SQLException, WrongCallException {
        EmissionWatch watch = new EmissionWatch(connection, progress);
        List<Emitted> all = new ArrayList<>();
        for (List<SourceContract> wave : LoadOrder.waves(contracts.sources())) {
            List<Emitted> emitted = new ArrayList<>();
            for (SourceContract source : wave) {
                for (Path file : unknownFiles(source)) {
                    emitted.add(emitter.emit(EmitRequest.of(source.name(), file)));
                }
            }
            watch.untilLoaded(emitted, PATIENCE);
            all.addAll(emitted);
        }
        Map<Emitted, List<Emission>> ends = watch.untilEnded(all, PATIENCE);
        List<String> unfinished =
                ends.entrySet().stream()
                        .filter(
                                end ->
                                        end.getValue().isEmpty()
                                                || !end.getValue().stream()
                                                        .allMatch(Emission::published))
                        .map(end -> end.getKey().key())
                        .toList();
        if (!unfinished.isEmpty()) {
            throw new CqubeException(
                    "not published: " + String.join(", ", unfinished) + "; see ./cqube status");
        }
    }

    private List<Path> unknownFiles(SourceContract source) throws IOException, SQLException {
        Path own = folder.resolve(source.name());
        if (!Files.isDirectory(own)) {
            return List.of();
        }
        List<Path> unknown = new ArrayList<>();
        try (Stream<Path> files = Files.list(own)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".csv")).sorted().toList()) {
                if (!new Ledger(connection).knows(source.name(), sha256(file))) {
                    unknown.add(file);
                }
            }
        }
        return unknown;
    }

    private static String sha256(Path file) throws IOException {
        try (DigestInputStream in =
                new DigestInputStream(
                        Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
