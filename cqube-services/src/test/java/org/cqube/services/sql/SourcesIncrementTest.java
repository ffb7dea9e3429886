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

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cqube.engines.contract.ReportDefinition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Recomputing the touched keys gives what recomputing everything gives, after any sequence of
 * batches that insert, change and delete; and a report that writes what was touched alone leaves
 * out nothing that changed.
 */
class SourcesIncrementTest {

    private static final long[] SCHOOLS = {88010100101L, 88010100102L, 88010100103L};
    private static final Settings RUN = Settings.asof("2021-02-15");

    private SourceDatabase database;

    @BeforeEach
    void openDatabase() throws SQLException {
        database = SourceDatabase.open();
        Attendance masters = new Attendance(database).withOneBlock();
        for (long school : SCHOOLS) {
            masters.withSchool(school, (int) (school % 2) + 1, null);
        }
        database.execute("update master.school set lat = 21.1, lon = 78.3");
    }

    @AfterEach
    void closeDatabase() throws SQLException {
        database.close();
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @CsvSource({
        "student_attendance, 1",
        "student_attendance, 2",
        "crc, 1",
        "crc, 2",
        "crc, 3",
        "infrastructure, 1",
        "infrastructure, 2",
        "teacher_attendance, 1",
        "teacher_attendance, 2",
        "student_master, 1",
        "student_master, 2",
        "teacher_master, 1"
    })
    void incrementalEqualsFullRecomputation(String source, long seed) throws SQLException {
        Random random = new Random(seed);
        RandomBatches batches = RandomBatches.of(source, database, SCHOOLS);
        List<String> reports =
                FlowTemplates.contract(source).reports().stream()
                        .map(ReportDefinition::sql)
                        .toList();
        Map<String, SortedMap<String, String>> published = new TreeMap<>();
        for (int batch = 0; batch < 8; batch++) {
            Set<Touched> touched = new LinkedHashSet<>();
            for (int change = random.nextInt(8); change >= 0; change--) {
                touched.addAll(batches.change(random));
            }
            database.aggregate(source, touched);
            touched.addAll(toldByTheAggregation());
            for (String report : reports) {
                publish(
                        published.computeIfAbsent(report, any -> new TreeMap<>()),
                        database.report(source, report, RUN, touched),
                        database.emptied(source, report, RUN, touched));
            }
            Map<String, List<String>> incremental = aggregates(batches);

            for (String table : batches.aggregates()) {
                database.execute("truncate " + table);
            }
            database.aggregate(source, batches.everything());
            toldByTheAggregation();
            assertThat(incremental).as("batch %d", batch).isEqualTo(aggregates(batches));
            for (String report : reports) {
                assertThat(published.get(report))
                        .as("%s, batch %d", report, batch)
                        .isEqualTo(database.report(source, report, RUN, List.of()));
            }
        }
    }

    /** Keys that an aggregation adds for the reports of its run. */
    private Set<Touched> toldByTheAggregation() throws SQLException {
        Set<Touched> keys = new LinkedHashSet<>();
        for (String row : database.rows("select source, key_kind, key_value from meta.touched")) {
            String[] key = row.split("\\|", 3);
            keys.add(new Touched(key[0], key[1], key[2]));
        }
        database.execute("delete from meta.touched");
        return keys;
    }

    /** As publication does it: what is missing beside others of its period is gone. */
    private static void publish(
            SortedMap<String, String> published,
            SortedMap<String, String> returned,
            List<String> emptied) {
        Set<String> periods = new LinkedHashSet<>(emptied);
        returned.keySet().forEach(partition -> periods.add(partition.split("/")[0]));
        published
                .keySet()
                .removeIf(
                        partition ->
                                !partition.startsWith("period=")
                                        || periods.contains("")
                                        || periods.contains(partition.split("/")[0]));
        published.putAll(returned);
    }

    private Map<String, List<String>> aggregates(RandomBatches batches) throws SQLException {
        Map<String, List<String>> contents = new TreeMap<>();
        for (String table : batches.aggregates()) {
            List<String> rows = new ArrayList<>(database.rows("select * from " + table));
            rows.sort(null);
            contents.put(table, rows);
        }
        return contents;
    }

    /** Days of January and February 2021. */
    static LocalDate day(Random random) {
        return LocalDate.of(2021, 1, 10).plusDays(random.nextInt(45));
    }
}
