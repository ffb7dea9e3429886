/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.validation.RecordValidation;
import org.cqube.engines.validation.ValidationOptions;
import org.cqube.engines.validation.ValidationResult;

/** Our validation of all columns with the duplicate rules, all three files written. */
final class Validate implements Side {

    private static final LocalDate EMITTED_ON = LocalDate.of(2020, 9, 15);
    private static final int START_MONTH = 6;

    private final Path raw;
    private final FileContract contract;
    private final Path folder;
    private ValidationResult result;

    Validate(Path raw, FileContract contract, Path folder) {
        this.raw = raw;
        this.contract = contract;
        this.folder = folder;
    }

    @Override
    public String name() {
        return "validate + duplicates";
    }

    @Override
    public void run() throws Exception {
        ValidationOptions options =
                new ValidationOptions(
                        EMITTED_ON,
                        START_MONTH,
                        null,
                        folder,
                        ValidationOptions.DEFAULT_HEAP_BUDGET);
        try (OutputStream accepted = create(canonical());
                OutputStream findings = create(folder.resolve("findings.csv"));
                OutputStream rejected = create(folder.resolve("rejected.csv"))) {
            result =
                    RecordValidation.validate(
                            () -> Files.newInputStream(raw),
                            contract,
                            options,
                            accepted,
                            findings,
                            rejected);
        }
    }

    /** The accepted records, after a run. */
    Path canonical() {
        return folder.resolve("canonical.csv");
    }

    @Override
    public long seen() {
        return result.recordsIn();
    }

    ValidationResult result() {
        return result;
    }

    private static OutputStream create(Path file) throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
    }
}
