/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {

    private final ByteArrayOutputStream results = new ByteArrayOutputStream();
    private final ByteArrayOutputStream progress = new ByteArrayOutputStream();
    private final CommandLine line =
            CommandLineFactory.create(
                    new Console(
                            new PrintStream(results, true, StandardCharsets.UTF_8),
                            new PrintStream(progress, true, StandardCharsets.UTF_8)));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "up --asof yesterday",
                "emit student_attendance",
                "emit student_attendance file.csv --replace",
                "emit student_attendance file.csv --as-is --base student_attendance",
                "emit student_attendance file.csv --corrects abc",
                "resume",
                "abandon seven",
                "replay",
                "replay student_attendance",
                "replay student_attendance --all --school 1",
                "replay student_attendance --from July",
                "replay student_attendance --from 2020-08 --to 2020-07",
                "rebuild everything",
                "sql",
                "down --everything"
            })
    void aWrongCallSaysSoAndExitsWithTwo(String arguments) {
        assertThat(line.execute(arguments.isEmpty() ? new String[0] : arguments.split(" ")))
                .isEqualTo(2);
        assertThat(progress.toString(StandardCharsets.UTF_8))
                .startsWith("cqube: ")
                .contains("--help");
        assertThat(results.size()).isZero();
    }

    @Test
    void nothingRunsWhereNothingWasStarted(@TempDir Path directory) {
        assertThat(line.execute("status", "--dir", directory.toString())).isEqualTo(1);
        assertThat(progress.toString(StandardCharsets.UTF_8)).contains("./cqube up");
    }

    @Test
    void downWhereNothingWasStartedIsWell(@TempDir Path directory) {
        assertThat(line.execute("down", "--wipe", "--dir", directory.toString())).isZero();
        assertThat(directory).isDirectory();
    }

    @Test
    void helpListsTheCommandsOfToday() {
        assertThat(line.getUsageMessage())
                .contains("up", "emit", "status", "resume", "abandon", "sql", "logs", "down")
                .contains("check", "contract", "test", "build", "bench", "replay", "rebuild");
    }
}
