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
import java.time.LocalDate;
import org.cqube.engines.contract.SourceContract;
import org.cqube.engines.emission.ManifestMode;

/**
 * What is to be checked.
 *
 * @param file a CSV, or a zip as it would be emitted
 * @param contract of the source
 * @param base base name of the CSV where the file's name does not say it; null if it does. Without
 *     meaning for a zip, whose files are named
 * @param output folder of the reject files, which is made if it is not there
 * @param emittedOn day of the emission where no time stamp in a name says it
 * @param startMonth month in which an academic year begins, 1 to 12
 * @param mode how much of a manifest is asked for
 */
public record CheckRequest(
        Path file,
        SourceContract contract,
        String base,
        Path output,
        LocalDate emittedOn,
        int startMonth,
        ManifestMode mode) {

    String fileName() {
        return file.getFileName().toString();
    }
}
