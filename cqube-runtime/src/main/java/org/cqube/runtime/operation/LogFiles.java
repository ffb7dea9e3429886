/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.operation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.cqube.runtime.state.StateDirectory;

/** The logs of the runtime's processes, the young ones. */
public final class LogFiles {

    private LogFiles() {}

    /** Last lines of each log that was written to within a day, under its path. */
    public static List<String> tail(StateDirectory directory, int lines) throws IOException {
        Instant young = Instant.now().minus(1, ChronoUnit.DAYS);
        List<Path> logs = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory.logs())) {
            for (Path file : files.sorted().toList()) {
                if (Files.size(file) > 0
                        && Files.getLastModifiedTime(file).toInstant().isAfter(young)) {
                    logs.add(file);
                }
            }
        }
        List<String> text = new ArrayList<>();
        for (Path log : logs) {
            text.add("==> " + log + " <==");
            text.addAll(last(log, lines));
        }
        return text;
    }

    private static List<String> last(Path log, int count) throws IOException {
        Deque<String> kept = new ArrayDeque<>();
        // a log may hold any bytes: ISO 8859-1 fails on none, and is turned back below
        try (Stream<String> all = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            all.forEach(
                    line -> {
                        kept.add(line);
                        if (kept.size() > count) {
                            kept.remove();
                        }
                    });
        }
        return kept.stream()
                .map(
                        line ->
                                new String(
                                        line.getBytes(StandardCharsets.ISO_8859_1),
                                        StandardCharsets.UTF_8))
                .toList();
    }
}
