/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.check;

import java.nio.file.Path;
import java.util.Map;
import org.cqube.engines.finding.Refusal;
import org.cqube.engines.validation.ValidationResult;

/**
 * What the pipeline would say to one CSV, or to a zip of which it would open nothing. Counts as in
 * the ledger: {@code recordsIn = accepted + rejected}, and {@code rejectedByRule} sums to {@code
 * rejected}.
 *
 * @param file name of the CSV or the zip
 * @param base base name, which tells which file of the source it is; "" if it is not known
 * @param result the counts
 * @param refusal why the whole file is refused; null if it is not
 * @param rejects the findings; null if there are none
 * @param rejectedRecords the refused records; null if there are none, or if all is refused
 */
public record CheckedCsv(
        String file,
        String base,
        ValidationResult result,
        Refusal refusal,
        Path rejects,
        Path rejectedRecords) {

    /** A file that is refused as a whole; all its records count under that rule. */
    static CheckedCsv refused(String file, String base, Refusal refusal, Path rejects) {
        long records = refusal.recordsIn();
        return new CheckedCsv(
                file,
                base,
                new ValidationResult(
                        "",
                        records,
                        0,
                        records,
                        0,
                        records == 0 ? Map.of() : Map.of(refusal.rule().id(), records),
                        Map.of(),
                        Map.of()),
                refusal,
                rejects,
                null);
    }

    /** Whether nothing was found: no refused record or cell, and no warning. */
    public boolean clean() {
        return refusal == null
                && result.rejected() == 0
                && result.cellsByRule().isEmpty()
                && result.warnings().isEmpty();
    }
}
