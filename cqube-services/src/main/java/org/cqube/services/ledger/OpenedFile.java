/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.ledger;

/**
 * What the manifest check found of one CSV of a zip.
 *
 * @param file name of the CSV inside the zip
 * @param baseName which file of the source it is: the name without time stamp and ending
 * @param place its place in the zip, from 0
 * @param sha256 hex of its SHA-256
 * @param sizeBytes its length
 * @param records data records, blank lines apart
 * @param blankLines lines of white space only
 * @param corrects emission that it corrects, or null
 * @param replace whether the correction wins over stored values
 * @param manifest text of the manifest, or null
 */
public record OpenedFile(
        String file,
        String baseName,
        int place,
        String sha256,
        long sizeBytes,
        long records,
        long blankLines,
        Long corrects,
        boolean replace,
        String manifest) {}
