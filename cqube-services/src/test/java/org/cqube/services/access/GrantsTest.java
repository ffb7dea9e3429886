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
import java.util.ArrayList;
import java.util.List;
import org.cqube.engines.contract.FieldContract;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.contract.SourceContract;
import org.cqube.services.sql.FlowTemplates;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each role may do, asked of the catalog of the database: also of tables that come later. */
class GrantsTest {

    private static final String SCHEMAS =
            "array['meta', 'config', 'master', 'stage', 'fact', 'agg', 'pub']::regnamespace[]";

    private static SecuredDatabase database;

    @BeforeAll
    static void start() {
        database = SecuredDatabase.get();
    }

    @Test
    void everyTableOfASourceHasRowPolicies() throws SQLException {
        assertThat(
                        ask(
                                """
                                select c.oid::regclass from pg_class as c
                                 where c.relnamespace = any (array['master', 'fact', 'agg']::regnamespace[])
                                   and c.relkind in ('r', 'p') and not c.relispartition
                                   and (not c.relrowsecurity
                                        or (select count(*) from pg_policy where polrelid = c.oid) <> 3
                                        or not exists (select from pg_policy where polrelid = c.oid and polname = 'pipeline')
                                        or not exists (select from pg_policy where polrelid = c.oid and polname like 'by\\_%'))
                                """))
                .isEmpty();
    }

    @Test
    void aTableWithSchoolsIsGuardedBySchool() throws SQLException {
        assertThat(
                        ask(
                                """
                                select c.oid::regclass from pg_class as c join pg_attribute as a on a.attrelid = c.oid and a.attname = 'school_id'
                                 where c.relnamespace = any (array['master', 'fact', 'agg']::regnamespace[])
                                   and c.relkind in ('r', 'p') and not c.relispartition
                                   and not exists (select from pg_policy where polrelid = c.oid and polname = 'by_school_id')
                                """))
                .isEmpty();
    }

    @Test
    void everythingBelongsToTheOwnerAndViewsForPeopleToTheirOwn() throws SQLException {
        assertThat(
                        ask(
                                "select c.oid::regclass, c.relowner::regrole from pg_class as c where c.relnamespace = any ("
                                        + SCHEMAS
                                        + ") and c.relowner <> (case when c.relnamespace = 'pub'::regnamespace"
                                        + " then 'cqube_pub' else 'cqube_owner' end)::regrole"))
                .isEmpty();
    }

    @Test
    void publicHasNothing() throws SQLException {
        assertThat(
                        ask(
                                """
                                select 'database', d.datname, a.privilege_type from pg_database as d, aclexplode(d.datacl) as a
                                 where d.datname = current_database() and a.grantee = 0
                                union all
                                select 'schema', n.nspname, a.privilege_type from pg_namespace as n, aclexplode(n.nspacl) as a
                                 where (n.oid = any (%1$s) or n.nspname = 'public') and a.grantee = 0
                                union all
                                select 'table', c.relname, a.privilege_type from pg_class as c, aclexplode(c.relacl) as a
                                 where c.relnamespace = any (%1$s) and a.grantee = 0
                                union all
                                select 'function', p.proname, a.privilege_type
                                  from pg_proc as p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) as a
                                 where p.pronamespace = any (%1$s) and a.grantee = 0
                                """
                                        .formatted(SCHEMAS)))
                .isEmpty();
    }

    @Test
    void noGroupRoleLogsInOrIsMoreThanItsGrants() throws SQLException {
        assertThat(
                        ask(
                                """
                                select rolname from pg_roles
                                 where rolname like 'cqube\\_%'
                                   and (rolcanlogin or rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls)
                                """))
                .isEmpty();
        assertThat(
                        ask(
                                "select rolname from pg_roles where rolname like 'nifi\\_%' and (rolsuper or rolcreaterole or rolcreatedb or rolbypassrls)"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cqube_viewer", "cqube_creator", "cqube_analyst", "cqube_admin"})
    void peopleChangeNothing(String role) throws SQLException {
        assertThat(
                        ask(
                                """
                                select c.oid::regclass, p from pg_class as c, unnest(array['insert', 'update', 'delete', 'truncate', 'references', 'trigger']) as p
                                 where c.relnamespace = any (%s) and c.relkind in ('r', 'p', 'v') and has_table_privilege('%s', c.oid, p)
                                   and not ('%2$s' = 'cqube_admin' and c.oid = 'meta.user_scope'::regclass and p in ('insert', 'update', 'delete'))
                                """
                                        .formatted(SCHEMAS, role)))
                .isEmpty();
    }

    /** Readers of all kinds together; administrators see what is stored. */
    @Test
    void noReaderSeesAColumnThatAContractCallsPersonal() throws SQLException {
        List<String> seen = new ArrayList<>();
        for (String source : FlowTemplates.sources()) {
            SourceContract contract = FlowTemplates.contract(source);
            for (FileContract file : contract.files()) {
                for (FieldContract field : file.fields()) {
                    if (field.personal() && field.stored()) {
                        seen.addAll(
                                ask(
                                        """
                                        select r, '%1$s.%2$s', '%3$s' from unnest(array['cqube_viewer', 'cqube_creator', 'cqube_analyst']) as r
                                         where has_column_privilege(r, '%1$s.%2$s', '%3$s', 'select')
                                        """
                                                .formatted(
                                                        file.target().schema(),
                                                        file.target().table(),
                                                        field.column())));
                    }
                }
            }
        }
        assertThat(seen).isEmpty();
    }

    /** By name, and arrays of ids: what sums keep of persons so that each counts once. */
    @Test
    void noReaderSeesIdsOfPersonsAmongTheSums() throws SQLException {
        assertThat(
                        ask(
                                """
                                select r, c.oid::regclass, a.attname
                                  from unnest(array['cqube_viewer', 'cqube_creator', 'cqube_analyst']) as r,
                                       pg_class as c join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                                 where c.relnamespace = any (array['agg', 'pub']::regnamespace[]) and c.relkind in ('r', 'p', 'v')
                                   and (a.attname ~ '^(student|pupil|teacher|observer|person)_(id|uid|uuid|name)$' or a.atttypid = 'bigint[]'::regtype)
                                   and has_column_privilege(r, c.oid, a.attnum, 'select')
                                """))
                .isEmpty();
    }

    @Test
    void viewsThatAreNotForPeopleAreReadByTheFlowAndAdministratorsOnly() throws SQLException {
        assertThat(
                        ask(
                                """
                                select r, c.oid::regclass from unnest(array['cqube_viewer', 'cqube_creator', 'cqube_analyst']) as r, pg_class as c
                                 where c.relnamespace = any (%s) and c.relkind in ('v', 'm') and has_any_column_privilege(r, c.oid, 'select')
                                   and c.relnamespace <> 'pub'::regnamespace and c.oid <> 'master.school_in_scope'::regclass
                                """
                                        .formatted(SCHEMAS)))
                .isEmpty();
    }

    @Test
    void analystsReadViewsAndNoTable() throws SQLException {
        assertThat(
                        ask(
                                """
                                select c.oid::regclass from pg_class as c
                                 where c.relnamespace = any (%s) and c.relkind in ('r', 'p') and has_any_column_privilege('cqube_analyst', c.oid, 'select')
                                """
                                        .formatted(SCHEMAS)))
                .isEmpty();
    }

    @Test
    void everyViewForPeopleSaysWhatItIs() throws SQLException {
        assertThat(
                        ask(
                                "select oid::regclass from pg_class where relnamespace = 'pub'::regnamespace and obj_description(oid, 'pg_class') is null"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "nifi_load; delete from meta.emission",
                "nifi_load; update meta.act set body = '{}' where act_id = 0 returning (select 1 from meta.user_scope)",
                "nifi_load; insert into agg.semester_class values (1, '2020-21', 1, 1, 1)",
                "nifi_load; truncate fact.exam_result",
                "nifi_load; create table fact.mine (i int)",
                "nifi_load; alter table fact.exam_result add column mine int",
                "nifi_load; insert into meta.publication (source) values ('x')",
                "nifi_load; insert into meta.schema_version values ('x', 'x')",
                "nifi_aggregate; insert into fact.exam values ('pat')",
                "nifi_aggregate; update master.school set name = 'mine'",
                "nifi_aggregate; update master.block set name = 'mine'",
                "nifi_aggregate; update meta.emission set loaded = 0",
                "nifi_aggregate; select meta.make_month('fact.student_attendance', '2030-01-01')",
                "nifi_publish; delete from agg.semester_class",
                "nifi_publish; update fact.exam set exam_code = 'mine'",
                "nifi_publish; insert into meta.touched values ('x', 'x', 'x', 'x', 1)",
                "nifi_publish; update meta.emission set loaded = 0",
                "nifi_publish; select meta.request_replay('pat', '{}')",
                "nifi_load; set role cqube_owner",
                "nifi_aggregate; set role cqube_load",
                "nifi_owner; set role nifi_load",
                "nifi_owner; set session authorization postgres",
            })
    void aStepOfTheFlowMayNot(String login, String sql) {
        assertThatThrownBy(() -> database.execute(login, sql))
                .hasMessageMatching("(?s).*(permission denied|must be owner).*");
    }

    @Test
    void monthsAreMadeOnlyForTablesOfMonthsAndThoseWhoFillThem() throws SQLException {
        database.execute(
                "nifi_load", "select meta.make_month('fact.student_attendance', '2031-02-01')");
        assertThat(ask("select to_regclass('fact.student_attendance_2031_02')"))
                .containsExactly("fact.student_attendance_2031_02");
        for (String wrong :
                List.of(
                        "'fact.student_attendance', '2031-02-02'",
                        "'fact.exam', '2031-02-01'",
                        "'meta.emission', '2031-02-01'",
                        "'pg_class', '2031-02-01'")) {
            assertThatThrownBy(
                            () ->
                                    database.execute(
                                            "nifi_load", "select meta.make_month(" + wrong + ")"))
                    .hasMessageContaining("has no partition that begins on");
        }
    }

    @Test
    void anAdministratorSaysWhoSeesWhatAndAsksForActs() throws SQLException {
        database.login("chief", "cqube_admin");
        database.execute(
                "chief", "insert into meta.user_scope values ('somebody', 'block', 240101)");
        database.execute("chief", "delete from meta.user_scope where login = 'somebody'");
        assertThat(
                        database.rows(
                                "chief",
                                "select meta.request_replay('pat', '{\"all\": true}', true)"))
                .hasSize(1);
        assertThat(database.rows("chief", "select requested_by from meta.replay"))
                .containsExactly("chief");
        assertThatThrownBy(() -> database.execute("chief", "select meta.request_resume(4711)"))
                .hasMessageContaining("no emission 4711");
        assertThatThrownBy(() -> database.execute("chief", "delete from meta.replay"))
                .hasMessageContaining("permission denied");
    }

    @Test
    void peopleHaveTimeLimitsAndTheFlowHasItsOwn() throws SQLException {
        database.login("patient", "cqube_analyst");
        String limits =
                "select current_setting('statement_timeout'), current_setting('idle_in_transaction_session_timeout'), current_setting('idle_session_timeout')";
        assertThat(database.rows("patient", limits)).containsExactly("5min|5min|1h");
        assertThat(database.rows("nifi_load", limits)).containsExactly("35min|35min|0");
        assertThat(database.rows("nifi_owner", limits)).containsExactly("0|35min|0");
    }

    /** What the owner makes at run time belongs to the group, and the flow may use it at once. */
    @Test
    void aTableThatComesLaterIsReadyForTheFlowAndClosedForPeople() throws SQLException {
        try (Connection owner = database.as("nifi_owner");
                var statement = owner.createStatement()) {
            statement.execute("create table agg.later (school_id bigint, n int)");
            statement.execute("create view pub.later as select school_id, n from agg.later");
            statement.execute("select meta.guard_rows()");
        }
        try {
            database.execute(
                    "nifi_aggregate",
                    "insert into agg.later values (24010100101, 1), (24020100101, 2)");
            database.login("late_reader", "cqube_analyst");
            database.allow("late_reader", "district", 2401);
            assertThat(database.rows("late_reader", "select school_id from pub.later"))
                    .containsExactly("24010100101");
            database.login("late_viewer", "cqube_viewer");
            assertThatThrownBy(() -> database.rows("late_viewer", "select * from agg.later"))
                    .hasMessageContaining("permission denied");
        } finally {
            database.execute("nifi_owner", "drop view pub.later; drop table agg.later");
        }
    }

    @Test
    void aViewOverAnotherViewOfSchoolsIsRefused() {
        assertThatThrownBy(
                        () ->
                                database.execute(
                                        "nifi_owner",
                                        "begin; create view pub.leaky as select school_id from fact.semester_mark; select meta.check_views()"))
                .hasMessageContaining("pub.leaky reads the view fact.semester_mark");
    }

    private static List<String> ask(String sql) throws SQLException {
        return database.rows("postgres", sql);
    }
}
