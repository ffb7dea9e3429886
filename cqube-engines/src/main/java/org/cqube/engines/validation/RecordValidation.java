/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.validation;

import java.io.IOException;
import java.io.OutputStream;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.duplicates.DuplicateFinder;
import org.cqube.engines.finding.Refusal;
import org.cqube.engines.report.FindingsWriter;

/**
 * Validates a CSV against its contract.
 *
 * <p>The first pass checks header and columns, hashes the file, and notes the keys of the duplicate
 * rules; records whose keys are not alone are then compared exactly. The second pass writes.
 * Whatever refuses the whole file is known before anything is written.
 */
public final class RecordValidation {

    private RecordValidation() {}

    /**
     * Validates one file. The streams are flushed and left open.
     *
     * @param canonical receives the accepted records: comma, RFC 4180, header {@code _line} and the
     *     names of the stored fields in contract order; null is an empty unquoted field
     * @param findings receives one line per violation, as {@link FindingsWriter} says; summaries of
     *     cells come last
     * @param rejectedRecords receives the original header and the refused records byte for byte, a
     *     missing last line end added
     * @throws Refusal if the whole file is refused; nothing was written
     * @throws IOException if a file cannot be read or written, or changed between the passes
     */
    public static ValidationResult validate(
            Source raw,
            FileContract contract,
            ValidationOptions options,
            OutputStream canonical,
            OutputStream findings,
            OutputStream rejectedRecords)
            throws Refusal, IOException {
        try (DuplicateFinder duplicates =
                new DuplicateFinder(contract, options.tempDir(), options.heapBudgetBytes())) {
            FirstPass first = new FirstPass(raw, contract, options, duplicates);
            FirstPass.Survey survey = first.run();
            return new SecondPass(raw, contract, options, survey)
                    .run(canonical, findings, rejectedRecords);
        }
    }
}
