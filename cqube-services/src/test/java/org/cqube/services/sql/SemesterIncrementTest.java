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
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recomputing the touched classes gives what recomputing everything gives. */
class SemesterIncrementTest {

    private static final long[] SCHOOLS = {88010100101L, 88010100102L, 88010100103L};
    private static final List<String> YEARS = List.of("2019-20", "2020-21");
    private static final List<String> TABLES = List.of("agg.semester", "agg.semester_class");
    private static final List<String> REPORTS = List.of("report.sql", "exceptions.sql", "raw.sql");

    private SourceDatabase database;
    private SemesterMarks marks;

    @BeforeEach
    void openDatabase() throws SQLException {
        database = SourceDatabase.open();
        Attendance masters = new Attendance(database).withOneBlock();
        for (long school : SCHOOLS) {
            masters.withSchool(school, (int) (school % 2) + 1, null);
        }
        marks = new SemesterMarks(database);
    }

    @AfterEach
    void closeDatabase() throws SQLException {
        database.close();
    }

    /** Marks come, change and go; sums and published files are as if they had come at once. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 20200731})
    void incrementalEqualsFullRecomputation(long seed) throws SQLException {
        Random random = new Random(seed);
        Map<String, SortedMap<String, String>> published = new TreeMap<>();
        for (int batch = 0; batch < 8; batch++) {
            for (int change = random.nextInt(6); change >= 0; change--) {
                changeSomething(random);
            }
            Set<Touched> touched = marks.aggregate();
            Map<String, List<String>> incremental = aggregates();
            for (String report : REPORTS) {
                database.publish(
                        published.computeIfAbsent(report, key -> new TreeMap<>()),
                        SemesterMarks.SOURCE,
                        report,
                        SemesterMarks.ANY_DAY,
                        touched);
            }
            recomputeAll();
            assertThat(incremental).as("batch %d", batch).isEqualTo(aggregates());
            for (String report : REPORTS) {
                assertThat(published.get(report))
                        .as("batch %d, %s", batch, report)
                        .isEqualTo(marks.report(report).files());
            }
        }
    }

    private void changeSomething(Random random) throws SQLException {
        long school = SCHOOLS[random.nextInt(SCHOOLS.length)];
        String year = YEARS.get(random.nextInt(YEARS.size()));
        int semester = 1 + random.nextInt(2);
        int grade = 2 + random.nextInt(3);
        long pupil = 1 + random.nextInt(3);
        if (random.nextInt(3) == 0) {
            marks.remove(school, year, semester, grade, pupil);
        } else {
            marks.pupil(
                    school,
                    year,
                    semester,
                    grade,
                    pupil,
                    random.nextInt(3) == 0 ? ",0" : random.nextInt(41) + "," + random.nextInt(41));
        }
    }

    private Map<String, List<String>> aggregates() throws SQLException {
        Map<String, List<String>> contents = new TreeMap<>();
        for (String table : TABLES) {
            contents.put(
                    table, database.rows("select * from " + table + " order by 1, 2, 3, 4, 5"));
        }
        return contents;
    }

    private void recomputeAll() throws SQLException {
        for (String table : TABLES) {
            database.execute("truncate " + table);
        }
        marks.touchAll();
        marks.aggregate();
    }

    @Test
    void aSubjectThatIsSwitchedOffIsInNoNumber() throws SQLException {
        marks.pupil(SCHOOLS[0], "2020-21", 1, 4, 1, "40,0").aggregate();
        assertThat(performance()).isEqualTo("50.0");
        database.execute(
                "insert into config.field (source, file, field, status, loaded_by) values ('semester', 'semester', 'subject_2', '0', 1)");
        Set<Touched> configured =
                Set.of(new Touched("config", "key", "semester|semester|subject_2"));
        database.aggregate(SemesterMarks.SOURCE, configured);
        assertThat(performance()).isEqualTo("100.0");
        database.execute("update config.field set status = '1'");
        database.aggregate(SemesterMarks.SOURCE, configured);
        assertThat(performance()).isEqualTo("50.0");
    }

    /** The marks that are checked and the marks that are summed up stand in one place. */
    @Test
    void theMostMarksAreTheContracts() throws SQLException {
        List<String> contract =
                FlowTemplates.contract(SemesterMarks.SOURCE).files().getFirst().fields().stream()
                        .filter(field -> field.extras().maximumBy() != null)
                        .flatMap(
                                field ->
                                        field.extras().maximumBy().values().entrySet().stream()
                                                .map(
                                                        most ->
                                                                field.name().substring(8)
                                                                        + "|"
                                                                        + most.getKey()
                                                                        + "|"
                                                                        + most.getValue()))
                        .sorted()
                        .toList();
        assertThat(contract).hasSize(48);
        assertThat(
                        database.rows(
                                "select subject_no, grade, marks from config.semester_maximum order by 1, 2"))
                .isEqualTo(contract);
    }

    @Test
    void anotherMaximumOfTheContractCountsForWhatIsStored() throws SQLException {
        contractSays("maximum_by #- '{values,8}'");
        marks.pupil(SCHOOLS[0], "2020-21", 1, 4, 1, "40,0").aggregate();
        marks.pupil(SCHOOLS[1], "2020-21", 1, 8, 2, "30,0").aggregate();
        assertThat(performance()).as("class 8 has no maximum").isEqualTo("50.0");

        contractSays("jsonb_set(maximum_by, '{values,4}', '80')");
        contractSays("jsonb_set(maximum_by, '{values,8}', '60')");

        assertThat(changed())
                .containsExactly(SCHOOLS[0] + "|2020-21|1|4", SCHOOLS[1] + "|2020-21|1|8");
        database.aggregate(
                SemesterMarks.SOURCE,
                Set.of(
                        new Touched(SemesterMarks.SOURCE, "class", changed().getFirst()),
                        new Touched(SemesterMarks.SOURCE, "class", changed().getLast())));
        assertThat(performance()).as("70 of 280").isEqualTo("25.0");
        database.execute("delete from meta.touched");
        contractSays("maximum_by");
        assertThat(changed()).as("nothing is outdated any more").isEmpty();
    }

    /** As the catalog does it: known fields first, then the folder's SQL. */
    private void contractSays(String maximum) throws SQLException {
        database.execute(
                "update config.known_field set maximum_by = "
                        + maximum
                        + " where source = 'semester' and maximum_by is not null");
        database.execute(FlowTemplates.text(SemesterMarks.SOURCE, "tables.sql"));
    }

    private List<String> changed() throws SQLException {
        return database.rows(
                "select key_value from meta.touched where owner_source = 'semester' and key_kind = 'class' order by 1");
    }

    private String performance() throws SQLException {
        return marks.report("report.sql")
                .values("period=2020-21/semester=1/management=all/level=state", "88")
                .get("performance")
                .asText();
    }
}
