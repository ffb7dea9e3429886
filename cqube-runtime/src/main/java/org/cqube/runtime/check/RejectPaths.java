/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.check;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.cqube.engines.finding.Violation;
import org.cqube.engines.report.FindingsWriter;

/**
 * Where the reject files of one checked file go. They are written aside and moved there in the end,
 * so that what stands there is always whole; those of an earlier check go when there is nothing to
 * report any more.
 *
 * @param rejects the findings
 * @param rejectedRecords the refused records
 */
record RejectPaths(Path rejects, Path rejectedRecords) {

    /** Named after the checked file, without its extension. */
    static RejectPaths of(Path folder, String fileName) {
        int dot = fileName.lastIndexOf('.');
        String stem = dot > 0 ? fileName.substring(0, dot) : fileName;
        return new RejectPaths(
                folder.resolve(stem + ".rejects.csv"), folder.resolve(stem + ".rejected.csv"));
    }

    /** Writes the one finding that refuses the whole file; then no record is refused by itself. */
    void refused(Violation violation, Path scratch) throws IOException {
        Path findings = Files.createTempFile(scratch, "findings-", ".csv");
        try (OutputStream out = Files.newOutputStream(findings);
                FindingsWriter writer = new FindingsWriter(out)) {
            writer.write(violation);
        }
        keep(findings, true, rejects);
        Files.deleteIfExists(rejectedRecords);
    }

    /** Moves a file that was written aside to its place, or removes what stands there. */
    static Path keep(Path written, boolean anything, Path place) throws IOException {
        if (!anything) {
            Files.deleteIfExists(place);
            return null;
        }
        Files.createDirectories(place.toAbsolutePath().getParent());
        Files.move(written, place, StandardCopyOption.REPLACE_EXISTING);
        return place;
    }
}
