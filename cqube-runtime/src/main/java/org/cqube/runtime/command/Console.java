/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Where a command speaks: results on standard output, progress on standard error. */
public final class Console {

    private final PrintStream results;
    private final PrintStream progress;

    Console(PrintStream results, PrintStream progress) {
        this.results = results;
        this.progress = progress;
    }

    public static Console system() {
        return new Console(
                new PrintStream(
                        new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8),
                new PrintStream(
                        new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
    }

    /** One line of the result. */
    public void result(String line) {
        results.println(line);
        results.flush();
    }

    public PrintWriter resultWriter() {
        return new PrintWriter(results, false, StandardCharsets.UTF_8);
    }

    /** One line about what is going on. */
    public void progress(String line) {
        progress.println(line);
    }
}
