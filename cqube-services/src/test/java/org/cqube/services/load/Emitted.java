/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.load;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.csv.CsvReader;
import org.cqube.engines.finding.Refusal;
import org.cqube.engines.finding.Rule;
import org.cqube.engines.report.FindingsReader;
import org.cqube.engines.report.FindingsWriter;
import org.cqube.engines.report.RejectReport;
import org.cqube.engines.validation.RecordValidation;
import org.cqube.engines.validation.ValidationOptions;
import org.cqube.engines.validation.ValidationResult;
import org.cqube.services.catalog.DataSource;
import org.cqube.services.ledger.Arrival;
import org.cqube.services.ledger.Arrivals;
import org.cqube.services.ledger.Counts;
import org.cqube.services.ledger.Emission;
import org.cqube.services.ledger.Ledger;
import org.cqube.services.ledger.OpenedFile;

/**
 * One CSV taken through validation, filter and load by the engines and services that the flow
 * calls, with their ledger.
 *
 * @param fates by line: {@code loads}, {@code known}, or the rule that it is refused under, with
 *     the rules of findings that only warn
 * @param refused the rule that the whole file is refused under, or null
 * @param counts refused records, cells and warnings of the filter by rule
 */
record Emitted(Map<Long, String> fates, String refused, Counts counts) {
    private static final int START_MONTH = 6;
    private static final byte[] NO_FINDINGS =
            "line,rule,column,value,message\n".getBytes(StandardCharsets.UTF_8);

    /**
     * Emits.
     *
     * @param number of the emission, from 1; each is a day later than the one before
     * @param bytesOf number of the emission that had the same bytes, else this one's
     */
    static Emitted emit(
            LoadDatabase database,
            DataSource source,
            FileContract file,
            int number,
            int bytesOf,
            String csv,
            Long corrects,
            boolean replace)
            throws Exception {
        Instant at = Instant.parse("2021-07-01T00:00:00Z").plusSeconds(86_400L * number);
        byte[] raw = csv.getBytes(StandardCharsets.UTF_8);
        Emission opened =
                open(database, source, file, number, bytesOf, at, raw.length, corrects, replace);
        Ledger ledger = new Ledger(database.connection());
        ByteArrayOutputStream canonical = new ByteArrayOutputStream();
        ByteArrayOutputStream findings = new ByteArrayOutputStream();
        try {
            ValidationResult validated = validate(raw, file, at, canonical, findings);
            ledger.validated(
                    opened,
                    source.contract().hash(),
                    validated.recordsIn(),
                    0,
                    new Counts(
                            validated.rejectedByRule(),
                            validated.cellsByRule(),
                            validated.warnings()),
                    null,
                    null);
        } catch (Refusal refusal) {
            ledger.refuse(opened, refusal, null);
            return new Emitted(Map.of(), refusal.rule().id(), Counts.NONE);
        }
        Emission emission = ledger.current(opened.id(), opened.ticket());
        ByteArrayOutputStream decided = new ByteArrayOutputStream();
        ByteArrayOutputStream filtered = new ByteArrayOutputStream();
        OverlapFilter.Result result =
                new OverlapFilter(
                                database.pool(),
                                file.overlap(),
                                START_MONTH,
                                file.checks().stream().map(source::sql).toList(),
                                Set.of(DayOfWeek.SUNDAY))
                        .filter(
                                database.connection(),
                                emission,
                                file,
                                () -> new ByteArrayInputStream(canonical.toByteArray()),
                                decided,
                                new FindingsWriter(filtered));
        if (result.refusal().isPresent()) {
            Refusal refusal = result.refusal().get();
            ledger.refuse(emission, refusal, null);
            return new Emitted(Map.of(), refusal.rule().id(), Counts.NONE);
        }
        ledger.filtered(
                emission, file.overlap(), result.loadVersion(), result.known(), result.counts());
        LoadOutcome outcome =
                new TableLoad(database.pool(), source, List.of(source.name()), START_MONTH)
                        .load(
                                database.connection(),
                                emission,
                                result.loadVersion(),
                                () -> new ByteArrayInputStream(decided.toByteArray()));
        if (bytesOf != number && outcome instanceof LoadOutcome.Known) {
            return new Emitted(replayed(decided.toByteArray()), null, Counts.NONE);
        }
        checkLoaded(outcome, result);
        ByteArrayOutputStream report = new ByteArrayOutputStream();
        RejectReport.merge(
                new ByteArrayInputStream(findings.toByteArray()),
                new ByteArrayInputStream(filtered.toByteArray()),
                report);
        return new Emitted(
                fates(decided.toByteArray(), report.toByteArray()), null, result.counts());
    }

    private static void checkLoaded(LoadOutcome outcome, OverlapFilter.Result result) {
        long loaded =
                switch (outcome) {
                    case LoadOutcome.Loaded done -> done.records();
                    case LoadOutcome.Known known -> 0;
                    default -> throw new AssertionError("not loaded: " + outcome);
                };
        if (loaded != result.kept()) {
            throw new AssertionError(loaded + " loaded of " + result.kept() + " kept");
        }
    }

    private static Emission open(
            LoadDatabase database,
            DataSource source,
            FileContract file,
            int number,
            int bytesOf,
            Instant at,
            int size,
            Long corrects,
            boolean replace)
            throws Exception {
        Arrivals arrivals = new Arrivals(database.connection());
        Emission arrival =
                arrivals.arrive(source.name(), new Arrival(number + ".zip", "etag", at, at));
        OpenedFile described =
                new OpenedFile(
                        file.baseName() + ".csv",
                        file.baseName(),
                        0,
                        "%064d".formatted(bytesOf),
                        size,
                        0,
                        0,
                        corrects,
                        replace,
                        null);
        Emission received = arrivals.open(arrival, List.of(described)).values().iterator().next();
        new Ledger(database.connection()).archived(received, number + ".csv");
        return received;
    }

    private static ValidationResult validate(
            byte[] raw,
            FileContract file,
            Instant at,
            OutputStream canonical,
            OutputStream findings)
            throws IOException, Refusal {
        Path folder = Files.createTempDirectory("emitted");
        try {
            return RecordValidation.validate(
                    () -> new ByteArrayInputStream(raw),
                    file,
                    new ValidationOptions(
                            LocalDate.ofInstant(at, ZoneOffset.UTC),
                            START_MONTH,
                            null,
                            folder,
                            ValidationOptions.DEFAULT_HEAP_BUDGET),
                    canonical,
                    findings,
                    OutputStream.nullOutputStream());
        } finally {
            Files.deleteIfExists(folder);
        }
    }

    /** Whatever the filter decided: nothing of it happens. */
    private static Map<Long, String> replayed(byte[] decided) throws IOException {
        Map<Long, String> fates = new TreeMap<>(fates(decided, NO_FINDINGS));
        fates.replaceAll((line, fate) -> "known, " + Rule.FILE_REPLAYED.id());
        return fates;
    }

    private static Map<Long, String> fates(byte[] decided, byte[] report) throws IOException {
        Map<Long, String> fates = new TreeMap<>();
        try (CsvReader reader =
                new CsvReader(new ByteArrayInputStream(decided), (byte) ',', (byte) '"')) {
            reader.next();
            while (reader.next()) {
                String take = reader.text(1);
                fates.put(
                        Long.parseLong(reader.text(0)),
                        take.isEmpty() ? "" : "-1".equals(take) ? "known" : "loads");
            }
        }
        try (FindingsReader reader = new FindingsReader(new ByteArrayInputStream(report))) {
            for (var finding = reader.next(); finding.isPresent(); finding = reader.next()) {
                String rule = finding.get().rule().id();
                fates.merge(
                        finding.get().line(),
                        rule,
                        (before, more) -> before.isEmpty() ? more : before + ", " + more);
            }
        }
        return fates;
    }

    /** What a line of the file came to. */
    String fate(long line) {
        return fates.getOrDefault(line, "not there");
    }
}
