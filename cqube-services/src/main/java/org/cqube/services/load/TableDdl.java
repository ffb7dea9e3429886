/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cqube.engines.contract.FieldContract;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.contract.Target;
import org.cqube.services.postgres.SqlIdentifier;

/**
 * What the database must hold for a file of a contract. A table may be there already, also in
 * another shape (partitioned by a folder's own SQL, say): it is left as it is, and gets the columns
 * that it lacks.
 */
final class TableDdl {
    private TableDdl() {}

    /** Statements that make the table of a file, or add what it lacks; each may be repeated. */
    static List<String> of(final FileContract file) {
        return switch (file.target().kind()) {
            case RECORD -> recordTable(file);
            case DAYS -> daysTable(file.target());
        };
    }

    private static List<String> recordTable(final FileContract file) {
        final String table = SourceTables.tableName(file.target());
        final List<String> ddl = new ArrayList<>();
        final String key =
                file.target().key().stream()
                        .map(SqlIdentifier::quote)
                        .collect(Collectors.joining(", "));
        final List<FieldContract> stored =
                file.fields().stream().filter(FieldContract::stored).toList();
        ddl.add(
                "create table if not exists "
                        + table
                        + " ("
                        + Stream.concat(
                                        file.target().constants().keySet().stream()
                                                .map(TableDdl::constant),
                                        stored.stream().map(TableDdl::column))
                                .collect(Collectors.joining(", "))
                        + ", loaded_by bigint not null, loaded_at timestamptz not null default now(), primary key ("
                        + key
                        + "))"
                        + partitionedBy(file.target()));
        partition(file.target()).ifPresent(ddl::add);
        for (final FieldContract field : stored) {
            ddl.add("alter table " + table + " add column if not exists " + column(field));
        }
        if (file.target().history()) {
            ddl.addAll(History.ddl(file.target()));
        }
        return ddl;
    }

    private static String partitionedBy(final Target target) {
        return target.partitionBy() == null
                ? ""
                : " partition by list (" + SqlIdentifier.quote(target.partitionBy()) + ")";
    }

    /** The partition of the rows of this file; its constant is a name by the contract's checks. */
    private static Optional<String> partition(final Target target) {
        return Optional.ofNullable(target.partitionBy())
                .map(target.constants()::get)
                .map(
                        value ->
                                "create table if not exists "
                                        + SqlIdentifier.quote(target.schema())
                                        + "."
                                        + SqlIdentifier.quote(target.table() + "_" + value)
                                        + " partition of "
                                        + SourceTables.tableName(target)
                                        + " for values in ('"
                                        + value
                                        + "')");
    }

    private static String constant(final String column) {
        return SqlIdentifier.quote(column) + " text not null";
    }

    private static String column(final FieldContract field) {
        return SqlIdentifier.quote(field.column()) + " " + field.sqlType().sql();
    }

    private static List<String> daysTable(final Target target) {
        final String table = SourceTables.tableName(target);
        final String school = SqlIdentifier.quote(target.days().school());
        final String person = SqlIdentifier.quote(target.days().person());
        // a source without ids of its rows has no column for them
        final String recordId =
                target.days().recordId() == null
                        ? null
                        : SqlIdentifier.quote(target.days().recordId());
        return List.of(
                "create table if not exists "
                        + table
                        + " ("
                        + school
                        + " bigint not null, "
                        + person
                        + " bigint not null, month_start date not null, "
                        + (recordId == null ? "" : recordId + " bigint not null, ")
                        + "academic_year text not null,"
                        + " days smallint[] not null check (cardinality(days) = 31), known_days integer not null,"
                        + " emission_id bigint not null, loaded_at timestamptz not null default now(),"
                        + " primary key ("
                        + school
                        + ", "
                        + person
                        + ", month_start)"
                        + (recordId == null ? "" : ", unique (" + recordId + ", month_start)")
                        + ")"
                        + " partition by range (month_start)");
    }
}
