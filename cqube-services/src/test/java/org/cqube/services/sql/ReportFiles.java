/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;

/** The files that a report query gives, and single values in them. */
record ReportFiles(SortedMap<String, String> files) {

    static ReportFiles of(SourceDatabase database, String source, String sql, Settings settings)
            throws SQLException {
        return of(database, source, sql, settings, List.of());
    }

    static ReportFiles of(
            SourceDatabase database,
            String source,
            String sql,
            Settings settings,
            Collection<Touched> touched)
            throws SQLException {
        return new ReportFiles(database.report(source, sql, settings, touched));
    }

    JsonNode file(String partition) {
        assertThat(files).containsKey(partition);
        return Attendance.parse(files.get(partition));
    }

    JsonNode row(String partition, String id) {
        for (JsonNode row : file(partition).get("rows")) {
            if (row.get("id").asText().equals(id)) {
                return row;
            }
        }
        throw new AssertionError(id + " is not in " + partition);
    }

    JsonNode values(String partition, String id) {
        return row(partition, id).get("values");
    }
}
