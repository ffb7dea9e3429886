/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.load;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.cqube.engines.csv.CsvReader;

/** Keeps records and stored rows side by side. */
final class Lines {
    private Lines() {}

    /** Steps to the stored row of the record; returns the record's line as emitted. */
    static long align(final ResultSet stored, final CsvReader record)
            throws SQLException, IOException {
        final long line = Long.parseLong(record.text(0));
        if (!stored.next() || stored.getLong(1) != line) {
            throw new IOException("Stored rows and records are out of step at line " + line);
        }
        return line;
    }
}
