/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.csv;

/**
 * Sizes up to which a record is read; a longer one is skipped to its end and reported.
 *
 * @param maxFieldBytes most bytes of one field, without its outer quotes
 * @param maxRecordBytes most bytes of one record, with its line end
 * @param maxFields most fields of one record
 */
public record CsvLimits(int maxFieldBytes, int maxRecordBytes, int maxFields) {

    /** 1 MiB a field, 8 MiB a record, 65 536 fields. */
    public static final CsvLimits DEFAULT = new CsvLimits(1 << 20, 8 << 20, 1 << 16);

    public CsvLimits {
        if (maxFieldBytes < 1
                || maxRecordBytes < maxFieldBytes
                || maxRecordBytes > 1 << 28
                || maxFields < 1) {
            throw new IllegalArgumentException("limits out of range");
        }
    }
}
