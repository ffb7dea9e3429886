/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.emission;

/**
 * A data file that agrees with its manifest.
 *
 * @param fileName its name in the zip
 * @param baseName its name without time stamp and extension: which file of the source it is
 * @param sha256 64 lower-case hex digits over its bytes: the identity of its content
 * @param sizeBytes its uncompressed size
 * @param records data records
 * @param blankLines lines of white space, which are no records
 * @param columns columns of the header, 0 if the file is empty
 * @param place among the data files of the zip, from 0
 * @param corrects the emission that it corrects, null if none
 * @param mode "" or {@code replace}
 * @param manifestBytes the manifest as emitted; empty if there is none
 */
public record CheckedFile(
        String fileName,
        String baseName,
        String sha256,
        long sizeBytes,
        long records,
        long blankLines,
        int columns,
        int place,
        Long corrects,
        String mode,
        byte[] manifestBytes) {}
