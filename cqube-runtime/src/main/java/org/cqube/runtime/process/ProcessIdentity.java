/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process for good: numbers are given again, this triple is not.
 *
 * @param pid process number
 * @param startTicks when it started, in clock ticks since boot (field 22 of {@code /proc/PID/stat})
 * @param bootId of the running kernel: a reboot starts both counts anew
 */
public record ProcessIdentity(long pid, long startTicks, String bootId) {

    private static final Path PROC = Path.of("/proc");

    /** After the name in parentheses, which may itself hold blanks: state is the first field. */
    private static final int STATE = 0;

    private static final int START_TICKS = 19;

    /**
     * @return empty if there is no such process, or only its remains are left (a zombie)
     */
    public static Optional<ProcessIdentity> of(long pid) {
        try {
            // a process name may hold any byte
            String stat =
                    Files.readString(
                            PROC.resolve(Long.toString(pid)).resolve("stat"),
                            StandardCharsets.ISO_8859_1);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            if (fields[STATE].equals("Z") || fields[STATE].equals("X")) {
                return Optional.empty();
            }
            String bootId = Files.readString(PROC.resolve("sys/kernel/random/boot_id")).strip();
            return Optional.of(
                    new ProcessIdentity(pid, Long.parseLong(fields[START_TICKS]), bootId));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** Whether this very process still runs. */
    public boolean alive() {
        return of(pid).filter(this::equals).isPresent();
    }
}
