/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.ledger;

import java.util.Map;

/**
 * Counts of one stage of an emission, by rule id.
 *
 * @param rows refused records, each under its first violation
 * @param cells cells that were not taken
 * @param warnings findings that did not keep a record back
 */
public record Counts(Map<String, Long> rows, Map<String, Long> cells, Map<String, Long> warnings) {
    /** Nothing found. */
    public static final Counts NONE = new Counts(Map.of(), Map.of(), Map.of());

    /** Refused records in all. */
    public long rejected() {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }
}
