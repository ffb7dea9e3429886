/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.command;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * What a call of the command line gave.
 *
 * @param exit exit code
 * @param output standard output
 * @param progress standard error
 */
record Called(int exit, String output, String progress) {

    /** Calls {@code ./cqube} with these arguments, in this JVM. */
    static Called with(String... arguments) {
        ByteArrayOutputStream results = new ByteArrayOutputStream();
        ByteArrayOutputStream progress = new ByteArrayOutputStream();
        int exit =
                CommandLineFactory.create(
                                new Console(
                                        new PrintStream(results, true, StandardCharsets.UTF_8),
                                        new PrintStream(progress, true, StandardCharsets.UTF_8)))
                        .execute(arguments);
        return new Called(
                exit,
                results.toString(StandardCharsets.UTF_8),
                progress.toString(StandardCharsets.UTF_8));
    }
}
