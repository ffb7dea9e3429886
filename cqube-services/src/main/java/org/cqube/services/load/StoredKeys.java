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
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cqube.engines.contract.FieldContract;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.contract.Target;
import org.cqube.services.postgres.SqlIdentifier;

/** Names stored rows as changed, in the words in which a load names those that it writes. */
final class StoredKeys {
    /** Nobody's emission: rows that go. */
    private static final long NO_EMISSION = 0;

    private StoredKeys() {}

    static void touch(
            final Connection connection,
            final String source,
            final List<String> owners,
            final RowChoice choice)
            throws SQLException {
        final boolean days = choice.file().target().kind() == Target.Kind.DAYS;
        for (final String keys : days ? ofDays(choice) : List.of(ofRecords(choice))) {
            Touched.insert(connection, source, NO_EMISSION, owners, keys, values(choice));
        }
    }

    private static List<String> values(final RowChoice choice) {
        final List<String> values = new ArrayList<>(choice.file().target().constants().values());
        choice.conditions().forEach(condition -> values.add(condition.value()));
        if (choice.month() != null) {
            values.add(choice.month().toString());
        }
        return values;
    }

    private static List<String> ofDays(final RowChoice choice) {
        final Target target = choice.file().target();
        final String school = "t." + SqlIdentifier.quote(target.days().school());
        final String from = " from " + SourceTables.tableName(target) + " t";
        return List.of(
                "select distinct 'month', "
                        + school
                        + " || '|' || t.month_start"
                        + from
                        + " where "
                        + choice.ofStored(),
                "select distinct 'day', "
                        + school
                        + " || '|' || (t.month_start + d)"
                        + from
                        + " cross join generate_series(0, 30) d where t.known_days >> d & 1 = 1 and "
                        + choice.ofStored());
    }

    /** Constants of a key or group come first, then its fields in the order of the contract. */
    private static String ofRecords(final RowChoice choice) {
        final FileContract file = choice.file();
        final Target target = file.target();
        final List<String> columns =
                target.touch() == null ? target.key() : target.touch().columns();
        final Stream<String> named =
                target.touch() == null
                        ? file.fields().stream()
                                .filter(FieldContract::stored)
                                .map(FieldContract::column)
                                .filter(columns::contains)
                        : columns.stream()
                                .filter(column -> !target.constants().containsKey(column));
        return "select distinct '"
                + (target.touch() == null ? "key" : target.touch().kind())
                + "', concat_ws('|', "
                + Stream.concat(columns.stream().filter(target.constants()::containsKey), named)
                        .map(column -> "t." + SqlIdentifier.quote(column))
                        .collect(Collectors.joining(", "))
                + ") from "
                + SourceTables.tableName(target)
                + " t where "
                + choice.ofStored();
    }
}
