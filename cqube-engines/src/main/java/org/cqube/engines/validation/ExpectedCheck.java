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
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cqube.engines.contract.FieldContract;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.contract.Range;
import org.cqube.engines.duplicates.TypedRow;
import org.cqube.engines.finding.Rule;
import org.cqube.engines.finding.Violation;

/**
 * Reports records with values that can be but are not expected, such as a school outside the state;
 * they are loaded all the same. One finding a record, however many of its columns are concerned.
 */
final class ExpectedCheck {

    private final FileContract contract;
    private final HeaderMatch header;
    private final int[] fields;

    ExpectedCheck(FileContract contract, HeaderMatch header) {
        this.contract = contract;
        this.header = header;
        this.fields =
                IntStream.range(0, contract.fields().size())
                        .filter(i -> range(i) != null && header.columnOf()[i] >= 0)
                        .toArray();
    }

    /** The finding about a record, or null. A null and a coordinate of zero are another matter. */
    Violation check(TypedRow row, long line) {
        if (fields.length == 0) {
            return null;
        }
        List<Integer> outside =
                IntStream.of(fields)
                        .filter(i -> isThere(row, i) && !range(i).contains(value(row, i)))
                        .boxed()
                        .toList();
        if (outside.isEmpty()) {
            return null;
        }
        String message =
                outside.stream().map(this::expectation).collect(Collectors.joining("; "))
                        + (areSwapped(row) ? "; latitude and longitude seem to be swapped" : "")
                        + "; the record is loaded";
        int first = outside.getFirst();
        return new Violation(
                Rule.GEO_OUTSIDE,
                line,
                header.header(first, contract),
                contract.fields().get(first).personal() ? "" : row.text(first),
                message);
    }

    private boolean isThere(TypedRow row, int field) {
        boolean coordinate = contract.fields().get(field).geo() != FieldContract.Geo.NONE;
        return !row.isNull(field) && !(coordinate && row.isZero(field));
    }

    /** Whether both coordinates would be as expected if each stood in the column of the other. */
    private boolean areSwapped(TypedRow row) {
        int latitude = coordinate(FieldContract.Geo.LATITUDE);
        int longitude = coordinate(FieldContract.Geo.LONGITUDE);
        return latitude >= 0
                && longitude >= 0
                && isThere(row, latitude)
                && isThere(row, longitude)
                && range(latitude).contains(value(row, longitude))
                && range(longitude).contains(value(row, latitude));
    }

    private int coordinate(FieldContract.Geo geo) {
        return IntStream.of(fields)
                .filter(i -> contract.fields().get(i).geo() == geo)
                .findFirst()
                .orElse(-1);
    }

    private static BigDecimal value(TypedRow row, int field) {
        return new BigDecimal(row.text(field));
    }

    private Range range(int field) {
        return contract.fields().get(field).extras().expected();
    }

    private String expectation(int field) {
        Range range = range(field);
        String bounds =
                range.minimum() == null
                        ? "at most " + range.maximum().toPlainString()
                        : range.maximum() == null
                                ? "at least " + range.minimum().toPlainString()
                                : range.minimum().toPlainString()
                                        + " to "
                                        + range.maximum().toPlainString();
        return header.header(field, contract) + " is expected to be " + bounds;
    }
}
