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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the installation's monitoring asks of the ledger, on a ledger as the flow keeps it. */
class MonitoringQueriesTest {

    private static final Path QUERIES =
            Path.of("../ansible/roles/monitoring/files/pipeline-queries.yml");

    private static SourceDatabase database;
    private static SortedMap<String, Query> queries;

    /** A query and the names under which its columns are told. */
    private record Query(StringBuilder sql, List<String> columns) {}

    @BeforeAll
    static void open() throws SQLException, IOException {
        database = SourceDatabase.open();
        queries = read();
        database.execute(
                """
                insert into meta.emission (source, object_key, etag, last_modified, emitted_at, state, records_in, loaded, rejected,
                        received_at, archived_at, validated_at, loaded_at, aggregated_at, published_at)
                select 'pat', 'pat/' || n, 'e', now(), now(), 'published', 10, 9, 1, t, t + interval '1.5 s', t + interval '4 s',
                       t + interval '30 s', t + interval '31 s', t + n * interval '40 s'
                  from generate_series(1, 2) as n cross join (select now() - interval '1 hour' as t) as begin;
                insert into meta.emission_count select emission_id, 'duplicate.mirror', 'row', 1 from meta.emission;
                insert into meta.emission (source, object_key, etag, last_modified, emitted_at, received_at)
                values ('crc', 'crc/waits', 'e', now(), now(), now() - interval '600 s');
                insert into meta.emission (source, object_key, etag, last_modified, emitted_at, state, parked_from, failure, received_at)
                values ('crc', 'crc/parked', 'e', now(), now(), 'parked', 'validated',
                        '{"step": "load", "message": "why", "outage": false}', now() - interval '300 s');
                insert into meta.run (source, as_of, failure)
                values ('pat', current_date, '{"step": "publish", "message": "why", "outage": true}');
                """);
    }

    @AfterAll
    static void close() throws Exception {
        database.close();
    }

    /** The file's own shape: a name, its SQL behind {@code query: |}, its columns as metrics. */
    private static SortedMap<String, Query> read() throws IOException {
        SortedMap<String, Query> read = new TreeMap<>();
        Query query = null;
        for (String line : Files.readAllLines(QUERIES)) {
            if (line.matches("cqube_\\w+:")) {
                query = new Query(new StringBuilder(), new ArrayList<>());
                read.put(line.substring(0, line.length() - 1), query);
            } else if (line.startsWith("    - ")) {
                query.columns().add(line.strip().substring(2).split(":")[0]);
            } else if (line.startsWith("    ")) {
                query.sql().append(line).append('\n');
            }
        }
        return read;
    }

    private static List<String> answer(String name) throws SQLException {
        return database.rows(queries.get(name).sql().toString());
    }

    @Test
    void eachColumnIsToldUnderItsName() throws SQLException {
        assertThat(queries).hasSizeGreaterThan(10);
        for (var query : queries.entrySet()) {
            List<String> found = new ArrayList<>();
            try (Statement statement = database.connection().createStatement();
                    ResultSet result = statement.executeQuery(query.getValue().sql().toString())) {
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    found.add(result.getMetaData().getColumnName(i));
                }
            }
            // buckets, sum and count belong to the histogram that its bounds name
            found.removeIf(column -> column.matches("seconds_(bucket|sum|count)"));
            assertThat(found)
                    .as(query.getKey())
                    .containsExactlyInAnyOrderElementsOf(query.getValue().columns());
        }
    }

    @Test
    void whatDoesNotExistYetIsToldAsNone() throws SQLException {
        assertThat(answer("cqube_emission"))
                .contains("pat|published|2", "crc|parked|1", "sat|refused|0", "semester|parked|0");
        assertThat(answer("cqube_parked"))
                .hasSize(14)
                .contains("load|other|1", "publish|outage|1", "fetch|outage|0");
        assertThat(answer("cqube_mail")).contains("given up|0");
        assertThat(answer("cqube_operator")).contains("replay|failed|0", "rebuild|running|0");
    }

    @Test
    void allRecordsThatCameAreTold() throws SQLException {
        assertThat(answer("cqube_emitted"))
                .containsExactlyInAnyOrder("pat|loaded|18", "pat|rejected|2", "pat|known|0");
        assertThat(answer("cqube_finding")).containsExactly("pat|duplicate.mirror|row|2");
    }

    @Test
    void theOldestOfASourceCounts() throws SQLException {
        assertThat(answer("cqube_unprocessed"))
                .anyMatch(row -> row.matches("crc\\|2\\|6\\d\\d\\..*"))
                .contains("pat|0|0");
        assertThat(answer("cqube_unpublished")).contains("pat|0|0");
    }

    @Test
    void bucketsOfAHistogramAddUp() throws SQLException {
        List<String> steps = answer("cqube_step");
        assertThat(steps)
                .hasSize(6)
                .allMatch(row -> row.contains("|{1,2,5,10,30,60,120,300,900,3600,14400}|"))
                .anyMatch(
                        row ->
                                row.startsWith("pat|archive|")
                                        && row.contains("|{0,2,2,2,2,2,2,2,2,2,2}|3"))
                .anyMatch(row -> row.startsWith("pat|validate|") && row.contains("|{0,0,2,"))
                .anyMatch(
                        row ->
                                row.startsWith("pat|all|")
                                        && row.contains("|{0,0,0,0,0,1,2,2,2,2,2}|120"));
        assertThat(steps).allMatch(row -> row.endsWith("|2"));
    }
}
