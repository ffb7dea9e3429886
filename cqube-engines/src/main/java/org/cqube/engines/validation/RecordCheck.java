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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.cqube.engines.contract.FieldContract;
import org.cqube.engines.contract.FieldExtras;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.csv.CsvReader;
import org.cqube.engines.duplicates.TypedRow;
import org.cqube.engines.finding.Outcome;
import org.cqube.engines.finding.Rule;
import org.cqube.engines.finding.Violation;

/**
 * Checks single records: number of fields, characters, and each column. Makes the canonical row of
 * a record that passes. Not thread-safe: it reuses the row.
 */
final class RecordCheck {

    private final FileContract contract;
    private final HeaderMatch header;
    private final NullTokens nulls;
    private final FieldCheck[] checks;
    private final boolean[] required;
    private final boolean[] warns;

    /** For each field, as bits, the single digits that pass and are canonical as they stand. */
    private final int[] digits;

    private final List<DependentMaximum> maxima;

    /** For each field, what stands for a null; null if nothing does. */
    private final byte[][] whenNull;

    private final TypedRow row;
    private final List<Found> found = new ArrayList<>();
    private byte[] scratch = new byte[256];
    private boolean malformedUtf8;

    /** A problem of the record at hand; column -1 is none. */
    private record Found(Rule rule, Outcome outcome, int column, String message) {}

    RecordCheck(FileContract contract, HeaderMatch header, ValidationOptions options) {
        this.contract = contract;
        this.header = header;
        this.nulls = new NullTokens(contract.missingValues());
        int size = contract.fields().size();
        this.checks = new FieldCheck[size];
        this.required = new boolean[size];
        this.whenNull = new byte[size][];
        this.warns = new boolean[size];
        for (int i = 0; i < size; i++) {
            FieldContract field = contract.fields().get(i);
            checks[i] = FieldCheck.of(field);
            required[i] = field.required();
            warns[i] = field.codeOutcome() == Outcome.WARN;
            if (field.extras().whenNull() == FieldExtras.Default.EMISSION_ACADEMIC_YEAR) {
                whenNull[i] = options.academicYear();
            }
        }
        this.maxima =
                IntStream.range(0, size)
                        .mapToObj(i -> DependentMaximum.of(contract, i))
                        .filter(Objects::nonNull)
                        .toList();
        this.row = new TypedRow(size);
        this.digits = new int[size];
        for (int i = 0; i < size; i++) {
            digits[i] = passingDigits(checks[i]);
        }
    }

    private int passingDigits(FieldCheck check) {
        int passing = 0;
        for (byte digit = 0; digit <= 9; digit++) {
            byte[] value = {(byte) ('0' + digit)};
            row.clear();
            boolean passes =
                    !nulls.isNull(value, 0, 1)
                            && check.check(value, 0, 1, row) == null
                            && row.text(0).equals(Integer.toString(digit));
            passing |= passes ? 1 << digit : 0;
        }
        row.clear();
        return passing;
    }

    /** The canonical values of the record checked last; complete only if it was accepted. */
    TypedRow row() {
        return row;
    }

    /** Whether the record checked last holds bytes that are not UTF-8, accepted or not. */
    boolean malformedUtf8() {
        return malformedUtf8;
    }

    /** Checks the record that the reader stands on; true if it is accepted. */
    boolean accepts(CsvReader reader) {
        found.clear();
        malformedUtf8 = false;
        row.clear();
        if (reader.tooLong()) {
            return refuse(
                    Rule.COLUMN_LINE, "the record is longer than 8 MiB, or a field than 1 MiB");
        }
        boolean plain = Utf8.isPlain(reader.buffer(), reader.contentStart(), reader.contentEnd());
        malformedUtf8 =
                !plain
                        && !Utf8.isValid(
                                reader.buffer(), reader.contentStart(), reader.contentEnd());
        if (reader.fields() != header.emitted().size()) {
            return refuse(
                    Rule.COLUMN_COUNT,
                    reader.fields() + " fields, the header has " + header.emitted().size());
        }
        if (reader.malformed()) {
            return refuse(Rule.CHARACTERS, "text follows a closing quote");
        }
        return (plain || checkCharacters(reader)) && checkColumns(reader);
    }

    private boolean refuse(Rule rule, String message) {
        found.add(new Found(rule, Outcome.ROW, -1, message));
        return false;
    }

    private boolean checkCharacters(CsvReader reader) {
        for (int column = 0; column < reader.fields(); column++) {
            int point =
                    Utf8.firstForbidden(
                            reader.buffer(), reader.fieldStart(column), reader.fieldEnd(column));
            if (point != Utf8.NONE) {
                found.add(new Found(Rule.CHARACTERS, Outcome.ROW, column, describe(point)));
            }
        }
        return found.isEmpty();
    }

    private static String describe(int point) {
        return switch (point) {
            case Utf8.MALFORMED -> "bytes that are not UTF-8";
            case '\n', '\r' -> "a line break within the value";
            default -> String.format("the character U+%04X is not allowed", point);
        };
    }

    private boolean checkColumns(CsvReader reader) {
        boolean accepted = true;
        byte[] buffer = reader.buffer();
        for (int field = 0; field < checks.length; field++) {
            int column = header.columnOf()[field];
            if (column < 0) {
                addNull(field);
                continue;
            }
            byte[] bytes = buffer;
            int from = reader.fieldStart(column);
            int to = reader.fieldEnd(column);
            if (to - from == 1) {
                int digit = bytes[from] - '0';
                if (digit >= 0 && digit <= 9 && (digits[field] >>> digit & 1) != 0) {
                    row.add(bytes[from]);
                    continue;
                }
            }
            if (reader.escaped(column)) {
                bytes = scratch(to - from);
                to = reader.unescape(column, bytes);
                from = 0;
            }
            while (from < to && bytes[from] == ' ') {
                from++;
            }
            while (from < to && bytes[to - 1] == ' ') {
                to--;
            }
            Problem problem = null;
            if (nulls.isNull(bytes, from, to)) {
                problem = addNull(field) || !required[field] ? null : Problem.MISSING;
            } else {
                problem = checks[field].check(bytes, from, to, row);
            }
            if (problem != null) {
                accepted &= note(problem, field, column);
            }
        }
        return checkMaxima() && accepted;
    }

    /** Whether something stands for the null. */
    private boolean addNull(int field) {
        byte[] text = whenNull[field];
        if (text == null) {
            row.addNull();
        } else {
            row.add(text, 0, text.length);
        }
        return text != null;
    }

    private boolean checkMaxima() {
        boolean within = true;
        for (DependentMaximum maximum : maxima) {
            BigDecimal most = maximum.exceeded(row);
            int column = header.columnOf()[maximum.field()];
            if (most != null && found.stream().noneMatch(other -> other.column() == column)) {
                FieldContract other = contract.fields().get(maximum.other());
                String message = maximum.message(row, most, other);
                found.add(new Found(Rule.DOMAIN_RANGE, Outcome.ROW, column, message));
                within = false;
            }
        }
        return within;
    }

    private boolean note(Problem problem, int field, int column) {
        boolean warning = warns[field] && problem.rule() == Rule.DOMAIN_CODE;
        found.add(
                new Found(
                        problem.rule(),
                        warning ? Outcome.WARN : Outcome.ROW,
                        column,
                        message(problem, contract.fields().get(field))));
        return warning;
    }

    private static String message(Problem problem, FieldContract field) {
        return switch (problem) {
            case TOO_LONG -> "longer than " + field.maxLength() + " characters";
            case OUT_OF_TYPE -> "a number outside the range of " + field.sqlType().sql();
            case NOT_IN_LIST ->
                    "not one of " + String.join(", ", field.allowed().stream().sorted().toList());
            case OUT_OF_RANGE ->
                    "not within "
                            + (field.minimum() == null ? "" : field.minimum().toPlainString())
                            + ".."
                            + (field.maximum() == null ? "" : field.maximum().toPlainString());
            default -> problem.message();
        };
    }

    private byte[] scratch(int length) {
        if (scratch.length < length) {
            scratch = new byte[Math.max(length, scratch.length * 2)];
        }
        return scratch;
    }

    /** Whether the record checked last has a finding, be it only a warning. */
    boolean hasFindings() {
        return !found.isEmpty();
    }

    /** What was found in the record checked last, leftmost column first. */
    List<Violation> violations(CsvReader reader) {
        return found.stream()
                .sorted(Comparator.comparingInt(Found::column))
                .map(
                        problem ->
                                new Violation(
                                        problem.rule(),
                                        reader.line(),
                                        problem.column() < 0
                                                ? ""
                                                : header.emitted().get(problem.column()),
                                        problem.column() >= 0 ? reader.text(problem.column()) : "",
                                        problem.message()))
                .toList();
    }

    /** The rule under which the record checked last is counted. */
    Rule countedUnder() {
        return found.stream()
                .filter(problem -> problem.outcome() == Outcome.ROW)
                .min(Comparator.comparingInt(Found::column))
                .map(Found::rule)
                .orElseThrow();
    }
}
