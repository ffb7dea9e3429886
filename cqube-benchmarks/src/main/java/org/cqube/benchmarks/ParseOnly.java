/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.benchmarks;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.StringArrayHandler;
import java.io.IOException;
import java.nio.file.Path;

/** FastCSV makes Strings of all fields, and does nothing with them. */
final class ParseOnly implements Side {

    private final Path raw;
    private final int columns;
    private long records;

    ParseOnly(Path raw, int columns) {
        this.raw = raw;
        this.columns = columns;
    }

    @Override
    public String name() {
        return "FastCSV, parse only";
    }

    @Override
    public void run() throws IOException {
        long count = -1;
        try (CsvReader<String[]> reader =
                CsvReader.builder().fieldSeparator('|').build(StringArrayHandler.of(), raw)) {
            for (String[] fields : reader) {
                if (fields.length != columns) {
                    throw new IOException("a record of " + fields.length + " columns");
                }
                count++;
            }
        }
        records = count;
    }

    @Override
    public long seen() {
        return records;
    }
}
