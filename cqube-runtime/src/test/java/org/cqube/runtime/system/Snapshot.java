/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cqube.runtime.operation.Buckets;
import org.cqube.runtime.operation.CqubeException;
import org.cqube.runtime.operation.Waiting;

/**
 * What two runs over the same files have in common, whatever happened in between: tables without
 * times and identity ids, emissions by their bytes, and every partition that a reader reaches.
 *
 * @param tables rows as JSON, sorted, by name of the table
 * @param published SHA-independent content of each (source, report, partition), as hash code and
 *     length of its bytes
 */
record Snapshot(SortedMap<String, List<String>> tables, SortedMap<String, String> published) {

    private static final List<String> SCHEMAS = List.of("fact", "agg", "master");

    private static final String EMISSIONS =
            """
            select jsonb_build_object('source', source, 'base', base_name, 'sha256', sha256, 'state', state,
                       'in', records_in, 'loaded', loaded, 'rejected', rejected, 'known', already_known)::text
              from meta.emission where state <> 'known' order by 1
            """;

    private static final String OPEN =
            "select (exists (select from meta.touched) or exists (select from meta.run where state = 'aggregated'))::text";

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration INTERVAL = Duration.ofMillis(200);

    static Snapshot of(RunningCqube cqube) {
        SortedMap<String, List<String>> tables = new TreeMap<>();
        try (Connection connection = cqube.connect()) {
            awaitPublication(connection);
            for (String table : tables(connection)) {
                tables.put(table, rows(connection, table));
            }
            tables.put("meta.processed_period", rows(connection, "meta.processed_period"));
            tables.put("meta.emission", texts(connection, EMISSIONS));
        } catch (SQLException failed) {
            throw new AssertionError("the tables cannot be read", failed);
        }
        return new Snapshot(tables, published(cqube.directory().objects().resolve(Buckets.OUTPUT)));
    }

    /** Reports on several sources come after those of the sources, and end no emission. */
    private static void awaitPublication(Connection connection) {
        try {
            assertThat(
                            Waiting.until(
                                    PATIENCE,
                                    INTERVAL,
                                    () -> open(connection).equals(List.of("false"))))
                    .as("everything is published")
                    .isTrue();
        } catch (IOException | CqubeException failed) {
            throw new AssertionError("the ledger cannot be read", failed);
        }
    }

    /** Fails with the first rows and partitions that differ. */
    void assertSameAs(Snapshot undisturbed) {
        assertThat(tables.keySet()).isEqualTo(undisturbed.tables.keySet());
        undisturbed.tables.forEach(
                (table, rows) -> assertThat(tables.get(table)).as(table).isEqualTo(rows));
        assertThat(published).isEqualTo(undisturbed.published);
    }

    private static List<String> open(Connection connection) throws IOException {
        try {
            return texts(connection, OPEN);
        } catch (SQLException away) {
            throw new IOException(away);
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        for (String schema : SCHEMAS) {
            try (PreparedStatement query =
                    connection.prepareStatement(
                            "select format('%I.%I', n.nspname, c.relname) from pg_class c"
                                    + " join pg_namespace n on n.oid = c.relnamespace"
                                    + " where n.nspname = ? and c.relkind in ('r', 'p') and not c.relispartition")) {
                query.setString(1, schema);
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        tables.add(row.getString(1));
                    }
                }
            }
        }
        return tables;
    }

    private static List<String> rows(Connection connection, String table) throws SQLException {
        // names come from the catalogue, quoted by the server
        return texts(
                connection,
                ("select (select jsonb_object_agg(key, value) from jsonb_each(to_jsonb(t))"
                                + " where key !~ '_at$' and key not in ('emission_id', 'loaded_by', 'run_id'))::text"
                                + " from %s t order by 1")
                        .formatted(table));
    }

    private static List<String> texts(Connection connection, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                texts.add(row.getString(1));
            }
        }
        return texts;
    }

    private static SortedMap<String, String> published(Path output) {
        SortedMap<String, String> contents = new TreeMap<>();
        try (var sources = Files.list(output)) {
            for (Path source : sources.filter(Files::isDirectory).toList()) {
                String name = source.getFileName().toString();
                if (Files.exists(source.resolve("latest.json"))) {
                    PublishedTree tree = new PublishedTree(output, name);
                    for (String report : tree.reports()) {
                        tree.keys(report)
                                .forEach(
                                        (partition, key) ->
                                                contents.put(
                                                        name + " " + report + " " + partition,
                                                        content(output.resolve(key))));
                    }
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return contents;
    }

    private static String content(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            return bytes.length + " bytes " + Arrays.hashCode(bytes);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
