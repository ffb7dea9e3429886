/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.validation;

import java.math.BigDecimal;
import org.cqube.engines.contract.FieldContract;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.contract.MaximumBy;
import org.cqube.engines.duplicates.TypedRow;

/**
 * A greatest value that another column of the record sets.
 *
 * @param field position of the field in the contract
 * @param other position of the field that sets the maximum
 * @param maximum greatest values by value of the other field
 */
record DependentMaximum(int field, int other, MaximumBy maximum) {

    /** Of one field; null if it has none, or if the other field is switched off. */
    static DependentMaximum of(FileContract contract, int field) {
        MaximumBy maximum = contract.fields().get(field).extras().maximumBy();
        return maximum == null || contract.field(maximum.field()).isEmpty()
                ? null
                : new DependentMaximum(field, contract.indexOf(maximum.field()), maximum);
    }

    /** The maximum that the record's value is above; null if it is not. */
    BigDecimal exceeded(TypedRow row) {
        if (row.isNull(field) || row.isNull(other)) {
            return null;
        }
        BigDecimal most = maximum.values().get(row.text(other));
        return most != null && new BigDecimal(row.text(field)).compareTo(most) > 0 ? most : null;
    }

    /** What the emitter reads. */
    String message(TypedRow row, BigDecimal most, FieldContract otherField) {
        String name =
                otherField.aliases().isEmpty()
                        ? otherField.name()
                        : otherField.aliases().getFirst();
        return "above "
                + most.toPlainString()
                + ", the maximum for "
                + name
                + " "
                + row.text(other);
    }
}
