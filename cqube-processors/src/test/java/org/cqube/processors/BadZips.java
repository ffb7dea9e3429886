/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.processors;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** The zips that the test table names, one method each. */
final class BadZips {
    private static final String CSV = "BookId|Shelf|Title|Price\n1|A|Emma|5\n2|B|Ulysses|7\n";
    private static final String NAME = "library_book_20200601080000.csv";
    private static final int LOCAL_FLAGS = 6;
    private static final int CENTRAL_FLAGS = 8;
    private static final int BOMB = 16 * 1024 * 1024;

    private BadZips() {}

    /** The zip of a name in the table. */
    static byte[] named(final String name) {
        return switch (name) {
            case "truncated" -> Arrays.copyOf(good(), good().length / 2);
            case "notAZip" -> CSV.getBytes(StandardCharsets.UTF_8);
            case "empty" -> new byte[0];
            case "encrypted" -> encrypted();
            case "nested" -> Zips.raw("folder/" + NAME, CSV, "manifest.csv", manifest(NAME));
            case "slip" -> Zips.raw("../" + NAME, CSV, "manifest.csv", manifest(NAME));
            case "absolute" -> Zips.raw("/" + NAME, CSV, "manifest.csv", manifest(NAME));
            case "duplicate" ->
                    Zips.rename(
                            Zips.raw(NAME, CSV, NAME.replace(".csv", ".cst"), CSV),
                            NAME.replace(".csv", ".cst"),
                            NAME);
            case "noManifest" -> Zips.raw(NAME, CSV);
            case "twoManifests" ->
                    Zips.raw(
                            NAME,
                            CSV,
                            "manifest.csv",
                            manifest(NAME),
                            "manifest_2.csv",
                            manifest(NAME));
            case "missingFile" ->
                    Zips.raw(
                            NAME,
                            CSV,
                            "manifest.csv",
                            manifest(NAME) + line("library_loan.csv", 5, 1));
            case "extraFile" ->
                    Zips.raw(NAME, CSV, "library_loan.csv", "x\n", "manifest.csv", manifest(NAME));
            case "noCsv" -> Zips.raw("manifest.csv", manifest(NAME));
            case "bomb" -> bomb();
            case "entries" -> entries();
            case "size" ->
                    Zips.raw(NAME, CSV, "manifest.csv", header() + line(NAME, CSV.length() + 1, 2));
            case "count" ->
                    Zips.raw(NAME, CSV, "manifest.csv", header() + line(NAME, CSV.length(), 3));
            case "manifestFormat" -> Zips.raw(NAME, CSV, "manifest.csv", "no manifest\n");
            case "checksum" ->
                    Zips.raw(
                            NAME,
                            CSV,
                            "manifest.csv",
                            "file_name|file_size|total_number_of_records|sha256|emission_time\n%s|%d|2|%s|2020-06-01 08:00:00\n"
                                    .formatted(NAME, CSV.length(), "0".repeat(64)));
            case "otherBase" ->
                    Zips.raw("pencils.csv", CSV, "manifest.csv", manifest("pencils.csv"));
            default -> throw new IllegalArgumentException(name);
        };
    }

    static byte[] good() {
        return Zips.raw(NAME, CSV, "manifest.csv", manifest(NAME));
    }

    private static String header() {
        return "file_name|file_size|total_number_of_records|emission_time\n";
    }

    private static String line(final String name, final int size, final int records) {
        return "%s|%d|%d|2020-06-01 08:00:00\n".formatted(name, size, records);
    }

    private static String manifest(final String name) {
        return header() + line(name, CSV.length(), 2);
    }

    /** Bit 0 of the flags says that an entry is encrypted. */
    private static byte[] encrypted() {
        final byte[] zip = good();
        for (int at = 0; at + 4 < zip.length; at++) {
            if (zip[at] == 'P' && zip[at + 1] == 'K') {
                if (zip[at + 2] == 3 && zip[at + 3] == 4) {
                    zip[at + LOCAL_FLAGS] |= 1;
                } else if (zip[at + 2] == 1 && zip[at + 3] == 2) {
                    zip[at + CENTRAL_FLAGS] |= 1;
                }
            }
        }
        return zip;
    }

    private static byte[] bomb() {
        final String zeros = "0".repeat(BOMB);
        return Zips.raw(NAME, zeros, "manifest.csv", header() + line(NAME, BOMB, 0));
    }

    private static byte[] entries() {
        final Map<String, byte[]> entries = new LinkedHashMap<>();
        for (int i = 0; i < 200; i++) {
            entries.put("file_" + i + ".csv", new byte[] {'x'});
        }
        return Zips.raw(entries);
    }
}
