/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.load;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cqube.engines.contract.FieldContract;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.contract.Reference;
import org.cqube.engines.finding.Violation;
import org.cqube.services.postgres.SqlIdentifier;
import org.cqube.services.postgres.TableName;

/**
 * Ids that no master has (rules {@code ref.*}): loaded, counted, and one line of the report per
 * missing id.
 */
final class References {
    /** More missing ids than this are counted, and the report says that it stops. */
    private static final int MAXIMUM_LINES = 1_000;

    private final Connection connection;
    private final FileContract file;
    private final Set<String> incoming;

    References(final Connection connection, final FileContract file, final Incoming incoming) {
        this.connection = connection;
        this.file = file;
        this.incoming =
                incoming.fields().stream().map(FieldContract::name).collect(Collectors.toSet());
    }

    /** Adds findings about missing ids; returns the number of records with one, by rule. */
    Map<String, Long> report(final List<Violation> findings) throws SQLException {
        final Map<String, Long> warnings = new HashMap<>();
        for (final Reference reference : file.references()) {
            // a layout without the column refers to nothing
            if (incoming.containsAll(reference.fields())) {
                final long records = report(reference, findings);
                if (records > 0) {
                    warnings.merge(reference.rule().id(), records, Long::sum);
                }
            }
        }
        return warnings;
    }

    private long report(final Reference reference, final List<Violation> findings)
            throws SQLException {
        final String fields =
                reference.fields().stream()
                        .map(field -> "i." + SqlIdentifier.quote(field))
                        .collect(Collectors.joining(", "));
        final String match =
                IntStream.range(0, reference.fields().size())
                        .mapToObj(
                                i ->
                                        "r."
                                                + SqlIdentifier.quote(reference.columns().get(i))
                                                + " = i."
                                                + SqlIdentifier.quote(reference.fields().get(i)))
                        .collect(Collectors.joining(" and "));
        final String sql =
                "select min(i._line), count(*), concat_ws('|', "
                        + fields
                        + ") from incoming i where num_nulls("
                        + fields
                        + ") = 0 and not exists (select 1 from "
                        + TableName.parse(reference.table())
                        + " r where "
                        + match
                        + ") group by "
                        + fields
                        + " order by 1";
        final String header = Headers.of(file, reference.fields().getFirst());
        long records = 0;
        int lines = 0;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                records += row.getLong(2);
                if (++lines <= MAXIMUM_LINES) {
                    findings.add(
                            new Violation(
                                    reference.rule(),
                                    row.getLong(1),
                                    header,
                                    row.getString(3),
                                    "Not in "
                                            + reference.table()
                                            + " yet; loaded, but in no report until the master arrives ("
                                            + row.getLong(2)
                                            + " records, the first on this line)"));
                }
            }
        }
        if (lines > MAXIMUM_LINES) {
            findings.add(
                    new Violation(
                            reference.rule(),
                            0,
                            header,
                            "",
                            "The list is cut: "
                                    + lines
                                    + " different ids are not in "
                                    + reference.table()));
        }
        return records;
    }
}
