/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cqube.services.access.Places.School;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A reader who is bound to an area sees its rows, in every table and view that it may read. */
class RowAccessTest {

    /** Everything that a login may read and that has rows of schools. */
    private static final String READABLE =
            """
            select c.oid::regclass from pg_class as c join pg_attribute as a on a.attrelid = c.oid and a.attname = 'school_id'
             where c.relnamespace = any (array['master', 'fact', 'agg', 'pub']::regnamespace[]) and c.relkind in ('r', 'p', 'v') and not c.relispartition
               and has_schema_privilege(c.relnamespace, 'usage') and has_column_privilege(c.oid, a.attnum, 'select')
             order by 1
            """;

    private static SecuredDatabase database;

    @BeforeAll
    static void start() {
        database = SecuredDatabase.get();
    }

    /** Every level, and both kinds of readers that are bound to areas. */
    static Stream<Arguments> areas() {
        School school = Places.SCHOOLS.get(5);
        return Stream.of("cqube_viewer", "cqube_analyst")
                .flatMap(
                        group ->
                                Stream.of("state", "district", "block", "cluster", "school")
                                        .map(
                                                level ->
                                                        Arguments.of(
                                                                group, level, school.unit(level))));
    }

    @ParameterizedTest
    @MethodSource("areas")
    void aReaderSeesTheSchoolsOfItsAreaAndNoOther(String group, String level, long area)
            throws SQLException {
        String login = "reader_of_" + level + "_" + group;
        database.login(login, group);
        database.allow(login, level, area);

        assertThat(schoolsByRelation(login))
                .hasSizeGreaterThan(10)
                .containsKeys("pub.school", "pub.student_attendance_day", "pub.exam")
                .allSatisfy(
                        (relation, schools) ->
                                assertThat(schools)
                                        .as(relation)
                                        .isEqualTo(ids(Places.in(level, area))));
    }

    @Test
    void aViewerReadsTheTablesOfSumsAsWell() throws SQLException {
        database.login("viewer_of_tables", "cqube_viewer");
        database.allow("viewer_of_tables", "district", 2402);

        assertThat(schoolsByRelation("viewer_of_tables"))
                .containsKeys("master.school", "agg.student_attendance_month", "agg.exam_school");
    }

    @Test
    void ofUnitsAReaderSeesThoseThatItsSchoolsLieIn() throws SQLException {
        database.login("viewer_of_a_cluster", "cqube_viewer");
        database.allow("viewer_of_a_cluster", "cluster", 2401020001L);

        assertThat(
                        database.rows(
                                "viewer_of_a_cluster",
                                """
                                select cluster_id from master.cluster union all select block_id from master.block
                                union all select district_id from master.district order by 1 desc
                                """))
                .containsExactly("2401020001", "240102", "2401");
        assertThat(
                        database.rows(
                                "viewer_of_a_cluster",
                                "select distinct cluster, block, district from pub.school"))
                .containsExactly("Cluster 2401020001|Block 240102|District 2401");
    }

    @Test
    void severalAreasAddUp() throws SQLException {
        database.login("reader_of_two", "cqube_analyst");
        database.allow("reader_of_two", "block", 240101);
        database.allow("reader_of_two", "school", 24020200104L);

        assertThat(database.rows("reader_of_two", "select school_id from pub.school order by 1"))
                .hasSize(5)
                .endsWith("24020200104");
    }

    @Test
    void withoutAnAreaNothingIsSeen() throws SQLException {
        database.login("reader_of_none", "cqube_viewer");
        database.login("reader_of_elsewhere", "cqube_viewer");
        database.allow("reader_of_elsewhere", "district", 9999);
        database.allow("reader_of_elsewhere", "state", 75);

        for (String login : List.of("reader_of_none", "reader_of_elsewhere")) {
            assertThat(schoolsByRelation(login))
                    .isNotEmpty()
                    .allSatisfy((relation, schools) -> assertThat(schools).as(relation).isEmpty());
        }
    }

    @Test
    void anAreaThatIsTakenAwayIsNotSeenByTheNextQuery() throws SQLException {
        database.login("reader_for_a_while", "cqube_analyst");
        database.allow("reader_for_a_while", "block", 240201);
        try (var session = database.as("reader_for_a_while")) {
            assertThat(SecuredDatabase.rows(session, "select school_id from pub.school"))
                    .hasSize(4);
            database.execute(
                    "area_admin", "delete from meta.user_scope where login = 'reader_for_a_while'");
            assertThat(SecuredDatabase.rows(session, "select school_id from pub.school")).isEmpty();
        }
    }

    @Test
    void creatorsAndAdministratorsSeeAllAreas() throws SQLException {
        database.login("creator", "cqube_creator");
        database.login("admin", "cqube_admin");

        for (String login : List.of("creator", "admin")) {
            assertThat(schoolsByRelation(login))
                    .containsKeys("pub.school", "master.school", "agg.student_attendance_day")
                    .allSatisfy(
                            (relation, schools) ->
                                    assertThat(schools)
                                            .as(relation)
                                            .isEqualTo(ids(Places.SCHOOLS)));
        }
        assertThat(schoolsByRelation("admin"))
                .containsKeys("fact.student_attendance", "agg.student_seen");
    }

    @Test
    void theFlowSeesAllRows() throws SQLException {
        for (String login : List.of("nifi_load", "nifi_aggregate", "nifi_publish", "nifi_owner")) {
            assertThat(schoolsByRelation(login))
                    .containsKeys("fact.exam_result", "agg.student_seen", "master.student")
                    .allSatisfy(
                            (relation, schools) ->
                                    assertThat(schools)
                                            .as(login + " " + relation)
                                            .isEqualTo(expected(relation, login)));
        }
    }

    /** Only the owner among them is somebody who sees areas. */
    private static List<String> expected(String relation, String login) {
        return relation.equals("master.school_in_scope") && !login.equals("nifi_owner")
                ? List.of()
                : ids(Places.SCHOOLS);
    }

    private static Map<String, List<String>> schoolsByRelation(String login) throws SQLException {
        Map<String, List<String>> schools = new TreeMap<>();
        try (var session = database.as(login)) {
            for (String relation : SecuredDatabase.rows(session, READABLE)) {
                schools.put(
                        relation,
                        SecuredDatabase.rows(
                                session,
                                "select distinct school_id from " + relation + " order by 1"));
            }
        }
        return schools;
    }

    private static List<String> ids(List<School> schools) {
        return schools.stream().map(School::id).sorted().map(String::valueOf).toList();
    }
}
