/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.validation;

import java.io.IOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.csv.CsvReader;
import org.cqube.engines.csv.UnclosedQuoteException;
import org.cqube.engines.duplicates.DuplicateFinder;
import org.cqube.engines.duplicates.Verdicts;
import org.cqube.engines.finding.Refusal;
import org.cqube.engines.finding.Rule;
import org.cqube.engines.finding.Violation;

/** Reads the whole file, decides whether it is refused as a whole, and finds its duplicates. */
final class FirstPass {

    /** Share of records with bytes that are not UTF-8 above which the file is refused. */
    private static final double MAX_MALFORMED = 0.01;

    private final Source raw;
    private final FileContract contract;
    private final ValidationOptions options;
    private final DuplicateFinder duplicates;

    private long records;
    private long refused;
    private long malformed;
    private long firstMalformedLine;
    private Violation firstRefused;

    /**
     * What the second pass builds on.
     *
     * @param sha256 64 hex digits of the raw bytes
     * @param header where the columns are
     * @param records records of the file, to see whether it changed between the passes
     * @param verdicts what the duplicate rules say
     */
    record Survey(String sha256, HeaderMatch header, long records, Verdicts verdicts) {}

    FirstPass(
            Source raw,
            FileContract contract,
            ValidationOptions options,
            DuplicateFinder duplicates) {
        this.raw = raw;
        this.contract = contract;
        this.options = options;
        this.duplicates = duplicates;
    }

    Survey run() throws IOException, Refusal {
        MessageDigest digest = sha256();
        HeaderMatch header;
        try (DigestInputStream in = new DigestInputStream(raw.open(), digest);
                CsvReader reader = new CsvReader(in, contract.delimiter(), contract.quote())) {
            header = readHeader(reader);
            checkRecords(reader, header);
        } catch (UnclosedQuoteException e) {
            throw unclosedQuote(e.line());
        }
        checkWholeFile();
        if (duplicates.findCandidates()) {
            compareCandidates(header);
        }
        Verdicts verdicts = duplicates.decide();
        checkThreshold(refused + verdicts.count());
        return new Survey(HexFormat.of().formatHex(digest.digest()), header, records, verdicts);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The header is the first record that is not blank. */
    private HeaderMatch readHeader(CsvReader reader) throws IOException, Refusal {
        boolean any = reader.next();
        while (any && reader.blank()) {
            any = reader.next();
        }
        if (!any) {
            throw empty("no header and no record");
        }
        try {
            return HeaderReader.match(reader, contract);
        } catch (Refusal refusal) {
            while (reader.next()) {
                if (!reader.blank()) {
                    records++;
                }
            }
            if (records == 0) {
                throw empty("a first line and no record after it");
            }
            throw refusal.withRecordsIn(records);
        }
    }

    private void checkRecords(CsvReader reader, HeaderMatch header) throws IOException {
        RecordCheck check = new RecordCheck(contract, header, options);
        DayCells cells = DayCells.of(contract, header, options);
        while (reader.next()) {
            if (reader.blank()) {
                continue;
            }
            if (check.accepts(reader)) {
                if (cells != null) {
                    cells.blank(check.row(), false);
                }
                duplicates.add(records, check.row());
            } else {
                refused++;
                if (firstRefused == null) {
                    firstRefused = check.violations(reader).getFirst();
                }
            }
            if (check.malformedUtf8()) {
                malformed++;
                firstMalformedLine = malformed == 1 ? reader.line() : firstMalformedLine;
            }
            records++;
        }
    }

    private void compareCandidates(HeaderMatch header) throws IOException {
        RecordCheck check = new RecordCheck(contract, header, options);
        DayCells cells = DayCells.of(contract, header, options);
        try (CsvReader reader = new CsvReader(raw.open(), contract.delimiter(), contract.quote())) {
            skipHeader(reader);
            long ordinal = 0;
            while (reader.next()) {
                if (reader.blank()) {
                    continue;
                }
                if (duplicates.isCandidate(ordinal)) {
                    if (!check.accepts(reader)) {
                        throw changed();
                    }
                    if (cells != null) {
                        cells.blank(check.row(), false);
                    }
                    duplicates.compare(ordinal, reader.line(), check.row());
                }
                ordinal++;
            }
            if (ordinal != records) {
                throw changed();
            }
        }
    }

    /** Moves a reader to the header record. */
    static void skipHeader(CsvReader reader) throws IOException {
        while (reader.next() && reader.blank()) {
            // blank lines before the header
        }
    }

    /** The file is not the one that was checked: a fault of the world, not of the data. */
    static IOException changed() {
        return new IOException("the raw file changed while it was validated");
    }

    private void checkWholeFile() throws Refusal {
        if (records == 0) {
            throw empty("a header and no record");
        }
        if (malformed > records * MAX_MALFORMED) {
            throw new Refusal(
                    new Violation(
                            Rule.FILE_ENCODING,
                            firstMalformedLine,
                            "",
                            "",
                            malformed
                                    + " of "
                                    + records
                                    + " records hold bytes that are not UTF-8; save the file as"
                                    + " UTF-8 and emit it again"),
                    "UTF-8",
                    "other bytes, first on line " + firstMalformedLine,
                    records);
        }
    }

    private void checkThreshold(long rejected) throws Refusal {
        Double most =
                options.maxRejectedPercent() == null
                        ? contract.maximumRejectedPercent()
                        : options.maxRejectedPercent();
        if (most != null && rejected * 100.0 > most * records) {
            String found = String.format(Locale.ROOT, "%.2f %%", rejected * 100.0 / records);
            throw new Refusal(
                    Violation.ofFile(
                            Rule.FILE_THRESHOLD,
                            rejected
                                    + " of "
                                    + records
                                    + " records would be refused, "
                                    + found
                                    + "; at most "
                                    + most
                                    + " % are accepted"
                                    + firstRefused()),
                    "at most " + most + " %",
                    found,
                    records);
        }
    }

    /** Where to look first, without the value, which may be personal. */
    private String firstRefused() {
        return firstRefused == null
                ? ""
                : "; the first is on line %d (%s%s: %s)"
                        .formatted(
                                firstRefused.line(),
                                firstRefused.rule().id(),
                                firstRefused.column().isEmpty() ? "" : " " + firstRefused.column(),
                                firstRefused.message());
    }

    private static Refusal empty(String found) {
        return new Refusal(
                Violation.ofFile(Rule.FILE_EMPTY, "the file has no record"),
                "a header and at least one record",
                found,
                0);
    }

    private Refusal unclosedQuote(long line) {
        return new Refusal(
                new Violation(
                        Rule.FILE_QUOTE,
                        line,
                        "",
                        "",
                        "the quote opened on line " + line + " is never closed"),
                "a closing quote",
                "the end of the file",
                records);
    }
}
