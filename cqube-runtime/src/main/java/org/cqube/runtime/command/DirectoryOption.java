/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.command;

import java.io.IOException;
import java.nio.file.Path;
import org.cqube.runtime.operation.CqubeException;
import org.cqube.runtime.operation.Project;
import org.cqube.runtime.state.RuntimeFile;
import org.cqube.runtime.state.RuntimeState;
import org.cqube.runtime.state.StateDirectory;
import picocli.CommandLine.Option;

/** Which runtime a command is about. */
final class DirectoryOption {

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description =
                    "Directory of the runtime's state; default: $CQUBE_DIR, else .cqube in the"
                            + " project.")
    private Path directory;

    StateDirectory directory() {
        if (directory != null) {
            return new StateDirectory(directory);
        }
        String variable = System.getenv("CQUBE_DIR");
        if (variable != null && !variable.isBlank()) {
            return new StateDirectory(Path.of(variable));
        }
        return new StateDirectory(Project.current().root().resolve(".cqube"));
    }

    /**
     * @throws CqubeException if nothing was ever started there
     */
    RuntimeState state() throws IOException, CqubeException {
        StateDirectory chosen = directory();
        return RuntimeFile.read(chosen)
                .orElseThrow(
                        () ->
                                new CqubeException(
                                        "nothing runs for "
                                                + chosen.root()
                                                + ": start it with ./cqube up"));
    }
}
