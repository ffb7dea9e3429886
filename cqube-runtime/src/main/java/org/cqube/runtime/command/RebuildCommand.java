/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.cqube.runtime.ledger.Rebuilds;
import org.cqube.runtime.operation.Buckets;
import org.cqube.runtime.operation.CqubeException;
import org.cqube.runtime.operation.Database;
import org.cqube.runtime.operation.Waiting;
import org.cqube.runtime.state.RuntimeState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.s3.S3Client;

/** {@code rebuild}. */
@Command(
        name = "rebuild",
        description = {
            "Fills an empty database from the input bucket alone: does the acts under _acts/ once more,"
                    + " in their order, with the archived files. Nothing else is taken in meanwhile.",
            "Waits until all is published, and prints what was done as JSON. Asked for again, a rebuild"
                    + " that failed goes on where it stopped."
        })
final class RebuildCommand implements Callable<Integer> {

    private static final Duration INTERVAL = Duration.ofMillis(500);
    private static final Duration UNTIL_WRITTEN = Duration.ofSeconds(60);
    private static final String ACTS = "_acts/";

    private final Console console;

    @Mixin private HelpOption help;

    @Mixin private DirectoryOption directory;

    @Option(
            names = "--wipe-database",
            description = "Drop all tables first. The buckets stay as they are.")
    private boolean wipe;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "86400",
            description =
                    "How long to wait at most (${DEFAULT-VALUE}); the rebuild itself goes on.")
    private long timeoutSeconds;

    private long told;

    RebuildCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        RuntimeState state = directory.state();
        requireActs(state);
        try (Connection connection = Database.of(state).connect()) {
            Rebuilds rebuilds = new Rebuilds(connection);
            begin(rebuilds);
            return await(rebuilds).code();
        }
    }

    /** Without acts there is nothing to rebuild from, and everything to lose. */
    private static void requireActs(RuntimeState state) throws CqubeException {
        try (S3Client client = Buckets.client(state)) {
            if (client.listObjectsV2(
                            request -> request.bucket(Buckets.INPUT).prefix(ACTS).maxKeys(1))
                    .contents()
                    .isEmpty()) {
                throw new CqubeException(
                        "the bucket "
                                + Buckets.INPUT
                                + " has nothing under "
                                + ACTS
                                + ": there is nothing to rebuild from");
            }
        }
    }

    private void begin(Rebuilds rebuilds) throws Exception {
        if (rebuilds.begun()) {
            console.progress("going on with the rebuild that was begun");
            rebuilds.request();
            return;
        }
        long emissions = rebuilds.emissions();
        if (emissions == 0) {
            rebuilds.request();
            return;
        }
        if (!wipe) {
            throw new CqubeException(
                    "the database has "
                            + emissions
                            + " emissions, and a rebuild begins with an empty one: ./cqube rebuild --wipe-database drops"
                            + " its tables first");
        }
        long underWay = rebuilds.underWay();
        if (underWay > 0) {
            throw new CqubeException(
                    underWay
                            + " emissions are under way and not among the acts yet: wait for them, resume or abandon them (./cqube"
                            + " status), then rebuild");
        }
        if (!Waiting.until(UNTIL_WRITTEN, INTERVAL, () -> unwritten(rebuilds) == 0)) {
            throw new CqubeException(
                    unwritten(rebuilds)
                            + " acts are not in the input bucket yet: see the bulletins of ArchiveActs");
        }
        console.progress("dropping all tables");
        rebuilds.wipeAndRequest();
    }

    private ExitCode await(Rebuilds rebuilds) throws Exception {
        Duration patience = Duration.ofSeconds(timeoutSeconds);
        boolean ended = Waiting.until(patience, INTERVAL, () -> ended(rebuilds));
        JsonNode row = rebuilds.row();
        console.result(row.toString());
        if (!ended) {
            console.progress("not done after " + timeoutSeconds + " s: is the flow running?");
            return ExitCode.FAULT;
        }
        if (row.path("state").asText().equals("failed")) {
            console.progress("the rebuild failed: " + row.path("failure").asText());
            return ExitCode.FAULT;
        }
        console.progress("all acts are done, publishing");
        if (!Waiting.until(patience, INTERVAL, () -> published(rebuilds))) {
            console.progress("not published after " + timeoutSeconds + " s, see ./cqube status");
            return ExitCode.FAULT;
        }
        if (!row.path("differences").isEmpty()) {
            console.progress(
                    "some commits did not do what they had done: contract, configuration or SQL are others");
            return ExitCode.FAULT;
        }
        return ExitCode.WELL;
    }

    private boolean ended(Rebuilds rebuilds) throws CqubeException {
        try {
            JsonNode row = rebuilds.row();
            long done = row.path("actsDone").asLong();
            if (done != told) {
                told = done;
                console.progress(done + " of " + row.path("acts").asLong() + " acts");
            }
            String state = row.path("state").asText();
            return state.equals("done") || state.equals("failed");
        } catch (SQLException away) {
            throw unreadable(away);
        }
    }

    private static long unwritten(Rebuilds rebuilds) throws CqubeException {
        try {
            return rebuilds.unwritten();
        } catch (SQLException away) {
            throw unreadable(away);
        }
    }

    private static boolean published(Rebuilds rebuilds) throws CqubeException {
        try {
            return rebuilds.published();
        } catch (SQLException away) {
            throw unreadable(away);
        }
    }

    private static CqubeException unreadable(SQLException away) {
        return new CqubeException("the ledger cannot be read: " + away.getMessage(), away);
    }
}
