/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code LC_ALL=C sort -u} of GNU coreutils with one thread: drops equal lines, and neither
 * validates nor finds conflicts nor keeps the order.
 */
final class SortUnique implements Side {

    private final Path raw;
    private final Path folder;
    private final int copies;

    /**
     * @param copies equal lines that it drops, known from how the data was made
     */
    SortUnique(Path raw, Path folder, int copies) {
        this.raw = raw;
        this.folder = folder;
        this.copies = copies;
    }

    /** Whether this machine has GNU sort. */
    static boolean isAvailable() throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder("sort", "--parallel=1", "--version")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public String name() {
        return "sort -u";
    }

    @Override
    public void run() throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        List.of(
                                "sort",
                                "-u",
                                "--parallel=1",
                                "-S",
                                "512M",
                                "-T",
                                folder.toString(),
                                "-o",
                                sorted().toString(),
                                raw.toString()));
        builder.environment().put("LC_ALL", "C");
        int code = builder.inheritIO().start().waitFor();
        if (code != 0) {
            throw new IOException("sort ended with " + code);
        }
    }

    @Override
    public long seen() throws IOException {
        try (Stream<String> lines = Files.lines(sorted())) {
            return lines.count() - 1 + copies;
        }
    }

    private Path sorted() {
        return folder.resolve("sorted.csv");
    }
}
