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
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.cqube.engines.csv.CsvReader;
import org.cqube.engines.finding.Violation;

/**
 * Walks through what is stored for the incoming records, in their order, and lets an engine decide
 * on each.
 */
sealed interface StoredLookup extends AutoCloseable permits StoredRecords, StoredDaysLookup {
    /** What was decided on a record. */
    sealed interface Verdict {}

    /**
     * It is loaded.
     *
     * @param days bits of the days that are taken; {@link Incoming#WHOLE_RECORD} where a record has
     *     no days
     */
    record Take(int days) implements Verdict {}

    /** It is stored already. */
    record Known() implements Verdict {}

    /** It is refused. */
    record Refused(Violation violation) implements Verdict {}

    /** Decides on the reader's current record. */
    Verdict decide(CsvReader record) throws SQLException, IOException;

    /** Says that the record decided on last is loaded: no reference of it refuses it. */
    default void taken(final Take take) {}

    /** Passes over the reader's current record, which is refused for another reason. */
    void skip(CsvReader record) throws SQLException, IOException;

    /** Cells that were not taken, by rule. */
    Map<String, Long> cells();

    /** Lines of the report about the file as a whole. */
    List<Violation> summaries(long emissionId) throws SQLException;

    @Override
    void close() throws SQLException;
}
