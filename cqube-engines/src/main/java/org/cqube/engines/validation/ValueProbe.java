/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.validation;

import java.util.List;
import java.util.Set;
import org.cqube.engines.contract.FieldContract;
import org.cqube.engines.contract.FieldExtras;
import org.cqube.engines.contract.FieldType;
import org.cqube.engines.contract.SqlType;
import org.cqube.engines.duplicates.TypedRow;
import org.cqube.engines.finding.Outcome;

/**
 * Whether a value would pass as one of a type, asked of the check that validation uses, without
 * size, range or code list. Not thread-safe: it reuses buffers.
 */
public final class ValueProbe {

    private final FieldType type;
    private final FieldCheck check;
    private final TypedRow row = new TypedRow(1);

    public ValueProbe(FieldType type) {
        this.type = type;
        this.check = FieldCheck.of(unbounded(type));
    }

    public FieldType type() {
        return type;
    }

    /** Whether a trimmed value, which is not empty, is one of the type. */
    public boolean fits(byte[] bytes, int from, int to) {
        row.clear();
        return check.check(bytes, from, to, row) == null;
    }

    /** Whether a value holds no character that refuses its record. */
    public static boolean isClean(byte[] bytes, int from, int to) {
        return Utf8.isPlain(bytes, from, to) || Utf8.firstForbidden(bytes, from, to) == Utf8.NONE;
    }

    private static FieldContract unbounded(FieldType type) {
        return new FieldContract(
                "value",
                "value",
                true,
                type,
                SqlType.TEXT,
                List.of(),
                false,
                null,
                null,
                null,
                null,
                Set.of(),
                false,
                false,
                0,
                Outcome.ROW,
                false,
                FieldContract.Geo.NONE,
                null,
                false,
                FieldExtras.NONE);
    }
}
