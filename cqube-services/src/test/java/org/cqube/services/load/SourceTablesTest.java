/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.cqube.engines.contract.ContractReader;
import org.cqube.engines.contract.SourceContract;
import org.cqube.services.catalog.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tables of sources: each as its folder says, whatever the others say. */
class SourceTablesTest {

    private static final String CONTRACT =
            """
            {"name": "NAME", "title": "T", "cqube:prefixes": ["NAME"], "cqube:kind": "fact", "cqube:dependsOn": [DEPENDS],
             "resources": [{"name": "NAME", "path": "NAME.csv", "schema": {
               "fields": [{"name": "id", "type": "integer", "constraints": {"required": true}}, {"name": "FIELD", "type": "string"}],
               "primaryKey": "id",
               "cqube:target": {"kind": "record", "table": "TABLE", "key": [KEY"id"]OTHER}}}]}
            """;

    private LoadDatabase database;

    @BeforeEach
    void openDatabase() throws Exception {
        database = LoadDatabase.open();
    }

    @AfterEach
    void closeDatabase() throws SQLException {
        database.close();
    }

    private static DataSource source(String name, String tables) throws Exception {
        return source(name, "fact." + name, "note", "", "", tables);
    }

    private static DataSource source(
            String name, String table, String field, String key, String other, String tables)
            throws Exception {
        String json =
                CONTRACT.replace("NAME", name)
                        .replace("DEPENDS", "")
                        .replace("TABLE", table)
                        .replace("FIELD", field)
                        .replace("KEY", key)
                        .replace("OTHER", other);
        SourceContract contract =
                ContractReader.read(
                        new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
        return new DataSource(
                contract, Map.of("tables.sql", tables), contract.hash() + tables.hashCode());
    }

    private ReadySources ensure(DataSource... sources) throws SQLException {
        return SourceTables.ensure(database.connection(), List.of(sources));
    }

    private List<String> columns(String table) throws SQLException {
        return database.rows(
                "select attname from pg_attribute where attrelid = '%s'::regclass and attnum > 0 order by attnum"
                        .formatted(table));
    }

    @Test
    void aBrokenFolderStopsItselfOnly() throws Exception {
        DataSource sound = source("sound", "create view fact.seen as select * from fact.broken");
        DataSource broken = source("broken", "create table fact.half (a int); selec 1");

        ReadySources ready = ensure(broken, sound);

        assertThat(ready.faults()).containsOnlyKeys("broken");
        assertThat(ready.source("sound")).contains(sound);
        assertThatThrownBy(() -> ready.source("broken"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("The tables of broken")
                .hasMessageContaining("selec");
        assertThat(database.rows("select to_regclass('fact.half'), to_regclass('fact.seen')"))
                .containsExactly("|fact.seen");
        assertThatThrownBy(ready::requireAll).hasMessageContaining("broken");
    }

    @Test
    void aMendedFolderIsTakenUp() throws Exception {
        ensure(source("one", "selec 1"));

        ReadySources ready = ensure(source("one", "create table fact.extra (a int)"));

        assertThat(ready.faults()).isEmpty();
        assertThat(columns("fact.extra")).containsExactly("a");
    }

    @Test
    void aBrokenFolderIsTriedAgainThoughNothingChanged() throws Exception {
        DataSource waits = source("waits", "create view fact.v as select * from fact.later");
        assertThat(ensure(waits).faults()).containsOnlyKeys("waits");
        database.execute("create table fact.later (a int)");

        assertThat(ensure(waits).faults()).isEmpty();
    }

    @Test
    void anExtraMayNeedTheExtraOfASourceThatComesLater() throws Exception {
        DataSource first = source("a", "create view fact.from_b as select * from fact.b_extra");
        DataSource second = source("b", "create view fact.b_extra as select * from fact.c_extra");
        DataSource third = source("c", "create table fact.c_extra (x int)");

        assertThat(ensure(first, second, third).faults()).isEmpty();

        assertThat(columns("fact.from_b")).containsExactly("x");
    }

    @Test
    void aContractThatDoesNotFitItsTableStopsItsSourceOnly() throws Exception {
        database.execute("create schema fact; create view fact.taken as select 1 as id");

        ReadySources ready = ensure(source("taken", ""), source("free", ""));

        assertThat(ready.faults()).containsOnlyKeys("taken");
        assertThat(columns("fact.free")).containsExactly("id", "note", "loaded_by", "loaded_at");
    }

    @Test
    void aKeyThatChangesIsRefusedAndTheTableStays() throws Exception {
        ensure(source("kept", ""));
        database.execute("insert into fact.kept (id, note, loaded_by) values (1, 'a', 1)");
        DataSource changed = source("kept", "fact.kept", "note", "\"note\", ", "", "");

        ReadySources ready = ensure(changed, source("other", ""));

        assertThat(ready.faults()).containsOnlyKeys("kept");
        assertThatThrownBy(() -> ready.source("kept"))
                .hasMessageContaining("The key of fact.kept is id, the contract says note, id")
                .hasMessageContaining("runbook");
        assertThat(database.rows("select id, note from fact.kept")).containsExactly("1|a");
        assertThat(ensure(source("kept", "")).faults()).as("the former contract").isEmpty();

        // the way out of the runbook: away with the table, and a replay fills the new one
        database.execute("drop table fact.kept");
        assertThat(ensure(changed).faults()).isEmpty();
    }

    @Test
    void aTypeThatChangesIsRefused() throws Exception {
        database.execute(
                "create schema fact; create table fact.typed (id integer primary key, loaded_by bigint not null,"
                        + " loaded_at timestamptz not null default now())");

        assertThatThrownBy(() -> ensure(source("typed", "")).source("typed"))
                .hasMessageContaining(
                        "The column id of fact.typed is integer, the contract says bigint");

        database.execute("alter table fact.typed alter column id type bigint");
        assertThat(ensure(source("typed", "")).faults()).isEmpty();
    }

    @Test
    void aUniqueIndexOnPartOfTheRowsIsNoKey() throws Exception {
        database.execute(
                "create schema fact; create table fact.part (id bigint, loaded_by bigint not null,"
                        + " loaded_at timestamptz not null default now());"
                        + " create unique index part_key on fact.part (id) where id > 5");
        assertThat(ensure(source("part", "")).faults()).containsOnlyKeys("part");

        database.execute("drop index fact.part_key; create unique index on fact.part (id)");
        assertThat(ensure(source("part", "")).faults()).isEmpty();
    }

    @Test
    void twoSourcesShareATable() throws Exception {
        ReadySources ready =
                ensure(
                        source(
                                "first",
                                "fact.both",
                                "colour",
                                "\"kind\", ",
                                ", \"constants\": {\"kind\": \"one\"}",
                                ""),
                        source(
                                "second",
                                "fact.both",
                                "size",
                                "\"kind\", ",
                                ", \"constants\": {\"kind\": \"two\"}",
                                ""));

        assertThat(ready.faults()).isEmpty();
        assertThat(columns("fact.both"))
                .containsExactly("kind", "id", "colour", "loaded_by", "loaded_at", "size");
        assertThat(
                        database.rows(
                                "select pg_get_constraintdef(oid) from pg_constraint where contype = 'p' and conrelid = 'fact.both'::regclass"))
                .containsExactly("PRIMARY KEY (kind, id)");
    }

    @Test
    void aTableMayStandAlreadyPartitioned() throws Exception {
        database.execute(
                "create schema fact; create table fact.wide (id bigint primary key, loaded_by bigint not null,"
                        + " loaded_at timestamptz not null default now()) partition by hash (id);"
                        + " create table fact.wide_0 partition of fact.wide for values with (modulus 1, remainder 0)");

        assertThat(ensure(source("wide", "")).faults()).isEmpty();

        assertThat(columns("fact.wide")).containsExactly("id", "loaded_by", "loaded_at", "note");
        assertThat(columns("fact.wide_0")).containsExactly("id", "loaded_by", "loaded_at", "note");
    }

    @Test
    void theHistoryHasEveryColumnOfTheTable() throws Exception {
        String history = ", \"history\": true";
        ensure(source("old", "fact.old", "colour", "", history, ""));
        ensure(
                source(
                        "old",
                        "fact.old",
                        "size",
                        "",
                        history,
                        "alter table fact.old add column if not exists weight numeric(5, 2)"));

        assertThat(columns("fact.old_history"))
                .containsExactly(
                        "id",
                        "colour",
                        "loaded_by",
                        "loaded_at",
                        "valid_from",
                        "valid_to",
                        "replaced_by",
                        "size",
                        "weight");
        database.execute(
                "insert into fact.old_history (id, weight, loaded_by, loaded_at, valid_to, replaced_by) values (1, 2.345, 1, now(), now(), 2), (1, 2, 1, now(), now(), 2)");
        assertThat(database.rows("select weight from fact.old_history order by 1"))
                .containsExactly("2.00", "2.35");
    }
}
