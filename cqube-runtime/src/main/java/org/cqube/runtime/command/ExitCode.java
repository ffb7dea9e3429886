/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.command;

import java.util.Collection;
import java.util.List;

/** What the exit codes of {@code ./cqube} mean; scripts rely on them. */
public enum ExitCode {
    /** Done; also published with some records refused. */
    WELL(0),
    /** Something failed, or took too long. */
    FAULT(1),
    /** The command line is wrong. */
    WRONG_CALL(2),
    /** An emission ended as {@code refused}. */
    REFUSED(3),
    /** An emission ended as {@code known}. */
    KNOWN(4),
    /** An emission is parked, or waits behind a parked one. */
    PARKED(5);

    private static final List<ExitCode> WORST_FIRST = List.of(FAULT, PARKED, REFUSED, KNOWN, WELL);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** The one that counts where several files had different ends. */
    public static ExitCode worst(Collection<ExitCode> ends) {
        return WORST_FIRST.stream().filter(ends::contains).findFirst().orElse(WELL);
    }
}
