/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.emission;

import java.time.LocalDateTime;

/**
 * What a manifest says about one data file. Everything but the name may be absent (null): how much
 * is asked for is the mode's matter.
 *
 * @param fileName the CSV's name in the zip
 * @param size bytes of the CSV, uncompressed
 * @param records data records: without header and blank lines; a line break in quotes does not
 *     count
 * @param columns columns of the header
 * @param sha256 64 lower-case hex digits over the bytes of the CSV
 * @param emissionTime in the installation's zone; informative
 * @param corrects the emission that this one corrects
 * @param mode "" or {@code replace}: see {@link org.cqube.engines.overlap.Correction}
 */
public record ManifestLine(
        String fileName,
        Long size,
        Long records,
        Integer columns,
        String sha256,
        LocalDateTime emissionTime,
        Long corrects,
        String mode) {}
