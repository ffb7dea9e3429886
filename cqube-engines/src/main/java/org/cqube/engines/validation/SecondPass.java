/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.validation;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.TreeMap;
import org.cqube.engines.contract.DuplicateRule;
import org.cqube.engines.contract.FieldExtras;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.csv.CsvReader;
import org.cqube.engines.csv.CsvWriter;
import org.cqube.engines.duplicates.TypedRow;
import org.cqube.engines.duplicates.Verdicts;
import org.cqube.engines.finding.Rule;
import org.cqube.engines.finding.Violation;
import org.cqube.engines.report.FindingsWriter;

/** Writes accepted records, findings and refused records, and counts them. */
final class SecondPass {

    private final Source raw;
    private final FileContract contract;
    private final FirstPass.Survey survey;
    private final RecordCheck check;
    private final DayCells cells;
    private final GeoCheck geo;
    private final ExpectedCheck expected;
    private final int[] stored;

    private CsvWriter canonical;
    private FindingsWriter findings;
    private OutputStream rejectedRecords;

    private long records;
    private long accepted;
    private long blankLines;
    private final Map<String, Long> rejectedByRule = new TreeMap<>();
    private final Map<String, Long> warnings = new TreeMap<>();

    SecondPass(
            Source raw, FileContract contract, ValidationOptions options, FirstPass.Survey survey) {
        this.raw = raw;
        this.contract = contract;
        this.survey = survey;
        this.check = new RecordCheck(contract, survey.header(), options);
        this.cells = DayCells.of(contract, survey.header(), options);
        this.geo = new GeoCheck(contract, survey.header());
        this.expected = new ExpectedCheck(contract, survey.header());
        this.stored =
                contract.storedFields().stream()
                        .mapToInt(field -> contract.indexOf(field.name()))
                        // a column that the file lacks says nothing about what is stored
                        .filter(
                                field ->
                                        survey.header().columnOf()[field] >= 0
                                                || contract.fields().get(field).extras().whenNull()
                                                        != FieldExtras.Default.NONE)
                        .toArray();
    }

    ValidationResult run(
            OutputStream canonicalOut, OutputStream findingsOut, OutputStream rejectedOut)
            throws IOException {
        canonical = new CsvWriter(canonicalOut, (byte) ',');
        findings = new FindingsWriter(findingsOut);
        rejectedRecords = new BufferedOutputStream(rejectedOut);
        canonical.field("_line");
        for (int field : stored) {
            canonical.field(contract.fields().get(field).name());
        }
        canonical.endRecord();
        for (String unknown : survey.header().unknown()) {
            warn(
                    new Violation(
                            Rule.COLUMN_UNKNOWN, 1, unknown, "", "not in the contract; ignored"));
        }
        readRecords();
        if (records != survey.records()) {
            throw FirstPass.changed();
        }
        if (cells != null) {
            for (Violation summary : cells.summaries()) {
                findings.write(summary);
            }
        }
        canonical.flush();
        findings.flush();
        rejectedRecords.flush();
        return new ValidationResult(
                survey.sha256(),
                records,
                accepted,
                records - accepted,
                blankLines,
                rejectedByRule,
                cells == null ? Map.of() : cells.byRule(),
                warnings);
    }

    private void readRecords() throws IOException {
        try (CsvReader reader = new CsvReader(raw.open(), contract.delimiter(), contract.quote())) {
            boolean any = reader.next();
            while (any && reader.blank()) {
                blankLines++;
                any = reader.next();
            }
            writeRaw(reader);
            reader.spillTo(rejectedRecords);
            while (reader.next()) {
                if (reader.blank()) {
                    blankLines++;
                } else {
                    record(reader);
                    records++;
                }
            }
        }
    }

    private void record(CsvReader reader) throws IOException {
        if (!check.accepts(reader)) {
            for (Violation violation : check.violations(reader)) {
                findings.write(violation);
            }
            reject(check.countedUnder(), reader);
            return;
        }
        TypedRow row = check.row();
        Verdicts.Verdict verdict = survey.verdicts().of(records);
        if (verdict != null) {
            findings.write(violation(verdict, row, reader.line()));
            reject(verdict.rule().rule(), reader);
            return;
        }
        if (cells != null) {
            cells.blank(row, true);
        }
        if (check.hasFindings()) {
            for (Violation violation : check.violations(reader)) {
                warn(violation);
            }
        }
        Violation place = geo.check(row, reader.line());
        if (place != null) {
            warn(place);
        }
        Violation unexpected = expected.check(row, reader.line());
        if (unexpected != null) {
            warn(unexpected);
        }
        accepted++;
        writeCanonical(row, reader.line());
    }

    private void reject(Rule rule, CsvReader reader) throws IOException {
        rejectedByRule.merge(rule.id(), 1L, Long::sum);
        writeRaw(reader);
    }

    private void warn(Violation violation) throws IOException {
        warnings.merge(violation.rule().id(), 1L, Long::sum);
        findings.write(violation);
    }

    /** Writes the record as it came; a record beyond the limits went to the stream while read. */
    private void writeRaw(CsvReader reader) throws IOException {
        rejectedRecords.write(
                reader.buffer(), reader.recordStart(), reader.recordEnd() - reader.recordStart());
        if (!reader.lineEnded()) {
            rejectedRecords.write('\n');
        }
    }

    private void writeCanonical(TypedRow row, long line) throws IOException {
        canonical.field(line);
        for (int field : stored) {
            canonical.field(row.bytes(), row.start(field), row.end(field));
        }
        canonical.endRecord();
    }

    private Violation violation(Verdicts.Verdict verdict, TypedRow row, long line) {
        DuplicateRule rule = verdict.rule();
        if (rule.isMirror()) {
            String message =
                    rule.keep() == DuplicateRule.Keep.FIRST
                            ? "the same record as on line " + verdict.otherLine() + ", which stays"
                            : "the same record as on line " + verdict.otherLine();
            return new Violation(rule.rule(), line, "", "", message);
        }
        StringBuilder columns = new StringBuilder();
        StringBuilder values = new StringBuilder();
        for (String name : rule.groupBy()) {
            int field = contract.indexOf(name);
            columns.append(columns.isEmpty() ? "" : ", ")
                    .append(survey.header().header(field, contract));
            values.append(values.isEmpty() ? "" : ", ").append(row.text(field));
        }
        String other =
                verdict.otherValue().isEmpty()
                        ? ""
                        : " (" + headers(rule) + " " + verdict.otherValue() + ")";
        return new Violation(
                rule.rule(),
                line,
                columns.toString(),
                values.toString(),
                "the same "
                        + columns
                        + " as on line "
                        + verdict.otherLine()
                        + other
                        + " with other values; "
                        + (rule.keep() == DuplicateRule.Keep.FIRST
                                ? "the first stays"
                                : "none of them stays"));
    }

    private String headers(DuplicateRule rule) {
        return String.join(
                ", ",
                rule.conflictOn().stream()
                        .map(name -> survey.header().header(contract.indexOf(name), contract))
                        .toList());
    }
}
