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
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.concurrent.Callable;
import org.cqube.engines.contract.SourceContract;
import org.cqube.runtime.emission.Contracts;
import org.cqube.runtime.ledger.Replays;
import org.cqube.runtime.operation.CqubeException;
import org.cqube.runtime.operation.Database;
import org.cqube.runtime.operation.Project;
import org.cqube.runtime.operation.Waiting;
import org.cqube.services.acts.Selection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code replay}. */
@Command(
        name = "replay",
        description = {
            "Deletes rows of a source and loads them again from the archived files, in the order of"
                    + " emission; the latest value wins. Readers see the old reports until all is done.",
            "Waits until it is published, and prints what was done as JSON."
        })
final class ReplayCommand implements Callable<Integer> {

    private static final Duration INTERVAL = Duration.ofMillis(200);

    /** A month, {@code 2020-07}. */
    private static final int MONTH_LENGTH = 7;

    private final Console console;

    @Spec private CommandSpec spec;

    @Mixin private HelpOption help;

    @Mixin private DirectoryOption directory;

    @Parameters(paramLabel = "SOURCE", description = "Name of the data source.")
    private String source;

    @Option(
            names = "--from",
            paramLabel = "DATE",
            description = "First day or month (yyyy-MM-dd or yyyy-MM); attendance goes by months.")
    private String from;

    @Option(names = "--to", paramLabel = "DATE", description = "Last day or month.")
    private String to;

    @Option(names = "--school", paramLabel = "ID", description = "Rows of one school.")
    private String school;

    @Option(names = "--exam", paramLabel = "CODE", description = "Rows of one exam.")
    private String exam;

    @Option(
            names = "--semester",
            paramLabel = "[YEAR/]NUMBER",
            description = "Rows of one semester, as 2020-21/1; without a year those of all years.")
    private String semester;

    @Option(names = "--all", description = "All rows of the source.")
    private boolean all;

    @Option(names = "--dry-run", description = "Only show what would be deleted and loaded.")
    private boolean dryRun;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "1800",
            description = "How long to wait at most (${DEFAULT-VALUE}); the replay itself goes on.")
    private long timeoutSeconds;

    ReplayCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        Selection selection = selection();
        check(selection);
        try (Connection connection = Database.of(directory.state()).connect()) {
            Replays replays = new Replays(connection);
            long id = replays.request(source, selection.json(), dryRun);
            console.progress("replay " + id + " of " + source + " is asked for");
            return run(replays, id).code();
        }
    }

    private ExitCode run(Replays replays, long id) throws Exception {
        Duration patience = Duration.ofSeconds(timeoutSeconds);
        boolean ended = Waiting.until(patience, INTERVAL, () -> ended(row(replays, id)));
        JsonNode row = row(replays, id);
        if (!ended) {
            replays.forget(id);
            console.progress(
                    "the replay is "
                            + row.path("state").asText()
                            + " after "
                            + timeoutSeconds
                            + " s: is the flow running, or a publication parked? See ./cqube status");
            return ExitCode.FAULT;
        }
        console.result(row.toString());
        if (row.path("state").asText().equals("failed")) {
            console.progress("the replay failed: " + row.path("failure").asText());
        }
        if (dryRun) {
            replays.forget(id);
        }
        if (row.path("state").asText().equals("failed")) {
            return ExitCode.FAULT;
        }
        return dryRun ? ExitCode.WELL : publication(replays, id, patience);
    }

    private ExitCode publication(Replays replays, long id, Duration patience) throws Exception {
        boolean ended =
                Waiting.until(
                        patience, INTERVAL, () -> published(replays, id) || stuck(replays, id));
        if (published(replays, id)) {
            return ExitCode.WELL;
        }
        console.progress(
                "it is loaded, but its publication " + (ended ? "is parked" : "takes long"));
        return ended ? ExitCode.PARKED : ExitCode.FAULT;
    }

    private static boolean ended(JsonNode row) {
        String state = row.path("state").asText();
        return state.equals("done") || state.equals("failed");
    }

    private Selection selection() {
        boolean narrowed =
                from != null || to != null || school != null || exam != null || semester != null;
        if (narrowed == all) {
            throw wrong("say what to replay: --from, --to, --school, --exam, --semester, or --all");
        }
        String[] parts = semester == null ? new String[] {null} : semester.split("/", 2);
        Selection selection =
                new Selection(
                        day(from, "--from", true),
                        day(to, "--to", false),
                        school,
                        exam,
                        parts[parts.length - 1],
                        parts.length == 2 ? parts[0] : null);
        if (selection.from() != null
                && selection.to() != null
                && selection.to().isBefore(selection.from())) {
            throw wrong("--to is before --from");
        }
        return selection;
    }

    private LocalDate day(String text, String option, boolean first) {
        try {
            if (text == null) {
                return null;
            }
            if (text.length() == MONTH_LENGTH) {
                YearMonth month = YearMonth.parse(text);
                return first ? month.atDay(1) : month.atEndOfMonth();
            }
            return LocalDate.parse(text);
        } catch (DateTimeException notDate) {
            throw wrong(option + ": " + text + " is neither yyyy-MM-dd nor yyyy-MM");
        }
    }

    /** What the contract says before anything is asked of the flow. */
    private void check(Selection selection) throws Exception {
        SourceContract contract =
                Contracts.read(Project.current().flowTemplates()).sources().stream()
                        .filter(known -> known.name().equals(source))
                        .findFirst()
                        .orElseThrow(() -> wrong("there is no data source " + source));
        if (selection.files(contract).isEmpty()) {
            throw wrong(
                    "no file of "
                            + source
                            + " can be chosen this way: its contract names no column for it");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private static JsonNode row(Replays replays, long id) throws CqubeException {
        return asked(() -> replays.row(id));
    }

    private static boolean published(Replays replays, long id) throws CqubeException {
        return asked(() -> replays.published(id));
    }

    private static boolean stuck(Replays replays, long id) throws CqubeException {
        return asked(() -> replays.stuck(id));
    }

    private interface Question<T> {
        T ask() throws SQLException;
    }

    private static <T> T asked(Question<T> question) throws CqubeException {
        try {
            return question.ask();
        } catch (SQLException away) {
            throw new CqubeException("the ledger cannot be read: " + away.getMessage(), away);
        }
    }
}
