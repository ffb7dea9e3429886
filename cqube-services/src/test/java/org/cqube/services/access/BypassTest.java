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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways round the row policies that PostgreSQL's own documentation and others know of. */
class BypassTest {

    private static final String OWN = "24010100101";
    private static final String FOREIGN = "24020100101";

    private static SecuredDatabase database;

    @BeforeAll
    static void start() throws SQLException {
        database = SecuredDatabase.get();
        for (String login : List.of("viewer", "analyst")) {
            database.login(login, "cqube_" + login);
            database.allow(login, "school", Long.parseLong(OWN));
        }
        // a function that a careless administrator made: cheap, so that the planner likes it first,
        // and it tells what it is given
        database.administer(
                """
                create schema if not exists careless;
                grant usage on schema careless to public;
                create or replace function careless.tell(value anyelement) returns boolean language plpgsql cost 0.0000001 as
                $$ begin raise warning 'told %', value; return true; end $$;
                grant execute on function careless.tell(anyelement) to public;
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set role cqube_owner",
                "set role cqube_pub",
                "set role cqube_creator",
                "set role cqube_admin",
                "set role cqube_load",
                "set role nifi_owner",
                "set role postgres",
                "set session authorization nifi_owner",
                "grant cqube_creator to analyst",
                "alter role analyst bypassrls",
                "select * from meta.user_scope",
                "insert into meta.user_scope values ('analyst', 'state', 24)",
                "select * from agg.student_attendance_day",
                "select * from fact.student_attendance",
                "select * from fact.student_attendance_2020_07",
                "select * from master.school",
                "select * from master.student",
                "select * from master.school_place",
                "select * from fact.semester_mark",
                "alter view pub.school owner to analyst",
                "create or replace view pub.school as select 1 as school_id",
                "drop view pub.school",
                "alter table master.school disable row level security",
                "drop policy by_school_id on master.school",
                "create function pg_temp.tell(bigint) returns boolean language sql as 'select true'",
                "create temporary table mine (i int)",
                "create table public.mine (i int)",
                "create schema mine",
                "copy pub.school to program 'cat'",
                "copy (select 1) to '/tmp/mine'",
                "select pg_read_file('/etc/passwd')",
                "select meta.make_month('fact.student_attendance', '2030-01-01')",
                "select meta.gather_statistics()",
                "select meta.guard_rows()",
                "select meta.request_abandon(1)",
                "select pg_advisory_lock(1)",
                "begin; lock table pub.school in access exclusive mode",
                "update pub.school set school = 'mine'",
                "delete from pub.infrastructure",
            })
    void aReaderMayNot(String sql) {
        assertThatThrownBy(() -> database.execute("analyst", sql))
                .isInstanceOf(SQLException.class)
                .satisfies(
                        thrown ->
                                assertThat(((SQLException) thrown).getSQLState())
                                        .as(thrown.getMessage())
                                        .isIn("42501", "42809", "55000"));
    }

    @Test
    void theLoginCountsNotTheRole() throws SQLException {
        try (Connection session = database.as("viewer")) {
            execute(session, "set role cqube_viewer");
            assertOwnSchoolOnly(session, "master.school");
            execute(session, "set cqube.login = 'area_admin'");
            assertOwnSchoolOnly(session, "master.school");
            assertOwnSchoolOnly(session, "agg.student_attendance_month");
        }
    }

    @Test
    void switchingPoliciesOffShowsNothing() throws SQLException {
        try (Connection session = database.as("viewer")) {
            execute(session, "set row_security = off");
            assertThatThrownBy(() -> SecuredDatabase.rows(session, "select * from master.school"))
                    .hasMessageContaining("row-level security");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select school_id from %s where careless.tell(school_id)",
                "select school_id from (select * from %s offset 0) as x where careless.tell(school_id)",
                "select a.school_id from %1$s as a join %1$s as b on careless.tell(b.school_id) and a.school_id = b.school_id",
                "select a.school_id from %1$s as a left join %1$s as b on a.school_id < b.school_id and careless.tell(b.school_id)",
                "select school_id from %s group by school_id having careless.tell(school_id)",
                "select school_id from %s order by careless.tell(school_id)",
                "select school_id from %s tablesample system (100) where careless.tell(school_id)",
            })
    void aFunctionThatTellsItsArgumentIsGivenNoForeignRow(String query) throws SQLException {
        for (String relation : List.of("master.school", "agg.student_attendance_day", "pub.exam")) {
            if (relation.startsWith("pub.") && query.contains("tablesample")) {
                continue; // views have no samples
            }
            List<String> told = told("viewer", query.formatted(relation));
            assertThat(told).as(relation).allSatisfy(line -> assertThat(line).contains(OWN));
        }
        assertThat(told("viewer", "select 1 from pub.school where careless.tell(school_id)"))
                .as("the function does tell")
                .isNotEmpty();
    }

    /** An error that a foreign row would cause tells that the row is there. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1 from pub.school where 1 / (school_id - %s) = 7",
                "select 1 from pub.school where school = 'School %s' and school::bigint = 1",
                "select 1 from pub.school where (case when school_id = %s then school else '1' end)::bigint = 1 and school_id <> 24010100101",
                "select 1 from pub.exam as e join pub.school as s using (school_id) where 1 / (s.school_id - %s) = 7",
                "select 1 from pub.school as s where exists (select from pub.exam as e where 1 / (e.school_id - %s) = 7)",
            })
    void noErrorTellsOfAForeignRow(String query) throws SQLException {
        assertThat(database.rows("analyst", query.formatted(FOREIGN))).isEmpty();
    }

    @Test
    void anErrorOfAnOwnRowIsAnError() {
        assertThatThrownBy(
                        () ->
                                database.rows(
                                        "analyst",
                                        "select 1 from pub.school where 1 / (school_id - %s) = 7"
                                                .formatted(OWN)))
                .hasMessageContaining("division by zero");
    }

    @Test
    void preparedStatementsAndCursorsSeeNoMore() throws SQLException {
        try (Connection session = database.as("analyst")) {
            execute(session, "prepare p as select school_id from pub.school order by 1");
            for (int i = 0; i < 7; i++) {
                assertThat(SecuredDatabase.rows(session, "execute p")).containsExactly(OWN);
            }
            execute(session, "begin");
            execute(session, "declare c cursor with hold for select school_id from pub.school");
            execute(session, "commit");
            assertThat(SecuredDatabase.rows(session, "fetch all from c")).containsExactly(OWN);
        }
    }

    @Test
    void aBlockOfCodeSeesNoMore() throws SQLException {
        assertThat(
                        told(
                                "analyst",
                                """
                                do $$ declare s record; begin
                                    for s in select school_id from pub.school loop raise warning 'told %', s.school_id; end loop;
                                    begin
                                        for s in select school_id from master.school loop raise warning 'told %', s.school_id; end loop;
                                    exception when insufficient_privilege then null; end;
                                end $$
                                """))
                .containsExactly("told " + OWN);
    }

    @Test
    void statisticsOfTheRowsAreNotShown() throws SQLException {
        database.administer("analyze master.school, agg.student_attendance_day");
        for (String login : List.of("viewer", "analyst")) {
            assertThat(
                            database.rows(
                                    login,
                                    "select tablename, attname from pg_stats where schemaname in ('master', 'agg', 'fact')"))
                    .isEmpty();
        }
    }

    /** Even granted by mistake, a table shows the rows of the area. */
    @Test
    void aTableGrantedByMistakeStillHasItsPolicy() throws SQLException {
        database.login("favoured", "cqube_analyst");
        database.allow("favoured", "school", Long.parseLong(OWN));
        database.administer(
                "grant usage on schema fact, agg to favoured; grant select on all tables in schema fact, agg to favoured");
        try (Connection session = database.as("favoured")) {
            for (String relation :
                    List.of("fact.student_attendance", "fact.exam_result", "agg.student_seen")) {
                assertOwnSchoolOnly(session, relation);
            }
        } finally {
            database.administer(
                    "revoke all on all tables in schema fact, agg from favoured; revoke usage on schema fact, agg from favoured");
        }
    }

    private static void assertOwnSchoolOnly(Connection session, String relation)
            throws SQLException {
        assertThat(SecuredDatabase.rows(session, "select distinct school_id from " + relation))
                .as(relation)
                .containsExactly(OWN);
    }

    private static void execute(Connection session, String sql) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }

    /** What the function told while the query ran. */
    private static List<String> told(String login, String sql) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection session = database.as(login);
                Statement statement = session.createStatement()) {
            statement.execute(sql);
            for (SQLWarning warning = statement.getWarnings();
                    warning != null;
                    warning = warning.getNextWarning()) {
                lines.add(warning.getMessage());
            }
        }
        return lines;
    }
}
