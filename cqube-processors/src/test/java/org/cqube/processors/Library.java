/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.processors;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Files of the invented source. */
final class Library {
    static final String BOOK = "library_book";
    static final String LOAN = "library_loan";

    private Library() {}

    static String books(final String... rows) {
        return "BookId|Shelf|Title|Price\n" + String.join("\n", rows) + "\n";
    }

    static String loans(final String... rows) {
        return "LoanId|BookId|Days\n" + String.join("\n", rows) + "\n";
    }

    /** A zip of both files, books first. */
    static byte[] zip(final String timestamp, final String books, final String loans) {
        final Map<String, String> csvs = new LinkedHashMap<>();
        csvs.put(BOOK, books);
        csvs.put(LOAN, loans);
        return Zips.of(World.LIBRARY, timestamp, csvs, null, false);
    }

    /** Emits books; the zip is named after the source. */
    static String emitBooks(final Chain chain, final String timestamp, final String... rows) {
        return chain.emit(
                "library_" + timestamp + ".zip",
                Zips.of(World.LIBRARY, timestamp, Map.of(BOOK, books(rows)), null, false));
    }

    static List<String> stored(final World world) {
        return world.database.lines(
                "select book_id, shelf, title, price from fact.library_book order by 1");
    }
}
