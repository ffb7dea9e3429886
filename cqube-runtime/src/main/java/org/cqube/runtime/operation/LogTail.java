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
import java.util.List;

/** The end of a log, for messages to a person. */
final class LogTail {

    private static final int MAXIMUM_LENGTH = 300;

    private LogTail() {}

    /** Last line that is not blank. */
    static String lastLine(Path log) {
        return last(log, "");
    }

    /** Last line of level ERROR, else the last line. */
    static String lastError(Path log) {
        String error = last(log, " ERROR ");
        return error.isEmpty() ? lastLine(log) : error;
    }

    private static String last(Path log, String part) {
        List<String> lines;
        try {
            lines = Files.readString(log, StandardCharsets.UTF_8).lines().toList();
        } catch (IOException unreadable) {
            return "";
        }
        return lines.reversed().stream()
                .filter(line -> !line.isBlank() && line.contains(part))
                .map(line -> line.substring(0, Math.min(line.length(), MAXIMUM_LENGTH)))
                .findFirst()
                .orElse("");
    }
}
