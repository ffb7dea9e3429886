/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.validation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.csv.CsvReader;
import org.cqube.engines.csv.UnclosedQuoteException;
import org.cqube.engines.finding.Refusal;
import org.cqube.engines.finding.Rule;
import org.cqube.engines.finding.Violation;

/** Reads the header record and says precisely why it does not fit, if it does not. */
public final class HeaderReader {

    private static final byte[] DELIMITERS = {'|', ',', ';', '\t'};

    private HeaderReader() {}

    /**
     * Matches the record that the reader stands on.
     *
     * @throws Refusal file.encoding, file.delimiter, or column.header unless the contract names
     *     another rule for it, without a count of records
     */
    public static HeaderMatch match(CsvReader reader, FileContract contract)
            throws IOException, Refusal {
        if (reader.tooLong()) {
            throw new Refusal(
                    new Violation(
                            Rule.COLUMN_HEADER,
                            reader.line(),
                            "",
                            "",
                            "the header line is too long"),
                    "a header line with the columns of " + contract.baseName(),
                    "a line beyond the limits",
                    0);
        }
        checkEncoding(reader);
        HeaderMatch match = HeaderMatch.of(texts(reader), contract);
        if (!match.fits()) {
            checkDelimiter(reader, contract);
            throw refusal(match, contract, reader.line());
        }
        return match;
    }

    private static void checkEncoding(CsvReader reader) throws Refusal {
        byte[] buffer = reader.buffer();
        boolean zero = false;
        for (int i = reader.contentStart(); i < reader.contentEnd(); i++) {
            zero |= buffer[i] == 0;
        }
        if (zero || !Utf8.isValid(buffer, reader.contentStart(), reader.contentEnd())) {
            throw new Refusal(
                    new Violation(
                            Rule.FILE_ENCODING,
                            reader.line(),
                            "",
                            "",
                            "the header line is not UTF-8; save the file as UTF-8 and emit it again"),
                    "UTF-8",
                    zero ? "zero bytes, as in UTF-16" : "other bytes",
                    0);
        }
    }

    private static void checkDelimiter(CsvReader reader, FileContract contract)
            throws IOException, Refusal {
        byte[] line =
                java.util.Arrays.copyOfRange(
                        reader.buffer(), reader.contentStart(), reader.contentEnd());
        for (byte delimiter : DELIMITERS) {
            if (delimiter != contract.delimiter()
                    && delimiter != contract.quote()
                    && fits(line, delimiter, contract)) {
                throw new Refusal(
                        new Violation(
                                Rule.FILE_DELIMITER,
                                reader.line(),
                                "",
                                "",
                                "the columns are separated by "
                                        + name(delimiter)
                                        + ", expected "
                                        + name(contract.delimiter())),
                        name(contract.delimiter()),
                        name(delimiter),
                        0);
            }
        }
    }

    private static boolean fits(byte[] line, byte delimiter, FileContract contract)
            throws IOException {
        try (CsvReader other =
                new CsvReader(new ByteArrayInputStream(line), delimiter, contract.quote())) {
            return other.next()
                    && !other.tooLong()
                    && HeaderMatch.of(texts(other), contract).fits();
        } catch (UnclosedQuoteException e) {
            // split there, the quotes make no sense: not the delimiter
            return false;
        }
    }

    private static Refusal refusal(HeaderMatch match, FileContract contract, long line) {
        List<String> faults = new ArrayList<>();
        if (!match.missing().isEmpty()) {
            faults.add("missing: " + String.join(", ", match.missing()));
        }
        if (!match.repeated().isEmpty()) {
            faults.add("twice: " + String.join(", ", match.repeated()));
        }
        String first =
                match.missing().isEmpty()
                        ? match.repeated().getFirst()
                        : match.missing().getFirst();
        return new Refusal(
                new Violation(
                        contract.names().headerRule(),
                        line,
                        first,
                        "",
                        "columns " + String.join("; ", faults)),
                contract.fields().size() + " columns of " + contract.baseName(),
                String.join(", ", match.emitted()),
                0);
    }

    private static List<String> texts(CsvReader reader) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < reader.fields(); i++) {
            texts.add(reader.text(i));
        }
        return texts;
    }

    private static String name(byte delimiter) {
        return switch (delimiter) {
            case '\t' -> "tab";
            case ',' -> "comma (,)";
            case ';' -> "semicolon (;)";
            case '|' -> "pipe (|)";
            default -> new String(new byte[] {delimiter}, StandardCharsets.US_ASCII);
        };
    }
}
