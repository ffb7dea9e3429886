/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.validation;

import java.util.stream.IntStream;
import org.cqube.engines.contract.FieldContract;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.duplicates.TypedRow;
import org.cqube.engines.finding.Rule;
import org.cqube.engines.finding.Violation;

/** Reports records whose coordinates are missing or zero; they are loaded all the same. */
final class GeoCheck {

    private final FileContract contract;
    private final HeaderMatch header;
    private final int[] coordinates;

    GeoCheck(FileContract contract, HeaderMatch header) {
        this.contract = contract;
        this.header = header;
        this.coordinates =
                IntStream.range(0, contract.fields().size())
                        .filter(i -> contract.fields().get(i).geo() != FieldContract.Geo.NONE)
                        .toArray();
    }

    /** The finding about a record, or null. */
    Violation check(TypedRow row, long line) {
        for (int field : coordinates) {
            if (row.isNull(field) || row.isZero(field)) {
                return new Violation(
                        Rule.GEO_MISSING,
                        line,
                        header.header(field, contract),
                        row.text(field),
                        "no coordinate; the record is loaded and stays off the map");
            }
        }
        return null;
    }
}
