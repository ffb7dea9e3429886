/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.acts;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;
import org.cqube.engines.contract.Days;
import org.cqube.engines.csv.CsvReader;
import org.cqube.engines.csv.UnclosedQuoteException;
import org.cqube.services.load.CanonicalContent;

/** The months that valid records with a column per day are about. */
final class MonthsOfFile {
    private static final byte COMMA = ',';
    private static final byte QUOTE = '"';

    private MonthsOfFile() {}

    /**
     * Reads them; each by its first day.
     *
     * @param startMonth of the academic year
     */
    static Set<LocalDate> of(
            final CanonicalContent canonical, final Days days, final int startMonth)
            throws IOException {
        final Set<LocalDate> months = new TreeSet<>();
        try (CsvReader reader = new CsvReader(canonical.open(), COMMA, QUOTE)) {
            reader.next();
            final int year = indexOf(reader, days.academicYear());
            final int month = indexOf(reader, days.month());
            while (reader.next()) {
                final int number = Integer.parseInt(reader.text(month));
                final int first = Integer.parseInt(reader.text(year).substring(0, 4));
                months.add(LocalDate.of(number < startMonth ? first + 1 : first, number, 1));
            }
        } catch (final UnclosedQuoteException e) {
            throw new IOException("The canonical content is broken", e);
        }
        return months;
    }

    private static int indexOf(final CsvReader header, final String field) throws IOException {
        for (int i = 0; i < header.fields(); i++) {
            if (header.text(i).equals(field)) {
                return i;
            }
        }
        throw new IOException("The canonical content has no field " + field);
    }
}
