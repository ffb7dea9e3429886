/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.processors;

import java.util.List;

/** All rows and identities as they were, to be put back: what a dump and its restoration do. */
final class Dump {
    private static final String TABLES =
            "select format('%I.%I', schemaname, tablename) from pg_tables t"
                    + " where schemaname in ('meta', 'config', 'master', 'fact', 'agg')"
                    // rows of partitions come with their parent
                    + " and not exists (select 1 from pg_inherits where inhrelid = format('%I.%I', schemaname, tablename)::regclass)";

    private static final String IDENTITIES =
            "select format('%I.%I', schemaname, sequencename), coalesce(last_value, 0) from pg_sequences where schemaname = 'meta'";

    private final Database database;
    private final List<String> tables;
    private final List<String> identities;

    private Dump(final Database database) {
        this.database = database;
        this.tables = database.lines(TABLES);
        this.identities = database.lines(IDENTITIES);
    }

    static Dump of(final Database database) {
        final Dump dump = new Dump(database);
        database.execute("drop schema if exists dump cascade");
        database.execute("create schema dump");
        dump.tables.forEach(
                table ->
                        database.execute(
                                "create table %s as select * from %s"
                                        .formatted(copy(table), table)));
        return dump;
    }

    void restore() {
        final StringBuilder script =
                new StringBuilder("begin; set local session_replication_role = replica;");
        script.append("truncate ").append(String.join(", ", tables)).append(" cascade;");
        for (final String table : tables) {
            final String columns =
                    database.one(
                            "select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute"
                                    + " where attrelid = '"
                                    + table
                                    + "'::regclass and attnum > 0 and not attisdropped and attgenerated = ''");
            script.append(
                    "insert into %s (%s) overriding system value select %s from %s;"
                            .formatted(table, columns, columns, copy(table)));
        }
        for (final String identity : identities) {
            final String[] parts = identity.split("\\|");
            final long last = Long.parseLong(parts[1]);
            script.append(
                    "select setval('%s', %d, %b);"
                            .formatted(parts[0], Math.max(last, 1), last > 0));
        }
        database.execute(script.append("commit; drop schema dump cascade").toString());
    }

    private static String copy(final String table) {
        return "dump.\"" + table + "\"";
    }
}
