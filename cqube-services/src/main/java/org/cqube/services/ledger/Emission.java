/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.ledger;

import java.time.Instant;
import java.util.UUID;

/**
 * A row of the ledger as the steps of the flow need it.
 *
 * @param id the emission's id
 * @param ticket who may act for it: a FlowFile with another ticket was superseded
 * @param source name of the data source
 * @param file name of the CSV inside the zip; empty until the zip was opened
 * @param baseName which file of the source it is; empty until the zip was opened
 * @param objectKey key of the zip in the emission bucket
 * @param place the CSV's place in the zip, from 0
 * @param emittedAt its place in the order of its source
 * @param state where it is
 * @param sha256 hex of the raw CSV's SHA-256, null until the manifest check
 * @param corrects emission that this one corrects, or null
 * @param replace whether a correction wins over stored values
 * @param manifest text of the manifest, or null
 * @param contractHash contract it was validated with, or null
 * @param archiveKey key of the raw CSV in the input bucket, or null
 */
public record Emission(
        long id,
        UUID ticket,
        String source,
        String file,
        String baseName,
        String objectKey,
        int place,
        Instant emittedAt,
        EmissionState state,
        String sha256,
        Long corrects,
        boolean replace,
        String manifest,
        String contractHash,
        String archiveKey) {

    /** The same emission with the right to win over whatever is stored. */
    public Emission winning() {
        return new Emission(
                id,
                ticket,
                source,
                file,
                baseName,
                objectKey,
                place,
                emittedAt,
                state,
                sha256,
                corrects == null ? Long.valueOf(id) : corrects,
                true,
                manifest,
                contractHash,
                archiveKey);
    }

    /**
     * Whether its raw CSV stands in the input bucket, so that the emission bucket is not needed any
     * more.
     */
    public boolean isArchived() {
        return archiveKey != null;
    }
}
